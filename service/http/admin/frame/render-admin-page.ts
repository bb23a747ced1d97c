import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { REFERRERS_OF_FORMS } from '../../security-headers.ts'
import type { AdminEnv } from '../admin-env.ts'

interface RenderOptions {
  status?: ContentfulStatusCode
}

/** Answers with a page for administrators: scripts, styles, requests, frames and forms are our own or not at all. */
export function renderAdminPage(
  c: Context<AdminEnv>,
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  { status = 200 }: RenderOptions = {},
) {
  // Signing out ends at the tenant, and browsers check where a form is sent on to, too.
  const formTargets = `'self' ${c.get('admin').loginOrigin}`
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`,
  )
  c.header('Referrer-Policy', REFERRERS_OF_FORMS)
  return c.html(html`<!doctype html>${page}`, status)
}

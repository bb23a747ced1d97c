import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

type Page = HtmlEscapedString | Promise<HtmlEscapedString>

interface RenderOptions {
  status?: ContentfulStatusCode
  /** Where a form on the page may lead besides this service: browsers check each redirect after the form too. */
  formTargets?: readonly string[]
}

/** Answers with a page that may load nothing but our stylesheet and run nothing at all. */
export function renderPage(c: Context, page: Page, options: RenderOptions = {}) {
  const { status = 200, formTargets } = options
  const formAction = formTargets ? ["'self'", ...formTargets].join(' ') : "'none'"
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'self'; img-src data:; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
  )
  return c.html(html`<!doctype html>${page}`, status)
}

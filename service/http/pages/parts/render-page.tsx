import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { REFERRERS_OF_FORMS } from '../../security-headers.ts'

type Page = HtmlEscapedString | Promise<HtmlEscapedString>

interface RenderOptions {
  status?: ContentfulStatusCode
  /** Where a form on the page may lead besides this service: browsers check each redirect after the form too. */
  formTargets?: readonly string[]
  /** There is nothing to run on the page. */
  runsNothing?: boolean
  /** A script of ours on the page asks this service for more. */
  connects?: boolean
}

/** Answers with a page that may load and run files of ours, and nothing else: nothing inline, nothing from elsewhere. */
export function renderPage(c: Context, page: Page, options: RenderOptions = {}) {
  const { status = 200, formTargets, runsNothing = false, connects = false } = options
  const rules = [
    "default-src 'none'",
    "style-src 'self'",
    ...(runsNothing ? [] : ["script-src 'self'"]),
    "img-src 'self' data:",
    ...(connects ? ["connect-src 'self'"] : []),
    `form-action ${formTargets ? ["'self'", ...formTargets].join(' ') : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  c.header('Content-Security-Policy', rules.join('; '))
  if (formTargets) c.header('Referrer-Policy', REFERRERS_OF_FORMS)
  return c.html(html`<!doctype html>${page}`, status)
}

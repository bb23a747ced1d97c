import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'

/** Headers of every answer. Pages bring a Content-Security-Policy of their own; everything else gets the strictest. */
export function createSecurityHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
    overwrite: false,
    // Pages with forms say otherwise: see below.
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: 'max-age=31536000',
    xFrameOptions: 'DENY',
  })
}

/**
 * What a page with a form says instead: other sites still learn nothing, and the form's Origin is ours, where
 * `no-referrer` would make it "null" (Fetch §3.1). Browsers without Fetch Metadata have nothing else to show that a form
 * is ours.
 */
export const REFERRERS_OF_FORMS = 'same-origin'

/** Nothing that this service says about a person is to be kept; only what sets its own rule is. */
export const noStore: MiddlewareHandler = createMiddleware(async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
})

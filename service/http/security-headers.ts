import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'

/** Headers of every answer. Pages bring a Content-Security-Policy of their own; everything else gets the strictest. */
export function createSecurityHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
    overwrite: false,
    // Also the reason why a form's Origin is "null" (Fetch §3.1): Sec-Fetch-Site is what tells our own forms then.
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: 'max-age=31536000',
    xFrameOptions: 'DENY',
  })
}

/** Nothing that this service says about a person is to be kept; only what sets its own rule is. */
export const noStore: MiddlewareHandler = createMiddleware(async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
})

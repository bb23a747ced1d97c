import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'

/** Refuses forms that were not sent from a page of ours. */
export function createSameOrigin({ publicUrl }: { publicUrl: string }): MiddlewareHandler {
  // Our pages' Referrer-Policy makes the Origin of their forms "null" (Fetch §3.1).
  const ours = [undefined, 'null', publicUrl]
  return csrf({
    origin: publicUrl,
    secFetchSite: (site, c) => site === 'same-origin' && ours.includes(c.req.header('Origin')),
  })
}

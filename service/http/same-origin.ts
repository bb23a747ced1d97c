import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'

/** Refuses forms that were not sent from a page of ours. */
export function createSameOrigin({ publicUrl }: { publicUrl: string }): MiddlewareHandler {
  // Extensions that hide where people come from make the Origin of our own forms "null", too.
  const ours = [undefined, 'null', publicUrl]
  return csrf({
    origin: publicUrl,
    secFetchSite: (site, c) => site === 'same-origin' && ours.includes(c.req.header('Origin')),
  })
}

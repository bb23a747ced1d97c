import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'

type Options = Parameters<typeof bodyLimit>[0]

/**
 * Refuses bodies larger than `maxSize` bytes. As hono's, but a request without a body, or with one whose length is
 * announced, is not touched: looking at it makes a stream of it, which costs more than all of the routing. Node reads
 * no further than was announced (RFC 9112 §6.3), so that the announcement can be believed.
 */
export function limitBody({ maxSize, onError = refuse }: Options): MiddlewareHandler {
  const readAlong = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    // Servers give bodies of neither to applications (Fetch §6.3).
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const announced = c.req.header('Content-Length')
    if (announced === undefined || c.req.header('Transfer-Encoding') !== undefined) return readAlong(c, next)
    return Number(announced) <= maxSize ? next() : onError(c)
  }
}

function refuse(): never {
  throw new HTTPException(413)
}

import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'

type BodyLimitOptions = Parameters<typeof bodyLimit>[0]

/**
 * Refuses bodies larger than `maxSize` bytes. As hono's, but a request without a body, or with one whose length is
 * announced, is not touched: looking at it makes a stream of it, which costs more than all of the routing. Node reads
 * no further than was announced (RFC 9112 §6.3), so that the announcement can be believed.
 */
export function limitBody({ maxSize, onError = refuse }: BodyLimitOptions): MiddlewareHandler {
  const readAlong = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    // Servers give bodies of neither to applications (Fetch §6.3).
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const announced = c.req.header('Content-Length')
    if (announced === undefined || c.req.header('Transfer-Encoding') !== undefined) return readAlong(c, next)
    return Number(announced) <= maxSize ? next() : onError(c)
  }
}

const FORM = /^application\/x-www-form-urlencoded\b/i
const MULTIPART = /^multipart\b/i
const AMPERSAND = 0x26

/**
 * Refuses forms larger than `maxSize` bytes, and with more fields: each becomes an object of its own, and may come back
 * on a page. No form of ours is `multipart/form-data` but the one that carries a file, which is read as it comes.
 */
export function limitForm(options: { maxSize: number; maxFields: number }): MiddlewareHandler {
  const limit = limitBody(options)
  return (c, next) => {
    // Another area has looked at it, and handed it on to whoever answers what is in neither.
    if (c.req.bodyCache.arrayBuffer) return next()
    return limit(c, async () => {
      const type = c.req.header('Content-Type') ?? ''
      if (isMultipart(c)) throw new HTTPException(415)
      // What was read stays read: the handler gets its fields from the same bytes.
      if (FORM.test(type) && countFields(await c.req.arrayBuffer()) > options.maxFields) refuse()
      await next()
    })
  }
}

/** Does a request carry a form that may have a file in it? */
export function isMultipart(c: Context): boolean {
  return MULTIPART.test(c.req.header('Content-Type') ?? '')
}

/** Counts fields before the form is parsed. */
function countFields(form: ArrayBuffer): number {
  let count = 1
  for (const byte of new Uint8Array(form)) if (byte === AMPERSAND) count++
  return count
}

function refuse(): never {
  throw new HTTPException(413)
}

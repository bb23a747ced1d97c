import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { ApiError } from '../api/api-error.ts'
import type { HttpEnv } from '../http-env.ts'

/** Lets only the tenant's Actions through: `Authorization: Bearer <action key>`, one of the keys in use. */
export function createActionKeyGuard(keys: readonly string[]): MiddlewareHandler<HttpEnv> {
  const known = keys.map(digest)
  return async (c, next) => {
    const presented = digest(/^Bearer ([^\s]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '')
    // constant time: digests have one length, and every key is compared whatever the first one says.
    const matches = known.filter(key => timingSafeEqual(key, presented))
    if (matches.length === 0) {
      c.header('WWW-Authenticate', 'Bearer realm="guestlist actions"')
      throw new ApiError('invalid_token', 'The action key is missing or wrong.')
    }
    await next()
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

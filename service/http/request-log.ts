import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from '../base/log.ts'
import type { HttpEnv } from './http-env.ts'

/** Logs each request by the pattern of its route: a path or query may hold a link, a ticket or a code. */
export function createRequestLog(log: Log, now: () => number): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const startedAt = now()
    await next()
    log.info('request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: now() - startedAt,
    })
  }
}

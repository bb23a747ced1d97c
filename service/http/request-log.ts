import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Log, LogFields } from '../base/log.ts'
import { addLogFields, withLogFields } from '../base/log.ts'
import type { HttpEnv } from './http-env.ts'

/**
 * Logs each request in one line, by the pattern of its route: a path or query may hold a link, a ticket or a code. Every
 * other line that it causes has its ids. Health checks that succeed are silent, unless the level is debug.
 */
export function createRequestLog(log: Log, now: () => number): MiddlewareHandler<HttpEnv> {
  return (c, next) =>
    withLogFields(toIds(c), async () => {
      const startedAt = now()
      await next()
      const { status } = c.res
      const route = findRoute(c)
      const line = { method: c.req.method, route, status, ms: now() - startedAt }
      if (route.startsWith('/health/') && status < 400) log.debug('request', line)
      else log.info('request', line)
    })
}

/** What the line of a request says besides, such as what was decided and why; codes and ids only. */
export function noteOutcome(fields: LogFields): void {
  addLogFields(fields)
}

function toIds(c: Context<HttpEnv>): LogFields {
  const trace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(c.req.header('traceparent') ?? '')?.[1]
  return { requestId: c.get('requestId'), ...(trace !== undefined && { traceId: trace }) }
}

/** The pattern of the route that answers; `none` where only rules for all paths do. */
export function findRoute(c: Context): string {
  return matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path ?? 'none'
}

/** A UUID, or 32 hexadecimal digits as nginx makes them: nothing else from outside comes into the log. */
const TRUSTED = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/

/** Gives each request an id: the one in `X-Request-Id` that a proxy has given it, or a new one. The proxy gets its own back. */
export function createRequestIds() {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const given = c.req.header('X-Request-Id') ?? ''
    const isTrusted = TRUSTED.test(given)
    c.set('requestId', isTrusted ? given : randomUUID())
    await next()
    if (isTrusted) c.header('X-Request-Id', given)
  })
}

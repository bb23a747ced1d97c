import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'

/** How many requests came in, by method and path pattern: `POST /api/v2/users/:id/roles` -> 3. */
export interface RequestCounts {
  readonly counts: Record<string, number>
  middleware: MiddlewareHandler
  reset(): void
}

export function createRequestCounts(): RequestCounts {
  const counts: Record<string, number> = {}
  return {
    counts,
    async middleware(c, next) {
      await next()
      // The last route that is for this method alone is the endpoint; where there is none, the path says what was asked.
      const route = matchedRoutes(c).findLast(({ method }) => method === c.req.method)
      const key = `${c.req.method} ${route?.path ?? c.req.path}`
      counts[key] = (counts[key] ?? 0) + 1
    },
    reset() {
      for (const key of Object.keys(counts)) delete counts[key]
    },
  }
}

import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ApiError } from './api/api-error.ts'
import type { HttpEnv } from './http-env.ts'

/** A route as Hono lists it; middleware has the method `ALL`. */
interface ListedRoute {
  readonly method: string
  /** The path, with parameters as `:id`. */
  readonly path: string
}

/** Is it a path that programs ask for? They are answered with codes, never with pages. */
export function isMachinePath(path: string): boolean {
  return /^\/(api|actions|deliveries|health)(\/|$)/.test(path)
}

/**
 * Refuses what no route of programs takes, before anything else is looked at: the token, the body, or the rules of the
 * pages behind. Throws ApiError `not_found`, and `method_not_allowed` with an `Allow` header (RFC 9110 §15.5.6).
 */
export function refuseUnknownRoutes(routes: readonly ListedRoute[]): MiddlewareHandler<HttpEnv> {
  const known = routes.filter(({ method }) => method !== 'ALL')
  const exact = new Set(known.map(({ method, path }) => `${method} ${path}`))
  const patterns = known.map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
  }))
  return createMiddleware<HttpEnv>(async (c, next) => {
    const { path } = c.req
    // Hono answers HEAD as GET.
    const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
    if (!isMachinePath(path) || exact.has(`${method} ${path}`)) return next()
    const allowed = patterns.filter(({ pattern }) => pattern.test(path)).map(one => one.method)
    if (allowed.includes(method)) return next()
    if (allowed.length === 0) throw new ApiError('not_found', 'There is nothing here.')
    const names = new Set(allowed.flatMap(one => (one === 'GET' ? ['GET', 'HEAD'] : [one])))
    c.header('Allow', [...names].join(', '))
    throw new ApiError('method_not_allowed', 'This method is not for this path.')
  })
}

import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { limitBody } from '../limit-body.ts'
import type { ApiDeps } from './api-deps.ts'
import { ApiError } from './api-error.ts'
import { fromInvitationError } from './from-invitation-error.ts'
import { type ApiEnv, createGuard } from './guard.ts'
import type { ApiOperation } from './operation.ts'

const MAX_BODY_BYTES = 64 * 1024

/** One route for each operation, all behind the guard: there is no other way to make one. */
export function createApiRoutes(operations: readonly ApiOperation[], deps: ApiDeps): Hono<ApiEnv> {
  const guard = createGuard(deps.verifyAccessToken, deps.nameOfPermission)
  const limit = limitBody({ maxSize: MAX_BODY_BYTES, onError: refuseBody })
  // Whoever takes files counts their bytes as they come.
  const any = createMiddleware((_c, next) => next())
  const routes = new Hono<ApiEnv>()
  for (const operation of operations) {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
    routes.on(
      operation.method.toUpperCase(),
      path,
      guard(operation.permissions),
      operation.upload ? any : limit,
      c => operation.run(deps, c).catch((error: unknown) => Promise.reject(fromInvitationError(error))),
    )
  }
  return routes
}

function refuseBody(): never {
  throw new ApiError('body_too_large', 'The body is too large.')
}

import type { MiddlewareHandler } from 'hono'
import type { Caller } from '../../invitations/model/caller.ts'
import type { NamePermission, Permission } from '../../invitations/model/permissions.ts'
import type { HttpEnv } from '../http-env.ts'
import type { VerifyAccessToken } from './access-token.ts'
import { ApiError } from './api-error.ts'

/** What the guard leaves for handlers. */
export interface ApiEnv {
  Variables: HttpEnv['Variables'] & { caller: Caller }
}

/** Lets requests through that carry an access token with all permissions (RFC 6750); handlers find `caller`. */
export function createGuard(verify: VerifyAccessToken, nameOf: NamePermission) {
  return (permissions: readonly Permission[]): MiddlewareHandler<ApiEnv> =>
    async (c, next) => {
      const caller = await verify(readBearer(c.req.header('Authorization'))).catch(error => {
        if (error instanceof ApiError && error.code === 'invalid_token')
          c.header('WWW-Authenticate', 'Bearer realm="guestlist", error="invalid_token"')
        throw error
      })
      const missing = permissions.find(permission => !caller.permissions.has(permission))
      if (missing) {
        const name = nameOf(missing)
        c.header('WWW-Authenticate', `Bearer realm="guestlist", error="insufficient_scope", scope="${name}"`)
        throw new ApiError('insufficient_permissions', `The access token lacks the permission ${name}.`)
      }
      c.set('caller', caller)
      await next()
    }
}

/** The token behind `Bearer`; empty, and so invalid, if there is none. */
function readBearer(header: string | undefined): string {
  return /^Bearer ([^\s]+)$/i.exec(header ?? '')?.[1] ?? ''
}

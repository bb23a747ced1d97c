import type { MiddlewareHandler } from 'hono'
import { managementAudience } from '../fresh-state.ts'
import type { Tenant } from '../tenant.ts'
import { verifyToken } from '../tokens.ts'
import { ManagementError } from './management-error.ts'

export interface ManagementEnv {
  Variables: { scopes: ReadonlySet<string>; clientId: string }
}

/** Checks signature, issuer, expiry and audience of the bearer token, and keeps its scopes for the routes. */
export function authenticate(tenant: Tenant): MiddlewareHandler<ManagementEnv> {
  return async (c, next) => {
    const [scheme, token] = (c.req.header('authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token)
      throw new ManagementError(401, 'missing_authentication', 'Missing authentication')
    const claims = await verifyToken(tenant, token, managementAudience(tenant.canonicalUrl)).catch(() => null)
    // A token of the custom domain belongs to that domain, and there is no Management API there.
    if (claims?.iss !== `${tenant.canonicalUrl}/`)
      throw new ManagementError(401, 'invalid_token', 'Invalid token')
    c.set('scopes', new Set(String(claims.scope ?? '').split(' ')))
    c.set('clientId', String(claims.azp ?? ''))
    await next()
  }
}

/** Lets a request pass when its token has any of the scopes; otherwise 403 `insufficient_scope`. */
export function needs(...anyOf: string[]): MiddlewareHandler<ManagementEnv> {
  return async (c, next) => {
    if (!anyOf.some(scope => c.var.scopes.has(scope))) throw insufficientScope(anyOf)
    await next()
  }
}

export function insufficientScope(anyOf: string[]): ManagementError {
  return new ManagementError(
    403,
    'insufficient_scope',
    `Insufficient scope, expected any of: ${anyOf.join(',')}`,
  )
}

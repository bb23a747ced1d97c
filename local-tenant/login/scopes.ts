import type { Tenant } from '../tenant.ts'
import { objectOf } from './json.ts'
import type { PostLoginChanges } from './post-login-changes.ts'
import type { Login } from './post-login-event.ts'

/** How an API wants its access tokens. */
export interface PermissionRules {
  audience: string
  isManagementApi: boolean
  scopes: string[]
  /** RBAC: scopes only as far as the user's permissions go. */
  isEnforced: boolean
  /** `permissions` claim in the token. */
  addsPermissions: boolean
  lifetimeSeconds: number
}

const standardScopes = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']
const permissionDialects = ['access_token_authz', 'rfc9068_profile_authz']

/** https://auth0.com/docs/get-started/apis/api-settings (RBAC settings); undefined without an API. */
export function permissionRules(tenant: Tenant, audience: string | undefined): PermissionRules | undefined {
  const server = tenant.state.resource_servers.find(candidate => candidate.identifier === audience)
  if (!server) return undefined
  const scopes = Array.isArray(server.scopes) ? server.scopes.map(scope => String(objectOf(scope).value)) : []
  const isEnforced = server.enforce_policies === true
  return {
    audience: server.identifier,
    isManagementApi: server.is_system === true,
    scopes,
    isEnforced,
    addsPermissions: isEnforced && permissionDialects.includes(String(server.token_dialect)),
    lifetimeSeconds: Number(server.token_lifetime ?? 86_400),
  }
}

/** The scopes granted; what Actions add or remove comes last and is not checked against permissions. */
export function grantedScope(
  login: Login,
  changes: PostLoginChanges,
  permissions: string[],
  rules: PermissionRules | undefined,
): string[] {
  const isGranted = (scope: string) => {
    if (standardScopes.includes(scope)) return true
    return rules ? (rules.isEnforced ? permissions : rules.scopes).includes(scope) : false
  }
  const scopes = new Set(login.scope.filter(isGranted))
  for (const scope of changes.addedScopes) scopes.add(scope)
  for (const scope of changes.removedScopes) scopes.delete(scope)
  return [...scopes]
}

import { createHash, randomBytes } from 'node:crypto'
import type { JsonObject, User } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { signToken } from '../../tokens.ts'
import type { PostLoginChanges } from '../actions/post-login-changes.ts'
import type { Login } from '../actions/post-login-event.ts'
import { issuerOf } from '../custom-domain.ts'
import type { LoginContext } from '../login-context.ts'
import { organizationClaims } from '../organizations/organization-login.ts'
import { customAccessTokenClaims, customIdTokenClaims } from './custom-claims.ts'
import { profileClaims } from './profile-claims.ts'
import { grantedScope, type PermissionRules, permissionRules } from './scopes.ts'
import { permissionsOf } from './user-permissions.ts'

/** An access token without an API: opaque, for /userinfo only. */
export interface OpaqueToken {
  userId: string
  scope: string[]
}

/** What a grant at `/oauth/token` ends with. */
export interface Issue {
  login: Login
  user: User
  changes: PostLoginChanges
  nonce?: string | undefined
  sessionId?: string | undefined
  authenticatedAt?: Date | undefined
  /** `gty` of the access token, for grants without a browser. */
  grant?: 'refresh_token' | 'password'
}

const idTokenSeconds = 36_000
const opaqueTokenSeconds = 86_400

/** Issues what the scopes and the audience call for (https://auth0.com/docs/secure/tokens). */
export async function issueTokens(context: LoginContext, issue: Issue): Promise<JsonObject> {
  const { tenant } = context
  const { login, changes } = issue
  const rules = permissionRules(tenant, login.audience)
  const permissions = tenant.switches.permissionsAssignedInFlow
    ? permissionsOf(tenant, login.userId, login.audience, login.organizationId)
    : login.permissionsBefore
  const scope = grantedScope(login, changes, permissions, rules)
  const access = rules
    ? await apiToken(tenant, issue, scope, { ...rules, permissions })
    : { access_token: opaqueToken(context, issue, scope), expires_in: opaqueTokenSeconds }
  context.userinfoClaims.set(access.access_token, customIdTokenClaims(changes.idTokenClaims))
  const answer: JsonObject = { ...access, scope: scope.join(' '), token_type: 'Bearer' }
  if (scope.includes('openid')) answer.id_token = await idToken(tenant, issue, scope)
  return answer
}

/** A JWT for an API; with `openid` it is good for /userinfo as well. */
async function apiToken(
  tenant: Tenant,
  issue: Issue,
  scope: string[],
  rules: PermissionRules & { permissions: string[] },
) {
  const { login, changes, user, grant } = issue
  const issuer = issuerOf(login.domain)
  const claims = {
    ...customAccessTokenClaims(changes.accessTokenClaims, rules.isManagementApi),
    sub: user.user_id,
    aud: scope.includes('openid') ? [rules.audience, `${issuer}userinfo`] : rules.audience,
    azp: login.client.client_id,
    scope: scope.join(' '),
    ...organizationClaims(tenant, login.organizationId),
    ...(grant ? { gty: grant } : {}),
    ...(rules.addsPermissions ? { permissions: rules.permissions } : {}),
  }
  const expires_in = rules.lifetimeSeconds
  return { access_token: await signToken(tenant, claims, issuer, expires_in), expires_in }
}

function opaqueToken(context: LoginContext, { user }: Issue, scope: string[]): string {
  const token = randomBytes(24).toString('base64url')
  context.opaqueTokens.set(token, { userId: user.user_id, scope })
  return token
}

export async function idToken(tenant: Tenant, issue: Issue, scope: string[]): Promise<string> {
  const { login, user, changes, nonce, sessionId, authenticatedAt } = issue
  const claims = {
    ...profileClaims(tenant, user, scope),
    ...customIdTokenClaims(changes.idTokenClaims),
    sub: user.user_id,
    aud: login.client.client_id,
    ...organizationClaims(tenant, login.organizationId),
    ...(nonce === undefined ? {} : { nonce }),
    ...(sessionId === undefined ? {} : { sid: sessionId }),
    ...(authenticatedAt ? { auth_time: Math.floor(authenticatedAt.getTime() / 1000) } : {}),
  }
  return await signToken(tenant, claims, issuerOf(login.domain), idTokenSeconds)
}

/**
 * Gives out a refresh token when `offline_access` was asked for and the API allows it
 * (https://auth0.com/docs/secure/tokens/refresh-tokens/get-refresh-tokens); undefined otherwise.
 */
export function issueRefreshToken(tenant: Tenant, issue: Issue, scope: string): string | undefined {
  const { login, user, sessionId } = issue
  const server = tenant.state.resource_servers.find(candidate => candidate.identifier === login.audience)
  if (!scope.split(' ').includes('offline_access') || server?.allow_offline_access === false) return undefined
  const token = randomBytes(32).toString('base64url')
  tenant.state.refresh_tokens.push({
    token_hash: hashOf(token),
    user_id: user.user_id,
    client_id: login.client.client_id,
    scope,
    ...(login.audience === undefined ? {} : { audience: login.audience }),
    ...(login.organizationId === undefined ? {} : { organization_id: login.organizationId }),
    connection: login.connection.name,
    domain: login.domain,
    session_id: sessionId ?? '',
    created_at: tenant.now().toISOString(),
  })
  return token
}

/** Refresh tokens are kept as hashes. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

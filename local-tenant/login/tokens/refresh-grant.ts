import type { RefreshToken, User } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import type { Login } from '../actions/post-login-event.ts'
import { runPostLogin } from '../actions/post-login-flow.ts'
import type { LoginContext } from '../login-context.ts'
import { isReused, isRotating, revokeFamily, rotate } from '../refresh-rotation.ts'
import { type GrantRequest, type GrantResult, grantErrorOf, refuseGrant } from './grant.ts'
import { hashOf, issueTokens } from './issue-tokens.ts'
import { permissionsOf } from './user-permissions.ts'

/** Exchanges a refresh token; Post-Login runs, with protocol `oauth2-refresh-token`. Tokens rotate where the client says so. */
export async function refreshGrant(context: LoginContext, request: GrantRequest): Promise<GrantResult> {
  const { tenant } = context
  const { client, body } = request
  const token = tenant.state.refresh_tokens.find(
    candidate =>
      candidate.token_hash === hashOf(body.refresh_token ?? '') && candidate.client_id === client.client_id,
  )
  if (token && isReused(tenant, client, token)) {
    revokeFamily(tenant, token)
    const { client_id, user_id } = token
    tenant.log({
      type: 'ferrt',
      description: 'Unsuccessful Refresh Token exchange, reused refresh token detected',
      client_id,
      user_id,
    })
    return refuseGrant('invalid_grant', 'Unknown or invalid refresh token.')
  }
  const user = token && tenant.findUser(token.user_id)
  const login = token && user && loginOf(tenant, request, token, user)
  if (!login) {
    tenant.log({
      type: 'fertft',
      description: 'Unknown or invalid refresh token.',
      client_id: client.client_id,
    })
    return refuseGrant('invalid_grant', 'Unknown or invalid refresh token.')
  }
  const log = (type: string, description: string) =>
    tenant.log({ type, description, client_id: client.client_id, user_id: user.user_id })
  if (user.blocked) {
    log('fertft', 'user is blocked')
    return refuseGrant('unauthorized', 'user is blocked')
  }
  const outcome = await runPostLogin(tenant, login, request.arrival, '')
  if (outcome.outcome !== 'completed') {
    const error = grantErrorOf(tenant, outcome)
    log('fertft', error.description)
    return error
  }
  const { changes } = outcome
  log('sertft', 'Refresh token for access token')
  const tokens = await issueTokens(context, { login, user, changes, grant: 'refresh_token' })
  return { tokens: isRotating(client) ? { ...tokens, refresh_token: rotate(tenant, token) } : tokens }
}

/** `scope` may be narrowed, never widened (RFC 6749 section 6). */
function loginOf(tenant: Tenant, request: GrantRequest, token: RefreshToken, user: User): Login | undefined {
  const connection = tenant.state.connections.find(candidate => candidate.name === token.connection)
  const session = tenant.state.sessions.find(candidate => candidate.id === token.session_id)
  if (!connection) return undefined
  const granted = token.scope.split(' ')
  const asked = request.body.scope?.split(' ')
  return {
    userId: user.user_id,
    client: request.client,
    connection,
    domain: token.domain,
    protocol: 'oauth2-refresh-token',
    scope: asked ? granted.filter(scope => asked.includes(scope)) : granted,
    audience: token.audience,
    methods: tenant.switches.methodsOnRefresh ? session?.methods : undefined,
    organizationId: token.organization_id,
    permissionsBefore: permissionsOf(tenant, user.user_id, token.audience, token.organization_id),
  }
}

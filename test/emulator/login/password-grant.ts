import type { Connection, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { countLogin } from './complete-login.ts'
import { databaseOf } from './connections.ts'
import { checkPassword } from './database-login.ts'
import { type GrantRequest, type GrantResult, grantErrorOf, refuseGrant } from './grant.ts'
import { issueRefreshToken, issueTokens } from './issue-tokens.ts'
import { textOf } from './json.ts'
import type { LoginContext } from './login-context.ts'
import type { Login } from './post-login-event.ts'
import { runPostLogin } from './post-login-flow.ts'
import { permissionRules } from './scopes.ts'
import { permissionsOf } from './user-permissions.ts'

/**
 * Resource Owner Password and password-realm
 * (https://auth0.com/docs/api/authentication/resource-owner-password-flow/get-token): no session, no redirects.
 */
export async function passwordGrant(context: LoginContext, request: GrantRequest): Promise<GrantResult> {
  const { tenant } = context
  const { client, body, arrival } = request
  const connection = connectionOf(tenant, request)
  if (!connection) return refuseGrant('invalid_request', 'No database connection is enabled for this grant.')
  const credentials = { identifier: body.username ?? '', password: body.password ?? '' }
  const user = checkPassword(tenant, connection, credentials, client.client_id)
  const log = (type: string, description: string) =>
    tenant.log({ type, description, client_id: client.client_id, ...(user ? { user_id: user.user_id } : {}) })
  if (!user) {
    log('fepft', 'Wrong email or password.')
    return refuseGrant('invalid_grant', 'Wrong email or password.')
  }
  if (user.blocked) return refuseGrant('unauthorized', 'user is blocked')
  countLogin(tenant, user, arrival.ip)
  const login = loginOf(tenant, request, connection, user)
  const outcome = await runPostLogin(tenant, login, arrival, '')
  if (outcome.outcome !== 'completed') {
    const error = grantErrorOf(tenant, outcome)
    log('fepft', error.description)
    return error
  }
  const issue = { login, user, changes: outcome.changes, grant: 'password' } as const
  const tokens = await issueTokens(context, issue)
  const refreshToken = issueRefreshToken(tenant, issue, String(tokens.scope))
  log('sepft', 'Password for access token')
  return { tokens: refreshToken ? { ...tokens, refresh_token: refreshToken } : tokens }
}

/** `realm` names the connection; without it the tenant's default directory is meant. */
function connectionOf(tenant: Tenant, { client, body }: GrantRequest): Connection | undefined {
  const name = body.realm ?? textOf(tenant.state.tenant.settings.default_directory)
  return name === undefined ? undefined : databaseOf(tenant, { clientId: client.client_id, connection: name })
}

/** Without a scope, "all scopes defined for the audience will be returned". */
function loginOf(
  tenant: Tenant,
  { client, body, domain }: GrantRequest,
  connection: Connection,
  user: User,
): Login {
  const audience = body.audience || undefined
  const scope = body.scope?.split(' ') ??
    permissionRules(tenant, audience)?.scopes ?? ['openid', 'profile', 'email']
  return {
    ...{ userId: user.user_id, client, connection, domain, audience, scope },
    protocol: 'oauth2-password',
    methods: undefined,
    permissionsBefore: permissionsOf(tenant, user.user_id, audience),
  }
}

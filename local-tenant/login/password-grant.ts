import type { Connection } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { databaseOf } from './connections.ts'
import { checkPassword } from './database-login.ts'
import { type GrantRequest, type GrantResult, refuseGrant } from './grant.ts'
import { loginByGrant } from './grant-login.ts'
import { textOf } from './json.ts'
import type { LoginContext } from './login-context.ts'

/**
 * Resource Owner Password and password-realm
 * (https://auth0.com/docs/api/authentication/resource-owner-password-flow/get-token): no session, no redirects.
 */
export async function passwordGrant(context: LoginContext, request: GrantRequest): Promise<GrantResult> {
  const { tenant } = context
  const { client, body } = request
  const connection = connectionOf(tenant, request)
  if (!connection) return refuseGrant('invalid_request', 'No database connection is enabled for this grant.')
  const credentials = { identifier: body.username ?? '', password: body.password ?? '' }
  const user = checkPassword(tenant, connection, credentials, client.client_id)
  if (!user) {
    tenant.log({ type: 'fepft', description: 'Wrong email or password.', client_id: client.client_id })
    return refuseGrant('invalid_grant', 'Wrong email or password.')
  }
  return await loginByGrant(context, request, {
    user,
    connection,
    protocol: 'oauth2-password',
    gty: 'password',
    log: { success: ['sepft', 'Password for access token'], failure: 'fepft' },
  })
}

/** `realm` names the connection; without it the tenant's default directory is meant. */
function connectionOf(tenant: Tenant, { client, body }: GrantRequest): Connection | undefined {
  const connection = body.realm ?? textOf(tenant.state.tenant.settings.default_directory)
  return connection === undefined ? undefined : databaseOf(tenant, { clientId: client.client_id, connection })
}

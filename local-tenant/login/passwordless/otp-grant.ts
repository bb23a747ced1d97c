import { normalise } from '../attributes.ts'
import { enabledConnections } from '../connections.ts'
import { databaseCodeUser } from '../database-codes/database-code-user.ts'
import { type GrantError, type GrantRequest, type GrantResult, refuseGrant } from '../grant.ts'
import { loginByGrant } from '../grant-login.ts'
import type { LoginContext } from '../login-context.ts'
import { type CodeUser, refusedRegistration } from './code-user.ts'
import { channelOf, finishPasswordless } from './passwordless-steps.ts'

export const otpGrantType = 'http://auth0.com/oauth/grant-type/passwordless/otp'

/**
 * Exchanges a code: of `POST /passwordless/start` with `realm` and `username`
 * (https://auth0.com/docs/api/authentication/passwordless/authenticate-user), or of `POST /otp/challenge` with
 * `auth_session`. Either can make a user, by way of Pre-User-Registration.
 */
export async function otpGrant(context: LoginContext, request: GrantRequest): Promise<GrantResult> {
  const { tenant } = context
  const { client, body } = request
  const found =
    body.auth_session === undefined
      ? await passwordlessUser(context, request)
      : await databaseCodeUser(context, request)
  if ('error' in found) {
    tenant.log({ type: 'fepotpft', description: found.description, client_id: client.client_id })
    return found
  }
  const timestamp = tenant.now().toISOString()
  return await loginByGrant(context, request, {
    user: found.user,
    connection: found.connection,
    protocol: tenant.switches.otpGrantProtocol ?? undefined,
    methods: tenant.switches.methodsInOtpGrant ? [{ name: found.method, timestamp }] : undefined,
    log: { success: ['sepotpft', 'Passwordless OTP for access token'], failure: 'fepotpft' },
  })
}

async function passwordlessUser(
  context: LoginContext,
  request: GrantRequest,
): Promise<CodeUser | GrantError> {
  const { client, body, domain, arrival } = request
  const scope = { clientId: client.client_id }
  const connection = enabledConnections(context.tenant, scope).find(
    ({ name, strategy }) => name === body.realm && ['email', 'sms'].includes(strategy),
  )
  if (!connection)
    return refuseGrant('invalid_request', 'The realm is not a passwordless connection of this client.')
  const name = channelOf(connection)
  const address = { name, value: normalise(connection, name, body.username ?? '') ?? '' }
  const visitor = { connection, domain, clientId: client.client_id, arrival, scope, address }
  const user = await finishPasswordless(context, visitor, body.otp ?? '')
  const method = name === 'email' ? 'email' : 'sms'
  const known = name === 'email' ? 'email' : 'phone number'
  if (!user) return refuseGrant('invalid_grant', `Wrong ${known} or verification code.`)
  return 'outcome' in user ? refusedRegistration(user) : { user, connection, method }
}

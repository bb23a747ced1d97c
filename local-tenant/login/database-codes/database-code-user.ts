import { findByIdentifier } from '../../identities.ts'
import { databaseOf } from '../connections.ts'
import { signUp } from '../database-signup.ts'
import type { GrantError, GrantRequest } from '../grant.ts'
import type { LoginContext } from '../login-context.ts'
import { type CodeUser, refusedRegistration } from '../passwordless/code-user.ts'
import { canSignUpImplicitly } from './implicit-sign-up.tsx'
import { markProven } from './proven-identifier.ts'

/**
 * The user of a code that `POST /otp/challenge` sent; with `allow_signup` one is made who was not there. "The blocked
 * case returns the same error as a wrong OTP, by design."
 */
export async function databaseCodeUser(
  context: LoginContext,
  { client, body, domain, arrival }: GrantRequest,
): Promise<CodeUser | GrantError> {
  const { tenant } = context
  const session = context.otpSessions.get(body.auth_session ?? '')
  const scope = { clientId: client.client_id }
  const connection = session && databaseOf(tenant, { ...scope, connection: session.connection })
  const isRight = context.oneTimeCodes.use(body.auth_session ?? '', body.otp ?? '')
  if (!connection || session.clientId !== client.client_id || !isRight) return wrongCode()
  const { address, allowsSignUp } = session
  const method = address.name === 'email' ? 'email' : 'sms'
  const known = findByIdentifier(tenant.state, connection.name, address.name, address.value)
  if (known) {
    markProven(known, address)
    return { user: known.user, connection, method }
  }
  if (!allowsSignUp || !canSignUpImplicitly(tenant, scope, connection, address)) return wrongCode()
  const result = await signUp(tenant, {
    connection,
    domain,
    clientId: client.client_id,
    scope,
    arrival,
    isWithoutPassword: true,
    profile: { [address.name]: address.value },
    secrets: address.name === 'email' ? { email_verified: true } : { phone_verified: true },
  })
  return result.outcome === 'created'
    ? { user: result.user, connection, method }
    : refusedRegistration(result)
}

function wrongCode(): GrantError {
  return { status: 400, error: 'invalid_request', description: 'The code or the session is not valid.' }
}

import { findByIdentifier } from '../../identities.ts'
import type { Connection, User } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ConnectionScope, isSignUpOff } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import {
  askRegistrationActions,
  createRegistered,
  type Registrant,
  refuseSignUp,
  register,
  type SignUpRefusal,
} from '../registration.ts'
import { type CodeAddress, sendCode } from '../send-code.ts'

/** Somebody who shows an address, by whichever way: everything of a registrant but the profile. */
export interface PasswordlessVisitor extends Omit<Registrant, 'profile' | 'secrets'> {
  scope: ConnectionScope
  address: CodeAddress
}

/** Where codes of a passwordless connection go. */
export function channelOf({ strategy }: Connection): CodeAddress['name'] {
  return strategy === 'sms' ? 'phone_number' : 'email'
}

/** First step: a code goes out, or a refusal comes back. */
export async function beginPasswordless(
  context: LoginContext,
  visitor: PasswordlessVisitor,
): Promise<SignUpRefusal | undefined> {
  const { tenant, askedRegistrations } = context
  const { connection, clientId, scope, address } = visitor
  const isKnown = findPasswordlessUser(tenant, visitor) !== undefined
  if (!isKnown && isSignUpOff(tenant, scope, connection))
    return refuseSignUp(tenant, visitor, 'signupsOff', 'Public signup is disabled')
  if (!isKnown && tenant.switches.passwordlessRegistration === 'before the code is sent') {
    const asked = await askRegistrationActions(tenant, registrantOf(visitor))
    if ('outcome' in asked) return asked
    askedRegistrations.set(codeKey(visitor), true)
  }
  sendCode(context, codeKey(visitor), connection, address, clientId)
  return undefined
}

/**
 * Second step: the user of the address that the code proves; undefined for a wrong code. Who is not there yet is made
 * now, by way of the Pre-User-Registration Actions.
 */
export async function finishPasswordless(
  { tenant, oneTimeCodes, askedRegistrations }: LoginContext,
  visitor: PasswordlessVisitor,
  code: string,
): Promise<User | SignUpRefusal | undefined> {
  if (!oneTimeCodes.use(codeKey(visitor), code)) return undefined
  const known = findPasswordlessUser(tenant, visitor)
  if (known) return markProven(known, visitor)
  const registrant = registrantOf(visitor)
  const isAsked = askedRegistrations.take(codeKey(visitor)) === true
  const result = isAsked ? createRegistered(tenant, registrant, {}) : await register(tenant, registrant)
  return result.outcome === 'created' ? result.user : result
}

/** The user who is known by an address or number; a linked account gives its primary user. */
function findPasswordlessUser(
  tenant: Tenant,
  { connection, address }: PasswordlessVisitor,
): User | undefined {
  return findByIdentifier(tenant.state, connection.name, address.name, address.value)?.user
}

/** Codes belong to the address, not to the browser: the last one sent is the only one accepted. */
function codeKey({ connection, address }: PasswordlessVisitor): string {
  return `${connection.id} ${address.value}`
}

function registrantOf(visitor: PasswordlessVisitor): Registrant {
  const { scope: _scope, address, ...rest } = visitor
  const { name, value } = address
  const secrets = name === 'email' ? { email_verified: true } : { phone_verified: true }
  return { ...rest, profile: { [name]: value }, secrets }
}

/** Users whom the Management API made are not verified until now. Not through updateUser: no session ends by it. */
function markProven(user: User, { connection, address }: PasswordlessVisitor): User {
  if (user.identities[0]?.connection !== connection.name) return user
  if (address.name === 'email') user.email_verified = true
  else user.phone_verified = true
  return user
}

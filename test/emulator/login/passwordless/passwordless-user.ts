import { findByIdentifier } from '../../identities.ts'
import type { Connection, User } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import { createRegistered, type Registrant, register, type SignUpRefusal } from '../registration.ts'
import type { CodeAddress } from '../send-code.ts'

/** Where codes of a passwordless connection go. */
export function channelOf({ strategy }: Connection): CodeAddress['name'] {
  return strategy === 'sms' ? 'phone_number' : 'email'
}

/** The user who is known by an address or number there; a linked account gives its primary user. */
export function findPasswordlessUser(
  tenant: Tenant,
  connection: Connection,
  value: string,
): User | undefined {
  return findByIdentifier(tenant.state, connection.name, channelOf(connection), value)?.user
}

/**
 * The user of an address that has just been proven: who is not there yet is made now, by way of the
 * Pre-User-Registration Actions, unless they were asked before the code was sent.
 */
export async function provenUser(
  tenant: Tenant,
  registrant: Omit<Registrant, 'profile' | 'secrets'>,
  value: string,
  isAsked = false,
): Promise<User | SignUpRefusal> {
  const { connection } = registrant
  const known = findPasswordlessUser(tenant, connection, value)
  if (known) return proven(known, connection, value)
  const isMail = channelOf(connection) === 'email'
  const made = {
    ...registrant,
    profile: isMail ? { email: value } : { phone_number: value },
    secrets: isMail ? { email_verified: true } : { phone_verified: true },
  }
  const result = isAsked ? createRegistered(tenant, made, {}) : await register(tenant, made)
  return result.outcome === 'created' ? result.user : result
}

/** Users whom the Management API made are not verified until now. Not through updateUser: no session ends by it. */
function proven(user: User, connection: Connection, value: string): User {
  if (user.identities[0]?.connection !== connection.name) return user
  if (user.email === value) user.email_verified = true
  if (user.phone_number === value) user.phone_verified = true
  return user
}

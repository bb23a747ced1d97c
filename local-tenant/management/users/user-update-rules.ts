import { isStrongPassword, type Person } from '../../password-policy.ts'
import type { Connection, User } from '../../state/state.ts'
import type { UserPatch } from '../../state/user-store.ts'
import type { Tenant } from '../../tenant.ts'
import { ManagementError } from '../management-error.ts'

const synced = ['name', 'nickname', 'given_name', 'family_name', 'picture'] as const
const ownedByDatabase = ['email', 'phone_number', 'username', 'password'] as const

/**
 * What `PATCH /users/{id}` refuses because of the connection of the user's first identity:
 * `email_verified` of enterprise and SMS users (the endpoint's page), names that an identity provider keeps in sync
 * (configure-connection-sync-with-auth0), address and password of users whom another provider knows.
 */
export function assertUpdatable(tenant: Tenant, user: User, patch: UserPatch): void {
  const [identity] = user.identities
  const provider = identity?.provider ?? 'auth0'
  const isOurs = ['auth0', 'email', 'sms'].includes(provider)
  if (
    patch.email_verified !== undefined &&
    provider !== 'email' &&
    !identity?.isSocial &&
    provider !== 'auth0'
  ) {
    throw notSupported(`Updating email_verified is not supported for ${provider} connections.`)
  }
  const connection = tenant.state.connections.find(candidate => candidate.name === identity?.connection)
  if (connection && patch.password && provider === 'auth0')
    assertStrongPassword(connection, patch.password, user)
  if (isOurs) return
  const owned = ownedByDatabase.find(name => patch[name] !== undefined)
  if (owned)
    throw notSupported(`The specified user attribute '${owned}' cannot be updated for a ${provider} user.`)
  if (connection?.options.set_user_root_attributes === 'on_first_login') return
  const names = synced.filter(name => patch[name] !== undefined)
  if (names.length === 0) return
  const reason = `The connection (${provider}) should either be a database connection, a passwordless connection or have disabled 'Sync user profile attributes at each login'.`
  throw notSupported(`The following user attributes cannot be updated: ${names.join(', ')}. ${reason}`)
}

/** Refuses a password that its database calls too weak. */
export function assertStrongPassword(connection: Connection, password: string, person: Person): void {
  if (!isStrongPassword(connection, password, person))
    throw new ManagementError(400, 'invalid_body', 'PasswordStrengthError: Password is too weak')
}

function notSupported(message: string): ManagementError {
  return new ManagementError(400, 'operation_not_supported', message)
}

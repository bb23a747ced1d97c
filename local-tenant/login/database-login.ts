import { type FoundIdentity, findByIdentifier } from '../identities.ts'
import { isPassword } from '../password.ts'
import type { Connection, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { attributesOf, normalise } from './attributes.ts'
import { migrateUser } from './lazy-migration.ts'

/** The user of a database who is known by this address, number or name; a linked account gives its primary user. */
export function findDatabaseUser(
  tenant: Tenant,
  connection: Connection,
  typed: string,
): FoundIdentity | undefined {
  for (const { name, isIdentifier } of attributesOf(connection)) {
    const value = isIdentifier ? normalise(connection, name, typed) : undefined
    const found = value && findByIdentifier(tenant.state, connection.name, name, value)
    if (found) return found
  }
  return undefined
}

/** The user whose identifier and password these are; otherwise a line in the log says which of the two was wrong. */
export function checkPassword(
  tenant: Tenant,
  connection: Connection,
  credentials: { identifier: string; password: string },
  clientId: string,
): User | undefined {
  const { identifier, password } = credentials
  const found = findDatabaseUser(tenant, connection, identifier)
  if (found ? isPassword(password, passwordHashOf(found)) : false) return found?.user
  const migrated = found ? undefined : migrateUser(tenant, connection, identifier, password)
  if (migrated) return migrated
  tenant.log({
    type: found ? 'fp' : 'fu',
    description: 'Wrong email or password.',
    client_id: clientId,
    connection: connection.name,
    ...(found ? { user_id: found.user.user_id } : {}),
  })
  return undefined
}

/** The user's own for the first identity; a linked account keeps the one it had. */
function passwordHashOf({ user, identity }: FoundIdentity): string | undefined {
  return identity === user.identities[0] ? user.password_hash : identity.password_hash
}

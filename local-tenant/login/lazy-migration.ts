import type { Connection, User } from '../state.ts'
import type { ExternalUser } from '../switches.ts'
import type { Tenant } from '../tenant.ts'
import { textOf } from './json.ts'

/**
 * Automatic migration from a custom database in import mode: the first log-in makes the user, with the password that
 * was typed, and without Pre-User-Registration
 * (https://auth0.com/docs/manage-users/user-migration/configure-automatic-migration-from-your-database).
 */
export function migrateUser(
  tenant: Tenant,
  connection: Connection,
  identifier: string,
  password?: string,
): User | undefined {
  const external = findExternalUser(tenant, connection, identifier)
  // Without a password it is the getUser script that was asked: "password changes" migrate as well.
  if (!external || (password !== undefined && external.password !== password)) return undefined
  const { connection: _connection, user_id, password: _password, ...profile } = external
  const user = tenant.createUser({
    ...profile,
    password,
    connection: connection.name,
    provider_user_id: textOf(user_id),
  })
  tenant.log({
    type: 'ss',
    description: 'Migrated from the external database',
    connection: connection.name,
    user_id: user.user_id,
  })
  return user
}

/** What the `login` and `getUser` scripts of the connection would find. */
export function findExternalUser(
  { switches }: Tenant,
  { name, options }: Connection,
  identifier: string,
): ExternalUser | undefined {
  if (options.enabledDatabaseCustomization !== true || options.import_mode !== true) return undefined
  const known = identifier.trim().toLowerCase()
  return switches.externalUsers.find(
    user =>
      (user.connection ?? name) === name &&
      [user.email, user.username, user.phone_number].some(value => value?.toLowerCase() === known),
  )
}

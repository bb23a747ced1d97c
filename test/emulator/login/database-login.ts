import { isPassword } from '../password.ts'
import type { Connection, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'

/** The user of a database with this address. Databases keep addresses in lower case. */
export function findDatabaseUser(tenant: Tenant, connection: Connection, email: string): User | undefined {
  const address = email.trim().toLowerCase()
  return tenant.state.users.find(
    user =>
      user.email === address && user.identities.some(identity => identity.connection === connection.name),
  )
}

/** The user whose address and password these are; otherwise a line in the log says which of the two was wrong. */
export function checkPassword(
  tenant: Tenant,
  connection: Connection,
  credentials: { email: string; password: string },
  clientId: string,
): User | undefined {
  const user = findDatabaseUser(tenant, connection, credentials.email)
  if (user && isPassword(credentials.password, user.password_hash)) return user
  tenant.log({
    type: user ? 'fp' : 'fu',
    description: 'Wrong email or password.',
    client_id: clientId,
    connection: connection.name,
    ...(user ? { user_id: user.user_id } : {}),
  })
  return undefined
}

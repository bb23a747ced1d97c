import { randomBytes } from 'node:crypto'
import type { Connection, JsonObject, User } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'

/** A user's passkey, as `GET /users/{id}/authentication-methods` shows it. */
export interface Passkey {
  user: User
  method: JsonObject
}

/** Keeps a passkey of a user. There is no key: the stand-in's credential manager just lists what is here. */
export function addPasskey(tenant: Tenant, user: User): void {
  const now = tenant.now().toISOString()
  const methods = tenant.state.authentication_methods[user.user_id] ?? []
  tenant.state.authentication_methods[user.user_id] = [
    ...methods,
    {
      id: `passkey|${randomBytes(8).toString('hex')}`,
      type: 'passkey',
      confirmed: true,
      identity_user_id: user.identities[0]?.user_id ?? '',
      created_at: now,
      enrolled_at: now,
      credential_device_type: 'multi_device',
      credential_backed_up: true,
    },
  ]
}

/** All passkeys of a database's users. */
export function passkeysOf(tenant: Tenant, connection: Connection): Passkey[] {
  return tenant.state.users
    .filter(user => user.identities.some(identity => identity.connection === connection.name))
    .flatMap(user => {
      const methods = tenant.state.authentication_methods[user.user_id] ?? []
      return methods.filter(({ type }) => type === 'passkey').map(method => ({ user, method }))
    })
}

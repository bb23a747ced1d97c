import { linkIdentity } from './account-linking.ts'
import { addPasskey } from './login/passkeys/passkey-methods.ts'
import type { Connection, JsonObject, User } from './state.ts'
import type { Tenant } from './tenant.ts'
import type { NewUser } from './user-store.ts'

/** A user of any kind, with a past; no Action is asked. */
export type SeedUser = NewUser & {
  /** ISO 8601. */
  created_at?: string
  /** Gives the user a passkey. */
  passkey?: boolean
  /** Accounts that are linked to this one. */
  linked?: NewUser[]
}

/** Puts a user into the tenant. Throws RefusedWrite when there is one already or the connection is unknown. */
export function seedUser(tenant: Tenant, seed: SeedUser): User {
  const { created_at, passkey, linked = [], ...profile } = seed
  const user = tenant.createUser(profile)
  if (created_at !== undefined) user.created_at = created_at
  if (passkey) addPasskey(tenant, user)
  for (const other of linked) {
    const [identity] = tenant.createUser(other).identities
    linkIdentity(tenant.state, user, identity?.provider ?? '', identity?.user_id ?? '', tenant.now())
  }
  return user
}

/** A connection, and the applications that may use it. */
export interface SeedConnection {
  name: string
  strategy: string
  options?: JsonObject
  show_as_button?: boolean
  display_name?: string
  /** Client ids; default: all applications. */
  clients?: string[]
}

/** Puts a connection into the tenant; one of the same name keeps its id and users. */
export function seedConnection(tenant: Tenant, seed: SeedConnection): Connection {
  const { clients, options = {}, name, strategy, show_as_button, display_name } = seed
  const { state } = tenant
  const known = state.connections.find(connection => connection.name === name)
  const connection: Connection = {
    id: known?.id ?? `con_${name}`,
    name,
    strategy,
    options,
    ...(show_as_button === undefined ? {} : { show_as_button }),
    ...(display_name === undefined ? {} : { display_name }),
  }
  state.connections = [...state.connections.filter(other => other !== known), connection]
  state.connection_clients[connection.id] = clients ?? state.clients.map(({ client_id }) => client_id)
  return connection
}

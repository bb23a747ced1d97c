import type { TenantState } from '../../local-tenant/state.ts'

/** How an application of the tenant proves itself. */
export interface Credentials {
  clientId: string
  clientSecret: string
}

/** The credentials of an application by its name. Throws when the tenant has no such application. */
export function credentialsOf({ clients }: TenantState, name: string): Credentials {
  const client = clients.find(candidate => candidate.name === name)
  if (!client) throw new Error(`The local tenant has no application "${name}".`)
  return { clientId: client.client_id, clientSecret: client.client_secret }
}

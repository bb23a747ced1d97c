import { deployerClientId } from './fresh-state.ts'
import type { SeedConnection, SeedUser } from './seed.ts'
import type { Connection, Mail, Sms, TenantState, User } from './state.ts'
import type { Switches } from './switches.ts'

/** Client of `/__control`: what tests and scripts do to a running local tenant. Every method throws for a non-2xx. */
export interface Control {
  snapshot(): Promise<TenantState>
  restore(state: TenantState): Promise<void>
  setSwitches(switches: Partial<Switches>): Promise<void>
  /** Newest first. */
  mails(): Promise<Mail[]>
  clearMails(): Promise<void>
  /** Text messages, newest first; cleared with the mails. */
  sms(): Promise<Sms[]>
  /** Puts a user of any connection into the tenant, with metadata, a past, a passkey, linked accounts; no Action runs. */
  addUser(user: SeedUser): Promise<User>
  /** Puts a connection of any strategy into the tenant, for all applications unless told otherwise. */
  addConnection(connection: SeedConnection): Promise<Connection>
  /** Counts by `METHOD /path/:pattern` since the start or the last reset. */
  requests(): Promise<Record<string, number>>
  /** Switches to their defaults, counts and mailbox to nothing. */
  reset(): Promise<void>
  users(): Promise<User[]>
  /** The client that deploys: `a0deploy` and a Management client log in with it. */
  deployer(): Promise<{ clientId: string; clientSecret: string }>
}

/** Makes a client for the tenant at `customUrl` (plain http: no certificate needed). */
export function createControl(customUrl: string): Control {
  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await fetch(`${customUrl}/__control${path}`, init)
    if (!response.ok)
      throw new Error(`${method} ${path} of the local tenant: ${response.status} ${await response.text()}`)
    return response
  }
  // The answers come from this repository's own control-api.ts.
  const snapshot = async () => (await (await call('GET', '/state')).json()) as TenantState
  return {
    snapshot,
    restore: async state => void (await call('PUT', '/state', state)),
    setSwitches: async switches => void (await call('PATCH', '/switches', switches)),
    mails: async () => (await snapshot()).mails.reverse(),
    clearMails: async () => void (await call('DELETE', '/mailbox')),
    sms: async () => (await snapshot()).sms.reverse(),
    addUser: async user => (await (await call('POST', '/users', user)).json()) as User,
    addConnection: async connection =>
      (await (await call('POST', '/connections', connection)).json()) as Connection,
    requests: async () => (await (await call('GET', '/requests')).json()) as Record<string, number>,
    reset: async () => void (await call('POST', '/reset')),
    users: async () => (await snapshot()).users,
    async deployer() {
      const client = (await snapshot()).clients.find(({ client_id }) => client_id === deployerClientId)
      if (!client) throw new Error('The local tenant has no deployer client.')
      return { clientId: client.client_id, clientSecret: client.client_secret }
    },
  }
}

import { createCachedList } from './cached-list.ts'
import type { ManagementApi, TenantClient } from './management-api.ts'

/** The roles and clients of the tenant, by the names that people use. A minute old at most, an hour when Auth0 is down. */
export interface Catalog {
  /** Ids in the order of the names, and the names that no role has. Throws ManagementError. */
  roleIds(names: string[]): Promise<{ ids: string[]; unknown: string[] }>
  /** Throws ManagementError. */
  client(clientId: string): Promise<TenantClient | undefined>
  /** All role names, sorted; empty where the tenant has no roles. Throws ManagementError. */
  roleNames(): Promise<string[]>
  /** Clients sorted by name. Throws ManagementError. */
  clients(): Promise<TenantClient[]>
}

/** Something new is found this soon after it was made, and still nobody makes us ask for every unknown name. */
const MISS_AGE_MS = 5_000

/** Creates the catalog; nothing is read before the first question. */
export function createCatalog(deps: {
  management: Pick<ManagementApi, 'listRoles' | 'listClients'>
  now: () => number
  /** The tenant has no roles of its own: any name may be one, and is its own id. */
  hasNoRoles?: boolean
}): Catalog {
  const roles = createCachedList(() => deps.management.listRoles({ urgency: 'waiting' }), deps.now)
  const clients = createCachedList(() => deps.management.listClients({ urgency: 'waiting' }), deps.now)

  const resolveRoles = async (names: string[], maxAgeMs?: number) => {
    const idsByName = new Map((await roles.read(maxAgeMs)).map(role => [role.name, role.id]))
    const ids = names.map(name => idsByName.get(name))
    return {
      ids: ids.filter(id => id !== undefined),
      unknown: names.filter(name => !idsByName.has(name)),
    }
  }
  const findClient = async (clientId: string, maxAgeMs?: number) =>
    (await clients.read(maxAgeMs)).find(client => client.clientId === clientId)

  return {
    async roleIds(names) {
      if (names.length === 0 || deps.hasNoRoles) return { ids: names, unknown: [] }
      const resolved = await resolveRoles(names)
      return resolved.unknown.length === 0 ? resolved : resolveRoles(names, MISS_AGE_MS)
    },
    async roleNames() {
      return deps.hasNoRoles ? [] : (await roles.read()).map(({ name }) => name).sort()
    },
    async clients() {
      return (await clients.read()).toSorted((a, b) => a.name.localeCompare(b.name))
    },
    async client(clientId) {
      return (await findClient(clientId)) ?? findClient(clientId, MISS_AGE_MS)
    },
  }
}

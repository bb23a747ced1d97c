import { createInMemoryTenant } from '../../../local-tenant/in-memory-tenant.ts'
import type { User } from '../../../local-tenant/state.ts'
import type { NewUser } from '../../../local-tenant/user-store.ts'
import { createLog } from '../../../service/base/log.ts'
import type { RequestPace } from '../../../service/ledger/engine/request-pace.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import { createCatalog } from '../../../service/management/catalog.ts'
import type { ManualClock } from '../manual-clock.ts'

/** The local tenant behind the real Management client: everything that passes between the two is counted. */
export function createWireTenant(clock: ManualClock, requestsPerSecond?: number) {
  const { tenant, app } = createInMemoryTenant({ now: () => new Date(clock.now()) })
  const requests: string[] = []
  const statuses: number[] = []
  let inFlight = 0
  const lines: string[] = []
  const deployer = tenant.state.clients.find(
    client => client.client_id === tenant.state.client_grants[0]?.client_id,
  )
  tenant.state.roles.push(
    { id: 'rol_editor', name: 'Editor' },
    { id: 'rol_viewer', name: 'Viewer' },
    { id: 'rol_member', name: 'Member' },
  )
  const connect = (shared?: RequestPace) =>
    createManagementApi({
      domain: new URL(tenant.canonicalUrl).host,
      clientId: deployer?.client_id ?? '',
      clientSecret: deployer?.client_secret ?? '',
      // Without a limit the time of requests is real, and nothing waits for the test's clock.
      ...(requestsPerSecond === undefined ? { requestsPerSecond: 1_000 } : { requestsPerSecond, clock }),
      shared,
      log: createLog(line => lines.push(line)),
      fetch: async (input, init) => {
        const { pathname } = new URL(String(input))
        if (pathname !== '/oauth/token') requests.push(`${init?.method} ${decodeURIComponent(pathname)}`)
        inFlight++
        const response = await app.request(String(input), init)
        statuses.push(response.status)
        inFlight--
        return response
      },
    })
  const management = connect()
  return {
    tenant,
    management,
    /** The client of another process. */
    connect,
    catalog: createCatalog({ management, now: clock.now }),
    lines,
    /** Requests to the Management API, except those for the catalog. */
    requests: () => requests.filter(request => !/^GET \/api\/v2\/(roles|clients)$/.test(request)),
    statuses,
    isBusy: () => inFlight > 0,
    rolesOf: (userId: string) => tenant.state.user_roles[userId] ?? [],
    userOf(userId: string): User {
      const user = tenant.findUser(userId)
      if (!user) throw new TypeError('no such user')
      return user
    },
    /** A user made at a given instant, who has logged in once. */
    addUser(user: NewUser, createdAt: number): User {
      const made = tenant.createUser(user)
      made.created_at = new Date(createdAt).toISOString()
      made.logins_count = 1
      return made
    },
  }
}

export type WireTenant = ReturnType<typeof createWireTenant>

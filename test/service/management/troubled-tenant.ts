import { createInMemoryTenant } from '../../../local-tenant/in-memory-tenant.ts'
import { seedConnection } from '../../../local-tenant/seed.ts'
import { createLog } from '../../../service/base/log.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import { type StandIn, startStandIn, type WireFault } from '../../faults/stand-in.ts'
import { createManualClock } from '../manual-clock.ts'
import { DATABASE } from './management-under-test.ts'

const servers: StandIn[] = []

/** To be called after each test. */
export async function stopScenes(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.release()
    await server.close()
  }
}

/** Answers some requests in the tenant's place. */
type Handle = (request: Request) => Response | undefined | Promise<Response | undefined>

/** The local tenant behind the real client and a real connection, with all that `everyRequest` asks about. */
export async function startScene(handle?: Handle) {
  const clock = createManualClock(Date.now())
  const { tenant, app } = createInMemoryTenant({ now: () => new Date(clock.now()) })
  seedConnection(tenant, { name: DATABASE, strategy: 'auth0' })
  const { state } = tenant
  tenant.createUser({ connection: DATABASE, provider_user_id: '1', email: 'one@example.com' })
  state.authentication_methods['auth0|1'] = [{ id: 'passkey|1', type: 'passkey' }]
  state.roles.push({ id: 'rol_1', name: 'Editor' })
  state.resource_servers.push({
    id: 'api',
    identifier: 'urn:api',
    name: 'API',
    scopes: [{ value: 'read:x' }],
  })
  state.organizations.push({ id: 'org_1', name: 'acme' })
  const server = await startStandIn(async request => (await handle?.(request)) ?? app.request(request))
  servers.push(server)
  const lines: string[] = []
  const [deployer] = state.clients.filter(({ client_id }) => client_id === 'deployer')
  const management = createManagementApi({
    domain: new URL(tenant.canonicalUrl).host,
    clientId: 'deployer',
    clientSecret: deployer?.client_secret ?? '',
    requestsPerSecond: 1_000,
    clock,
    log: createLog(line => lines.push(line)),
    fetch: (input, init) => fetch(String(input).replace(tenant.canonicalUrl, server.url), init),
  })
  return {
    management,
    tenant,
    server,
    clock,
    lines,
    /** What becomes of the next requests to the API itself, in their order; then all is well. */
    meet(...faults: WireFault[]) {
      server.faultOf = name => (name.includes('/api/v2/') ? faults.shift() : undefined)
    },
    meetAtToken(...faults: WireFault[]) {
      server.faultOf = name => (name.includes('/oauth/token') ? faults.shift() : undefined)
    },
    asked: () => server.requests.filter(name => name.includes('/api/v2/')),
  }
}

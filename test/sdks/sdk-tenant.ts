import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalTenant, startLocalTenant } from '../../local-tenant/start-local-tenant.ts'
import type { JsonObject } from '../../local-tenant/state/state.ts'

export const email = 'ada@example.com'
export const password = 'a long password'
export const clientId = 'application'
export const clientSecret = 'secret-of-the-application'

/** A local tenant as a process of its own, with one database and Ada in it; applications are added by each test. */
export interface SdkTenant extends LocalTenant {
  addClient(settings: JsonObject): Promise<void>
  end(): Promise<void>
}

export async function startSdkTenant(): Promise<SdkTenant> {
  const directory = mkdtempSync(join(tmpdir(), 'sdk-tenant-'))
  const tenant = await startLocalTenant({ directory })
  await tenant.control.addConnection({ name: 'Users', strategy: 'auth0' })
  await tenant.control.addUser({ connection: 'Users', email, email_verified: true, password })
  return {
    ...tenant,
    async addClient(settings) {
      const state = await tenant.control.snapshot()
      const client = {
        client_id: clientId,
        client_secret: clientSecret,
        name: 'The application',
        ...settings,
      }
      state.clients = [...state.clients.filter(({ client_id }) => client_id !== clientId), client]
      for (const { id } of state.connections) state.connection_clients[id] = [clientId]
      await tenant.control.restore(state)
    },
    async end() {
      await tenant.stop()
      rmSync(directory, { recursive: true })
    },
  }
}

/** Serves an application; its address is known only once it listens. */
export async function serve(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}`, server }
}

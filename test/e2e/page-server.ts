import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { findFreePorts } from '../../scripts/demo/ports.ts'
import { startTestService, type TestService } from '../service/http/test-service.ts'

/** The service with its stand-ins, as a site that a browser can open. */
export interface PageServer {
  readonly origin: string
  readonly service: TestService
  close(): Promise<void>
}

/** Starts the service in this process, on a port of its own: pages in a second instead of a deployment in a minute. */
export async function startPageServer(overrides: Record<string, string> = {}): Promise<PageServer> {
  const { service: port } = await findFreePorts()
  const origin = `http://localhost:${port}`
  const service = await startTestService({ PUBLIC_URL: origin, ...overrides })
  const server = serve({ fetch: service.app.fetch, port })
  await new Promise<AddressInfo>(resolve =>
    server.once('listening', () => resolve(server.address() as AddressInfo)),
  )
  return {
    origin,
    service,
    async close() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await service.close()
    },
  }
}

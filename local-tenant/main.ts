import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { ensureCertificates } from './certificates.ts'
import { createLocalTenantApp } from './local-tenant-app.ts'
import { runPreUserRegistration } from './login/actions/pre-user-registration-flow.ts'
import { createLoginApp } from './login/login-app.ts'
import { deployerClientId } from './state/fresh-state.ts'
import { createSnapshotFile, readSnapshot } from './state/snapshot-file.ts'
import { createTenant, type Tenant } from './tenant.ts'

// The local tenant's process: two listeners, one app, one state file. Started by start-local-tenant.ts.
const { httpsPort, httpPort, directory } = readEnvironment()
mkdirSync(directory, { recursive: true })
const certificates = await ensureCertificates(directory)
const statePath = join(directory, 'state.json')
const kept = readSnapshot(statePath)
const tenant = createTenant({
  // `origin` leaves out 443 and 80: some libraries refuse a domain with a port.
  canonicalUrl: new URL(`https://localhost:${httpsPort}`).origin,
  customUrl: new URL(`http://localhost:${httpPort}`).origin,
  ...(kept ? { state: kept } : {}),
})
const snapshot = createSnapshotFile(tenant, statePath)
const app = createLocalTenantApp(tenant, {
  preUserRegistration: runPreUserRegistration,
  loginApp: createLoginApp(tenant),
})
const listener = getRequestListener(async (request, env) => {
  const response = await app.fetch(request, env)
  snapshot.saveSoon()
  return response
})
const servers: Server[] = [
  await listen(createServer({ cert: certificates.cert, key: certificates.key }, listener), httpsPort),
  await listen(createHttpServer(listener), httpPort),
]
snapshot.save()
writeDeployer(tenant, directory)
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, shutDown)
console.log('tenant ready')

function shutDown(): void {
  snapshot.save()
  for (const server of servers) server.close()
  process.exit(0)
}

function listen<Listening extends Server>(server: Listening, port: number): Promise<Listening> {
  return new Promise(resolve => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.code})`
      console.error(`Port ${port} of the local tenant ${reason}.`)
      process.exit(2)
    })
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function readEnvironment() {
  const { LOCAL_TENANT_HTTPS_PORT, LOCAL_TENANT_HTTP_PORT, LOCAL_TENANT_DIRECTORY } = process.env
  if (!LOCAL_TENANT_HTTPS_PORT || !LOCAL_TENANT_HTTP_PORT || !LOCAL_TENANT_DIRECTORY) {
    console.error('LOCAL_TENANT_HTTPS_PORT, LOCAL_TENANT_HTTP_PORT and LOCAL_TENANT_DIRECTORY must be set.')
    process.exit(1)
  }
  return {
    httpsPort: Number(LOCAL_TENANT_HTTPS_PORT),
    httpPort: Number(LOCAL_TENANT_HTTP_PORT),
    directory: LOCAL_TENANT_DIRECTORY,
  }
}

/** The credentials of the client that deploys, for whoever has the directory. */
function writeDeployer({ state, canonicalUrl }: Tenant, folder: string): void {
  const client = state.clients.find(({ client_id }) => client_id === deployerClientId)
  const content = {
    domain: new URL(canonicalUrl).host,
    client_id: client?.client_id,
    client_secret: client?.client_secret,
  }
  writeFileSync(join(folder, 'deployer.json'), JSON.stringify(content), { mode: 0o600 })
}

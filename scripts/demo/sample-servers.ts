import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { apiAudience, type DeployedTenant } from './deployed-tenant.ts'
import { createFunnel } from './funnel.ts'
import { createPortal } from './portal.ts'
import { type Board, createScenePages } from './scene/scene-page.ts'
import { credentialsOf } from './tenant-client.ts'
import type { Urls } from './urls.ts'

const sampleAudience = 'https://sample.example/api'

/** Serves both sample applications, and the demo's first page beside the Portal; resolves with what stops them. */
export async function startSamples(
  { state }: DeployedTenant,
  urls: Urls,
  board?: Board,
): Promise<{ stop(): Promise<void> }> {
  const issuer = `${urls.login}/`
  const portal = await createPortal({
    ...credentialsOf(state, 'Portal'),
    origin: urls.portal,
    issuer,
    audience: sampleAudience,
    rolesClaim: 'https://guestlist.example/roles',
  })
  const funnel = await createFunnel({
    ...credentialsOf(state, 'Funnel'),
    origin: urls.funnel,
    issuer,
    audience: sampleAudience,
    orderClaim: 'https://guestlist.example/order',
    backEnd: {
      ...credentialsOf(state, 'Funnel Back End'),
      issuer,
      audience: apiAudience,
      service: urls.service,
    },
  })
  const site = board ? new Hono().route('/', createScenePages(urls, board)).route('/', portal) : portal
  const servers = [await listen(site, urls.portal), await listen(funnel, urls.funnel)]
  return { stop: async () => void (await Promise.all(servers.map(close))) }
}

function listen(app: Hono, origin: string): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const port = Number(new URL(origin).port)
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(server))
    server.once('error', reject)
  })
}

function close(server: ServerType): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    // Browsers keep connections open.
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}

import { Hono } from 'hono'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import type { AdminArea } from '../navigation.ts'
import { parseRange } from '../overview/range.tsx'
import { GatePage } from './gate-page.tsx'

/** `/admin/gate`: its state, and what it would have refused. Open to whoever may ask the API the same. */
export function createGateArea(): AdminArea {
  return {
    path: '/gate',
    permissions: ['read:invitations', 'grant:any'],
    label: 'gate',
    createRoutes: createGateRoutes,
  }
}

function createGateRoutes({ ledger, gate, gateMonitor, catalog, now }: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().get('/', async c => {
    const range = parseRange(c.req.query('days'), now())
    const observations = await ledger.listObservations(range)
    const ids = [...new Set(observations.map(({ client_id }) => client_id))].filter(id => id !== '')
    // An application that is not there any more, or a tenant that is silent, leaves the id.
    const clients = await Promise.all(ids.map(id => catalog.client(id).catch(() => undefined)))
    const names = new Map(
      clients.flatMap(client => (client ? [[client.clientId, client.name] as const] : [])),
    )
    const facts = { gate, differs: gateMonitor.hasSeenAnother(), range, observations, names }
    return renderAdminPage(c, <GatePage admin={c.get('admin')} {...facts} />)
  })
}

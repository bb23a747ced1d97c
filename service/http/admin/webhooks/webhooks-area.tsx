import { type Context, Hono } from 'hono'
import { replayDelivery, toDeliveryId } from '../../api/replay-delivery.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { NotAllowedPage } from '../frame/refusal-pages.tsx'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import type { AdminArea } from '../navigation.ts'
import { ConfirmReplayPage } from './confirm-replay-page.tsx'
import { DeliveriesPage } from './deliveries-page.tsx'
import { parseDeliveryQuery, toSearch } from './delivery-query.ts'

const TAKE = 50

/** `/admin/webhooks`: what receivers were told. Open to whoever may ask the API the same. */
export function createWebhooksArea(): AdminArea {
  return {
    path: '/webhooks',
    permissions: ['read:invitations', 'grant:any'],
    label: 'webhooks',
    createRoutes: createWebhookRoutes,
  }
}

function createWebhookRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .get('/', async c => {
      const query = parseDeliveryQuery(c.req.query())
      // One more than is shown tells whether there is another page.
      const found = await deps.ledger.listDeliveries({ ...query, take: TAKE + 1 })
      const deliveries = found.slice(0, TAKE)
      const last = found.length > TAKE ? deliveries.at(-1) : undefined
      const next = last && toSearch({ ...query, after: last.delivery.id })
      const endpoints = deps.webhooks.map(({ id }) => id)
      const { sent } = c.req.query()
      const isQueued = sent !== undefined
      return renderAdminPage(
        c,
        <DeliveriesPage
          admin={c.get('admin')}
          deliveries={deliveries}
          endpoints={endpoints}
          query={query}
          next={next}
          isQueued={isQueued}
        />,
      )
    })
    .get('/:id/replay', async c => {
      if (!mayReplay(c)) return showNotAllowed(c)
      const found = await deps.ledger.findDelivery(toDeliveryId(c.req.param('id')))
      if (!found) return c.notFound()
      return renderAdminPage(c, <ConfirmReplayPage admin={c.get('admin')} found={found} />)
    })
    .post('/:id/replay', async c => {
      if (!mayReplay(c)) return showNotAllowed(c)
      const found = await replayDelivery(deps, c.req.param('id'))
      if (!found) return c.notFound()
      return c.redirect('/admin/webhooks?sent=1', 303)
    })
}

/** A replay counts as a change, as in the API. */
function mayReplay(c: Context<AdminEnv>): boolean {
  return c.get('admin').caller.permissions.has('update:invitations')
}

function showNotAllowed(c: Context<AdminEnv>) {
  const page = <NotAllowedPage admin={c.get('admin')} permission="update:invitations" />
  return renderAdminPage(c, page, { status: 403 })
}

import { Hono } from 'hono'
import { openedBefore, toEventViewer } from '../../../wire/event-json.ts'
import { STATISTICS_BATCH } from '../../../work/statistics-round.ts'
import { scopeOf } from '../../api/scope-of.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import type { AdminArea } from '../navigation.ts'
import { decideAttention } from './decide-attention.ts'
import { OverviewPage } from './overview-page.tsx'
import { parseRange } from './range.tsx'
import { readAttention } from './read-attention.ts'

/** `/admin/overview`: what needs attention, and how invitations are doing. */
export function createOverviewArea(): AdminArea {
  return {
    path: '/overview',
    permissions: ['read:invitations'],
    label: 'overview',
    createRoutes: createOverviewRoutes,
  }
}

function createOverviewRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().get('/', async c => {
    const admin = c.get('admin')
    const range = parseRange(c.req.query('days'), deps.now())
    // What has happened just now is in it; more than that is the worker's, so that nobody waits here for long.
    await deps.ledger.countEvents(STATISTICS_BATCH)
    const inviterId = scopeOf(admin.caller)
    const told = openedBefore(toEventViewer(deps, admin.caller), deps.now())
    const [statistics, facts] = await Promise.all([
      deps.ledger.readStatistics({ inviterId, ...range, openedBefore: told }),
      readAttention(deps, admin.caller),
    ])
    const items = decideAttention(facts)
    return renderAdminPage(
      c,
      <OverviewPage admin={admin} items={items} statistics={statistics} range={range} />,
    )
  })
}

import { Hono } from 'hono'
import { openedBefore, toEventJson, toEventViewer } from '../../../wire/event-json.ts'
import { scopeOf } from '../../api/scope-of.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import type { AdminArea } from '../navigation.ts'
import { AuditPage } from './audit-page.tsx'
import { parseAuditQuery, toEventFilter } from './audit-query.ts'

const TAKE = 50

/** `/admin/audit`: all that happened to the invitations that this person may see. */
export function createAuditArea(): AdminArea {
  return {
    path: '/audit',
    permissions: ['read:invitations'],
    label: 'audit',
    createRoutes: createAuditRoutes,
  }
}

function createAuditRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>().get('/', async c => {
    const admin = c.get('admin')
    const query = parseAuditQuery(c.req.query())
    const inviterId = scopeOf(admin.caller)
    const viewer = toEventViewer(deps, admin.caller)
    const page = await deps.ledger.searchEvents({
      ...toEventFilter(query),
      inviterId,
      take: TAKE,
      openedBefore: openedBefore(viewer, deps.now()),
    })
    const events = page.events.map(event => toEventJson(event, viewer))
    return renderAdminPage(c, <AuditPage admin={admin} events={events} query={query} next={page.next} />)
  })
}

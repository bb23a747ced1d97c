import { type Context, Hono } from 'hono'
import { ManagementError } from '../../../management/management-api.ts'
import { ApiError } from '../../api/api-error.ts'
import { encodeCursor } from '../../api/cursor.ts'
import { listPage } from '../../api/list-page.ts'
import { answerExport } from '../../api/operations/export-invitations.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { countByStatus } from './status-counts.ts'
import { TablePage } from './table-page.tsx'
import { findTableFilter, readCursor, readTableState, toTableFilter } from './table-state.ts'

/** So many that a page is quick to read through, and that choosing all of them is still a choice. */
const PAGE_SIZE = 50
const DAY_MS = 86_400_000

/** `GET /admin/invitations`, and all of its pages as one file: the invitations that this person may see, as the API lists them. */
export function createTableRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const routes = new Hono<AdminEnv>().get('/export', c => {
    const { caller } = c.get('admin')
    const filter = findTableFilter(readTableState(c.req.query()), caller)
    return answerExport(deps, c, { caller, format: 'csv', filter })
  })
  return routes.get('/', async c => {
    const state = readTableState(c.req.query())
    // An id leads to its page, which says whether there is one.
    if (/^inv_[\w-]+$/.test(state.q)) return c.redirect(`/admin/invitations/${state.q}`, 303)
    const { id: ownerId } = c.get('admin').caller
    const [page, choices, counts, bulkOperations] = await Promise.all([
      findPage(c, deps),
      findChoices(deps),
      countByStatus(deps, state, c.get('admin').caller),
      deps.ledger.listBulkOperations({ ownerId, since: deps.now() - DAY_MS, take: 5 }),
    ])
    return renderAdminPage(
      c,
      <TablePage
        admin={c.get('admin')}
        state={state}
        {...page}
        {...choices}
        counts={counts}
        bulkOperations={bulkOperations}
        now={deps.now()}
      />,
      { status: page.isBadSearch ? 422 : 200 },
    )
  })
}

async function findPage(c: Context<AdminEnv>, deps: AdminDeps) {
  const { caller } = c.get('admin')
  const state = readTableState(c.req.query())
  try {
    const filter = toTableFilter(state, caller)
    const { sort, order } = state
    const places = { after: readCursor(state.from, sort), before: readCursor(state.before, sort) }
    const found = await listPage(deps, caller, { filter, take: PAGE_SIZE, ...places, sort, order })
    const { invitations, next, previous } = found
    const cursors = { next: next && encodeCursor(next), previous: previous && encodeCursor(previous) }
    return { invitations, ...cursors, isBadSearch: false }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'invalid_field') throw error
    return { invitations: [], next: undefined, previous: undefined, isBadSearch: true }
  }
}

/** What the filters offer. A tenant that does not answer costs them, never the table. */
async function findChoices({ catalog }: AdminDeps) {
  try {
    const [roles, clients] = await Promise.all([catalog.roleNames(), catalog.clients()])
    return { roles, clients }
  } catch (error) {
    if (error instanceof ManagementError) return { roles: [], clients: [] }
    throw error
  }
}

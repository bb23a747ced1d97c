import { type Context, Hono } from 'hono'
import { InvitationError } from '../../../invitations/model/invitation-error.ts'
import { writeFailedRows } from '../../api/imports/failed-rows.ts'
import { toImportJson, toImportRowsJson } from '../../api/imports/import-json.ts'
import { toStoredStates } from '../../api/imports/import-row-states.ts'
import { type ImportRowJson, importRowStates } from '../../api/schemas/import-schema.ts'
import { streamText } from '../../api/stream-text.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdminEnv } from '../admin-env.ts'
import { renderAdminPage } from '../frame/render-admin-page.ts'
import { ImportPage } from './import-page.tsx'

const TAKE = 50

/** One import: what was found, the way to confirm it, how far it is, and what became of each row. */
export function createImportRoutes(deps: AdminDeps): Hono<AdminEnv> {
  return new Hono<AdminEnv>()
    .get('/:id', c => showImport(c, deps, false))
    .post('/:id/confirm', c => change(c, deps, 'confirm'))
    .post('/:id/cancel', c => change(c, deps, 'cancel'))
    .get('/:id/failed.csv', async c => {
      const row = await deps.imports.find(c.req.param('id'), c.get('admin').caller)
      c.header('Content-Type', 'text/csv; charset=utf-8; header=present')
      c.header('Content-Disposition', `attachment; filename="failed-${row.id}.csv"`)
      return c.body(
        streamText(writeFailedRows(deps, row), () =>
          deps.log.error('export_broken_off', { code: 'unknown' }),
        ),
      )
    })
}

async function change(c: Context<AdminEnv>, deps: AdminDeps, how: 'confirm' | 'cancel') {
  const id = c.req.param('id') ?? ''
  try {
    await deps.imports[how](id, c.get('admin').caller)
    return c.redirect(`/admin/imports/${id}`, 303)
  } catch (error) {
    const isLate =
      error instanceof InvitationError && (error.code === 'conflict' || error.code === 'forbidden')
    if (!isLate) throw error
    return showImport(c, deps, true)
  }
}

async function showImport(c: Context<AdminEnv>, deps: AdminDeps, isLate: boolean) {
  const admin = c.get('admin')
  const row = await deps.imports.find(c.req.param('id') ?? '', admin.caller)
  const state = importRowStates.find(one => one === c.req.query('state'))
  const after = toLine(c.req.query('from'))
  const found = await findRows(deps, row.id, toStoredStates(row, state), after)
  const rows: ImportRowJson[] = await toImportRowsJson(deps, row, found.slice(0, TAKE))
  const next = found.length > TAKE ? rows.at(-1)?.line : undefined
  const page = (
    <ImportPage
      admin={admin}
      rows={rows}
      state={state}
      next={next}
      isLate={isLate}
      one={toImportJson(row)}
      isFirst={!after}
    />
  )
  return renderAdminPage(c, page, { status: isLate ? 409 : 200 })
}

async function findRows(
  { ledger }: Pick<AdminDeps, 'ledger'>,
  importId: string,
  states: ReturnType<typeof toStoredStates>,
  after: number | undefined,
) {
  // One more than is shown tells whether there is another page.
  return states ? ledger.listFileRows({ importId, states, after, take: TAKE + 1 }) : []
}

function toLine(text: string | undefined): number | undefined {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined
}

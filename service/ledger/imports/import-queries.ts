import type { Transaction } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { ImportRow, ImportUpdate } from '../schema/import-schema.ts'
import type { Database } from '../schema/schema.ts'
import { workPriority } from '../schema/work-priority.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { ImportLedger } from './import-ledger.ts'
import { insertMailWork, releaseMailWork } from './import-mail-work.ts'

type Queries = Pick<
  ImportLedger,
  | 'createImport'
  | 'findImport'
  | 'listImports'
  | 'endPreview'
  | 'confirmImport'
  | 'endImport'
  | 'deleteImport'
  | 'listForgottenImports'
>

/** Queries about imports as a whole; their rows are in `import-row-queries.ts`, their work in `import-batch-queries.ts`. */
export function importQueries({ db, transact }: Engine): Queries {
  const find = (id: string) => db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return {
    createImport: row =>
      transact(async t => {
        await t.insertInto('imports').values(row).execute()
      }),

    findImport: find,

    async listImports({ ownerId, after, take }) {
      let query = db.selectFrom('imports').selectAll()
      if (ownerId !== undefined) query = query.where('owner_id', '=', ownerId)
      const last = after === undefined ? undefined : await find(after)
      if (last)
        query = query.where(eb =>
          eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(last.created_at, last.id)),
        )
      return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(take).execute()
    },

    endPreview: (id, { columns, ignored, reading }, now) =>
      transact(async t => {
        const found = {
          columns: JSON.stringify({ columns, reading }),
          ignored_columns: JSON.stringify(ignored),
        }
        return (await moveImport(t, id, ['previewing'], { ...found, status: 'previewed', now })) !== undefined
      }),

    confirmImport: (id, permissions, now) =>
      transact(async t => {
        const set = { permissions: JSON.stringify(permissions), confirmed_at: now }
        const isMoved = await moveImport(t, id, ['previewed'], { ...set, status: 'confirmed', now })
        if (!isMoved) return false
        await insertWork(t, importWork(id, 1, now), now)
        return true
      }),

    endImport: (id, { status, failure = null, now }) =>
      transact(t => endImport(t, id, { status, failure, now })),

    deleteImport: (id, limit) =>
      transact(async t => {
        const lines = t.selectFrom('import_rows').select('line').where('import_id', '=', id)
        const last = await lines.orderBy('line').offset(limit).limit(1).executeTakeFirst()
        const rows = t.deleteFrom('import_rows').where('import_id', '=', id)
        await (last ? rows.where('line', '<', last.line) : rows).execute()
        if (last) return true
        await t.deleteFrom('imports').where('id', '=', id).execute()
        return false
      }),

    listForgottenImports: ({ ended, unfinished }) =>
      db
        .selectFrom('imports')
        .selectAll()
        .where(is =>
          is.or([
            is.and([is('updated_at', '<', ended), is('status', 'not in', ['confirmed', 'running'])]),
            is.and([is('updated_at', '<', unfinished), is('status', '=', 'previewing')]),
          ]),
        )
        .limit(100)
        .execute(),
  }
}

/** The work of making invitations; each stretch of it has a generation of its own. */
export function importWork(id: string, generation: number, availableAt: number) {
  const priority = workPriority.import
  return { kind: 'import', subject: id, generation, priority, available_at: availableAt } as const
}

/** What tells its owner what became of it. */
export function noticeWork(id: string, availableAt: number) {
  const priority = workPriority.import_notice
  return { kind: 'import_notice', subject: id, generation: 0, priority, available_at: availableAt } as const
}

async function endImport(
  t: Transaction<Database>,
  id: string,
  { status, failure, now }: { status: 'cancelled' | 'failed'; failure: string | null; now: number },
): Promise<boolean> {
  const open: ImportRow['status'][] = ['previewing', 'previewed', 'confirmed', 'running']
  const ended = await moveImport(t, id, open, { status, failure, ended_at: now, now })
  if (!ended) return false
  if (ended.unmailed > 0)
    await insertMailWork(t, { importId: id, from: ended.mailed + 1, to: ended.cursor }, now)
  await releaseMailWork(t, id, now)
  if (status === 'failed') await insertWork(t, noticeWork(id, now), now)
  return true
}

/** Moves an import on, unless it is elsewhere by now; answers what it is then. */
async function moveImport(
  t: Transaction<Database>,
  id: string,
  from: readonly ImportRow['status'][],
  { now, ...set }: ImportUpdate & { now: number },
): Promise<ImportRow | undefined> {
  return await t
    .updateTable('imports')
    .set({ ...set, updated_at: now })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returningAll()
    .executeTakeFirst()
}

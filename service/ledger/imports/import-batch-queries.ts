import type { Transaction } from 'kysely'
import { runOverRows } from '../engine/insert-rows.ts'
import { takeTogether } from '../engine/take-together.ts'
import type { Engine } from '../engine/transact.ts'
import { assertPending, Outdated, writeChanges } from '../invitations/change-invitations.ts'
import { insertInvitations } from '../invitations/insert-invitations.ts'
import type { FileRow, ImportRow } from '../schema/import-schema.ts'
import type { Database } from '../schema/schema.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { BatchRow, ImportBatch, ImportLedger } from './import-ledger.ts'
import { insertMailWork, releaseMailWork } from './import-mail-work.ts'
import { noticeWork } from './import-queries.ts'

type Create = Extract<BatchRow, { outcome: 'create' }>
/** What became of a row. */
type Done = { line: number; invitationId: string } | { line: number; reason: string; field: string | null }

/** The making of invitations from the rows of a file. */
export function importBatchQueries(engine: Engine): Pick<ImportLedger, 'writeImportBatch'> {
  return {
    async writeImportBatch(batch) {
      try {
        return await engine.transact(t => writeBatch(engine, t, batch))
      } catch (error) {
        if (error instanceof Outdated) return 'outdated'
        throw error
      }
    },
  }
}

async function writeBatch(
  engine: Engine,
  t: Transaction<Database>,
  batch: ImportBatch,
): Promise<'written' | 'moved'> {
  const { importId, cursor, to, now } = batch
  // First, so that whoever does the same rows waits here, and finds them done.
  const moved = await t
    .updateTable('imports')
    .set({ cursor: to, status: 'running', updated_at: now })
    .where('id', '=', importId)
    .where('cursor', '=', cursor)
    .where('status', 'in', ['confirmed', 'running'])
    .returningAll()
    .executeTakeFirst()
  if (!moved) return 'moved'
  const creating = batch.rows.filter(row => row.outcome === 'create')
  await assertPending(
    engine,
    t,
    creating.map(({ reservation }) => reservation),
  )
  const done = await makeInvitations(engine, t, batch, creating)
  await writeResults(engine, t, importId, done)
  await queueMail(t, moved, { batch, done })
  return 'written'
}

async function makeInvitations(
  engine: Engine,
  t: Transaction<Database>,
  { rows }: ImportBatch,
  creating: readonly Create[],
): Promise<Done[]> {
  const refused = await takeTogether(
    engine.db,
    t,
    creating.map(({ counters }) => counters),
  )
  const overLimit = new Set(creating.filter((_, index) => refused[index] !== undefined))
  const made = creating.filter(row => !overLimit.has(row))
  await writeChanges(
    engine,
    t,
    made.flatMap(({ relatedChanges }) => relatedChanges),
  )
  await insertInvitations(
    engine,
    t,
    made.map(({ invitation }) => invitation),
  )
  return rows.map(row => {
    if (row.outcome === 'failed') return { line: row.line, reason: row.reason, field: row.field }
    if (overLimit.has(row)) return { line: row.line, reason: 'limit_reached', field: null }
    return { line: row.line, invitationId: row.invitation.id }
  })
}

/** What is in an invitation is kept there alone, so that erasing it there erases it. */
async function writeResults(
  { db }: Engine,
  t: Transaction<Database>,
  importId: string,
  done: readonly Done[],
) {
  const made = done.flatMap(row => ('invitationId' in row ? [row] : []))
  await runOverRows(db, t, {
    name: 'rows made',
    rows: made.map(({ line, invitationId }) => ({
      import_id: importId,
      line,
      state: 'created' as const,
      invitation_id: invitationId,
    })),
    build: values =>
      t
        .insertInto('import_rows')
        .values(values)
        .onConflict(conflict =>
          conflict.columns(['import_id', 'line']).doUpdateSet(eb => ({
            state: eb.ref('excluded.state'),
            invitation_id: eb.ref('excluded.invitation_id'),
            address: eb.lit(null),
            data: eb.lit(null),
          })),
        ),
  })
  for (const row of done) {
    if ('invitationId' in row) continue
    const failed = { state: 'failed' as FileRow['state'], reason: row.reason, field: row.field }
    const query = t.updateTable('import_rows').set(failed).where('import_id', '=', importId)
    await query.where('line', '=', row.line).execute()
  }
}

/** Queues a mail batch as soon as it is full; the last ones at the end. */
async function queueMail(
  t: Transaction<Database>,
  { id, mailed, unmailed }: ImportRow,
  { batch, done }: { batch: ImportBatch; done: readonly Done[] },
) {
  const { now, mailSize, isLast, to } = batch
  const made = done.filter(row => 'invitationId' in row)
  let from = mailed + 1
  let waiting = unmailed
  for (const { line } of made) {
    waiting++
    if (waiting < mailSize) continue
    await insertMailWork(t, { importId: id, from, to: line }, now)
    from = line + 1
    waiting = 0
  }
  if (isLast && waiting > 0) await insertMailWork(t, { importId: id, from, to }, now)
  await t
    .updateTable('imports')
    .set(eb => ({
      created: eb('created', '+', made.length),
      failed: eb('failed', '+', done.length - made.length),
      mailed: isLast ? to : from - 1,
      unmailed: isLast ? 0 : waiting,
      ...(isLast && { status: 'finished' as const, ended_at: now }),
    }))
    .where('id', '=', id)
    .execute()
  if (!isLast) return
  await releaseMailWork(t, id, now)
  await insertWork(t, noticeWork(id, now), now)
}

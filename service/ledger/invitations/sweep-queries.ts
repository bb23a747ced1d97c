import type { Engine } from '../engine/transact.ts'
import { workPriority } from '../schema/work-priority.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { SweepLedger } from './sweep-ledger.ts'

/** Queries about sweeps. */
export function sweepQueries({ db, transact }: Engine): SweepLedger {
  return {
    createSweep: row =>
      transact(async t => {
        const insert = t.insertInto('sweeps').values(row)
        const { numInsertedOrUpdatedRows } = await insert
          .onConflict(conflict => conflict.column('id').doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows)
          await insertWork(t, sweepWork(row.id, 1, row.created_at), row.created_at)
      }),

    findSweep: id => db.selectFrom('sweeps').selectAll().where('id', '=', id).executeTakeFirst(),

    listSweeps: ({ ownerId, since, take }) =>
      db
        .selectFrom('sweeps')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .where('updated_at', '>=', since)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(take)
        .execute(),

    moveSweep: (id, from, progress, now) =>
      transact(async t => {
        const ended = progress.status === 'finished' ? { ended_at: now } : {}
        const { numUpdatedRows } = await t
          .updateTable('sweeps')
          .set({ ...progress, ...ended, updated_at: now })
          .where('id', '=', id)
          .where('status', '=', 'running')
          .where('cursor_id', from === null ? 'is' : '=', from)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),

    endSweep: (id, { status, failure = null, now }) =>
      transact(async t => {
        const { numUpdatedRows } = await t
          .updateTable('sweeps')
          .set({ status, failure, ended_at: now, updated_at: now })
          .where('id', '=', id)
          .where('status', '=', 'running')
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),

    deleteSweeps: before =>
      transact(async t => {
        const old = t.deleteFrom('sweeps').where('updated_at', '<', before)
        await old.where('status', '!=', 'running').execute()
      }),
  }
}

/** The work of changing them; each stretch of it has a generation of its own. */
export function sweepWork(id: string, generation: number, availableAt: number) {
  const priority = workPriority.sweep
  return { kind: 'sweep', subject: id, generation, priority, available_at: availableAt } as const
}

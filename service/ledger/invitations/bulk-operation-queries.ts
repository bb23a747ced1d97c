import type { Engine } from '../engine/transact.ts'
import { workPriority } from '../schema/work-priority.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { BulkOperationLedger } from './bulk-operation-ledger.ts'

/** Queries about bulk operations. */
export function bulkOperationQueries({ db, transact }: Engine): BulkOperationLedger {
  return {
    createBulkOperation: row =>
      transact(async t => {
        const insert = t.insertInto('bulk_operations').values(row)
        const { numInsertedOrUpdatedRows } = await insert
          .onConflict(conflict => conflict.column('id').doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows)
          await insertWork(t, bulkOperationWork(row.id, 1, row.created_at), row.created_at)
      }),

    findBulkOperation: id =>
      db.selectFrom('bulk_operations').selectAll().where('id', '=', id).executeTakeFirst(),

    listBulkOperations: ({ ownerId, since, take }) =>
      db
        .selectFrom('bulk_operations')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .where('updated_at', '>=', since)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(take)
        .execute(),

    moveBulkOperation: (id, from, progress, now) =>
      transact(async t => {
        const ended = progress.status === 'finished' ? { ended_at: now } : {}
        const { numUpdatedRows } = await t
          .updateTable('bulk_operations')
          .set({ ...progress, ...ended, updated_at: now })
          .where('id', '=', id)
          .where('status', '=', 'running')
          .where('cursor_id', from === null ? 'is' : '=', from)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),

    endBulkOperation: (id, { status, failure = null, now }) =>
      transact(async t => {
        const { numUpdatedRows } = await t
          .updateTable('bulk_operations')
          .set({ status, failure, ended_at: now, updated_at: now })
          .where('id', '=', id)
          .where('status', '=', 'running')
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),

    deleteBulkOperations: before =>
      transact(async t => {
        const old = t.deleteFrom('bulk_operations').where('updated_at', '<', before)
        await old.where('status', '!=', 'running').execute()
      }),
  }
}

/** The work of changing them; each stretch of it has a generation of its own. */
export function bulkOperationWork(id: string, generation: number, availableAt: number) {
  const priority = workPriority.bulk_operation
  return { kind: 'bulk_operation', subject: id, generation, priority, available_at: availableAt } as const
}

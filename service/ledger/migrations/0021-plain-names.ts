import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** Work that is named otherwise since: old kind, new kind. */
const renamedWork = [
  ['sweep', 'bulk_operation'],
  ['stray_removal', 'refused_profile_removal'],
  ['account_remedy', 'pre_existing_account'],
] as const

/** Tables and kinds of work get the names that the code and the documents use. */
export const plainNamesMigration: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema.dropIndex('sweeps_by_owner').execute()
    await db.schema.alterTable('sweeps').renameTo('bulk_operations').execute()
    const byOwner = db.schema.createIndex('bulk_operations_by_owner').on('bulk_operations')
    await byOwner.columns(['owner_id', 'created_at', 'id']).execute()
    for (const [from, to] of renamedWork)
      await db
        .updateTable('outbox')
        .set({ kind: to as 'bulk_operation' })
        .where('kind', '=', from as 'bulk_operation')
        .execute()
  },
}

import { type Kysely, type Migration, sql } from 'kysely'
import { recipientOf } from '../invitations/sorting.ts'
import type { Database } from '../schema/schema.ts'

/** Lists in the order of expiry, and of whom the invitations are for. */
export const sortingMigration: Migration = {
  async up(db: Kysely<Database>) {
    const byExpiry = db.schema.createIndex('invitations_by_expiry').on('invitations')
    await byExpiry.columns(['expires_at', 'id']).execute()
    const { ref, table } = sql
    await sql`create index ${ref('invitations_by_recipient')} on ${table('invitations')}
      ((${recipientOf(name => ref(name))}), ${ref('id')})`.execute(db)
  },
}

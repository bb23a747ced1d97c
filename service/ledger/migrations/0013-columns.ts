import { type Kysely, type Migration, sql } from 'kysely'
import { inviterOf } from '../invitations/sorting.ts'
import { stillToExpire } from '../invitations/still-to-expire.ts'
import type { Database } from '../schema/schema.ts'

/** Lists in the order of every column: by uses, by inviter, and by what became of the mail; and what is about to expire. */
export const columnsMigration: Migration = {
  async up(db: Kysely<Database>) {
    const { schema } = db
    const byUses = schema.createIndex('invitations_by_uses').on('invitations')
    await byUses.columns(['uses', 'id']).execute()
    // In place of the one that had those alone whose mail could not be sent.
    await schema.dropIndex('invitations_unsent').execute()
    const byDelivery = schema.createIndex('invitations_by_delivery').on('invitations')
    await byDelivery.columns(['delivery_status', 'created_at', 'id']).execute()
    await schema.dropIndex('invitations_expiring').execute()
    const expiring = schema.createIndex('invitations_expiring').on('invitations').column('expires_at')
    await expiring.where(stillToExpire).execute()
    const { ref, table } = sql
    await sql`create index ${ref('invitations_by_inviter_name')} on ${table('invitations')}
      ((${inviterOf(name => ref(name))}), ${ref('id')})`.execute(db)
  },
}

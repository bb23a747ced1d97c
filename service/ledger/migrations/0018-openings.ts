import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** The first press of Accept of each generation. What was pressed before is there for as long as its handoffs are. */
export const openingsMigration: Migration = {
  async up(db: Kysely<Database>) {
    await db.schema
      .createTable('openings')
      .addColumn('invitation_id', 'text', column => column.notNull())
      .addColumn('generation', 'integer', column => column.notNull())
      .addColumn('opened_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('openings_pk', ['invitation_id', 'generation'])
      .execute()
    // For what was opened today, which inviters are not told before tomorrow.
    await db.schema.createIndex('openings_by_time').on('openings').column('opened_at').execute()
    const known = db
      .selectFrom('handoffs')
      .select(({ fn }) => ['invitation_id', 'generation', fn.min('created_at').as('opened_at')])
      .groupBy(['invitation_id', 'generation'])
    await db
      .insertInto('openings')
      .columns(['invitation_id', 'generation', 'opened_at'])
      .expression(known)
      .execute()
  },
}

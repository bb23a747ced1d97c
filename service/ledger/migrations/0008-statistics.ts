import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../schema/schema.ts'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

/** What charts are made of; `statistics-schema.ts` says what the columns mean. */
export const statisticsMigration: Migration = {
  async up(db: Kysely<Database>) {
    const { schema } = db
    const table = schema
      .createTable('statistics')
      .addColumn('inviter_id', 'text', required)
      .addColumn('about', 'text', required)
      .addColumn('day', 'text', required)
    const counts = ['invited', 'sent', 'delivered', 'bounced', 'opened', 'accepted']
    await counts
      .reduce((builder, name) => builder.addColumn(name, 'integer', required), table)
      .addPrimaryKeyConstraint('statistics_once', ['inviter_id', 'about', 'day'])
      .execute()
    await schema
      .createIndex('statistics_by_day')
      .on('statistics')
      .columns(['about', 'day', 'inviter_id'])
      .execute()
    await schema
      .createTable('statistics_cursor')
      .addColumn('id', 'integer', column => column.primaryKey())
      .addColumn('event_id', 'bigint', required)
      .execute()
    await db.insertInto('statistics_cursor').values({ id: 1, event_id: 0 }).execute()
    // Work in trouble is a small part of all work, and people ask for it often.
    const troubled = schema.createIndex('outbox_troubled').on('outbox').columns(['kind', 'id'])
    await troubled.where(sql.ref('last_error'), 'is not', null).execute()
  },
}

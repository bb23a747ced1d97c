import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

/** Changes of all that match; `sweep-schema.ts` says what the columns mean. */
export const sweepsMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    await schema
      .createTable('sweeps')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('owner_id', 'text', required)
      .addColumn('owner_name', 'text')
      .addColumn('permissions', 'text', required)
      .addColumn('action', 'text', required)
      .addColumn('ttl_seconds', 'integer')
      .addColumn('filter', 'text', required)
      .addColumn('status', 'text', required)
      .addColumn('total', 'integer', required)
      .addColumn('seen', 'integer', required)
      .addColumn('changed', 'integer', required)
      .addColumn('refused', 'text', required)
      .addColumn('examples', 'text', required)
      .addColumn('cursor_at', 'bigint')
      .addColumn('cursor_id', 'text')
      .addColumn('failure', 'text')
      .addColumn('created_at', 'bigint', required)
      .addColumn('updated_at', 'bigint', required)
      .addColumn('ended_at', 'bigint')
      .execute()
    const byOwner = schema.createIndex('sweeps_by_owner').on('sweeps')
    await byOwner.columns(['owner_id', 'created_at', 'id']).execute()
  },
}

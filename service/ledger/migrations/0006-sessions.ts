import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

/** Who is signed in with us; `session-schema.ts` says what the columns mean. */
export const sessionsMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    await schema
      .createTable('sessions')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('secret_hash', 'text', column => column.notNull().unique())
      .addColumn('previous_hash', 'text')
      .addColumn('rotated_at', 'bigint', required)
      .addColumn('kind', 'text', required)
      .addColumn('user_id', 'text', required)
      .addColumn('permissions', 'text', required)
      .addColumn('created_at', 'bigint', required)
      .addColumn('seen_at', 'bigint', required)
      .addColumn('expires_at', 'bigint', required)
      .execute()
    const index = (name: string, column: string) =>
      schema.createIndex(name).on('sessions').column(column).execute()
    await index('sessions_by_previous_hash', 'previous_hash')
    await index('sessions_by_end', 'expires_at')
  },
}

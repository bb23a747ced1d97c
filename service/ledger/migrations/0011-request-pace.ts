import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** The pace of requests to the tenant, where several processes keep it together; empty where one works alone. */
export const requestPaceMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    await schema
      .createTable('request_pace')
      .addColumn('id', 'integer', column => column.primaryKey())
      .addColumn('next_turn_at', 'bigint', column => column.notNull())
      .execute()
  },
}

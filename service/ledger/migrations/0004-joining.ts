import { type Kysely, type Migration, type SqlBool, sql } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** What people agreed to and filled in when they pressed Accept; `schema.ts` says what the columns mean. */
export const joiningMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    await schema.alterTable('handoffs').addColumn('terms_version', 'text').execute()
    await schema.alterTable('handoffs').addColumn('terms_agreed_at', 'bigint').execute()
    await schema.alterTable('handoffs').addColumn('answers', 'text').execute()
    // Hardly any of them at a time: they are erased when they have arrived in the tenant.
    await schema
      .createIndex('handoffs_with_answers')
      .on('handoffs')
      .columns(['expires_at'])
      .where(sql<SqlBool>`answers is not null`)
      .execute()
  },
}

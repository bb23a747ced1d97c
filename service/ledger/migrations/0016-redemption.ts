import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** What a redemption must know for certain: how a sign-up was admitted, what a look at the tenant found, which login was refused. */
export const redemptionMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    await schema.alterTable('handoffs').addColumn('admitted_by', 'text').execute()
    await schema.alterTable('handoffs').addColumn('address_hash', 'text').execute()
    await schema.alterTable('handoffs').addColumn('confirmed_accounts', 'text').execute()
    await schema.createIndex('handoffs_by_address').on('handoffs').columns(['address_hash']).execute()
    await schema.alterTable('refusals').addColumn('logins_count', 'integer').execute()
    await schema.createIndex('sessions_by_user').on('sessions').columns(['user_id']).execute()
  },
}

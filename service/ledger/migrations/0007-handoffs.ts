import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** For handoffs that come to an end: which are old, and which of them a redemption refers to. */
export const handoffsMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    await schema.createIndex('handoffs_by_expiry').on('handoffs').columns(['expires_at']).execute()
    await schema.createIndex('redemptions_by_handoff').on('redemptions').columns(['handoff_ref']).execute()
  },
}

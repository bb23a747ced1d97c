import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** Links that somebody has seen, and who vouches for those that nobody but the invitee has. */
export const seenLinksMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    const table = schema.alterTable('invitations')
    await table.addColumn('handed_out_generation', 'integer').execute()
    await table.addColumn('vouched_by', 'text').execute()
  },
}

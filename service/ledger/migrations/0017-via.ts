import type { Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** Besides who did something: the client of an agent, and who acted for a person (`Via`, as JSON). */
export const viaMigration: Migration = {
  async up(db: Kysely<Database>) {
    const columns = [
      ['events', 'actor_via'],
      ['invitations', 'inviter_via'],
      ['invitations', 'granted_by_via'],
      ['imports', 'owner_via'],
      ['sweeps', 'owner_via'],
    ] as const
    for (const [table, column] of columns)
      await db.schema.alterTable(table).addColumn(column, 'text').execute()
  },
}

import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

/** What the gate counts, and the accounts it has to look after; `gate-schema.ts` says what the columns mean. */
export const gateMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    const byInvitation = schema.createIndex('handoffs_by_invitation').on('handoffs')
    await byInvitation.columns(['invitation_id', 'created_at']).execute()
    await schema
      .createTable('gate_observations')
      .addColumn('day', 'text', required)
      .addColumn('code', 'text', required)
      .addColumn('door', 'text', required)
      .addColumn('client_id', 'text', required)
      .addColumn('count', 'integer', required)
      .addPrimaryKeyConstraint('gate_observations_once', ['day', 'code', 'door', 'client_id'])
      .execute()
    await schema
      .createTable('unproven_accounts')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('invitation_id', 'text', column => column.notNull().references('invitations.id'))
      .addColumn('user_id', 'text', required)
      .addColumn('user_created_at', 'bigint', required)
      .addColumn('noted_at', 'bigint', required)
      .addColumn('mailed_at', 'bigint')
      .addColumn('secured_at', 'bigint')
      // In the order in which a login asks: for its own account first.
      .addUniqueConstraint('unproven_accounts_once', ['user_id', 'user_created_at', 'invitation_id'])
      .execute()
  },
}

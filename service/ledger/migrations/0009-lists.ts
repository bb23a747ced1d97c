import { type Kysely, type Migration, sql } from 'kysely'
import type { Database } from '../schema/schema.ts'

/** Lists by role in their own order; and those that are pending apart from those whose time has come. */
export const listsMigration: Migration = {
  async up(db: Kysely<Database>) {
    const { schema } = db
    const added = schema.alterTable('invitation_roles')
    await added.addColumn('created_at', 'bigint', column => column.notNull().defaultTo(0)).execute()
    const { ref } = sql
    await sql`update ${sql.table('invitation_roles')} set ${ref('created_at')} = (
      select ${ref('invitations.created_at')} from ${sql.table('invitations')}
      where ${ref('invitations.id')} = ${ref('invitation_roles.invitation_id')})`.execute(db)
    const byRole = schema.createIndex('invitation_roles_by_role').on('invitation_roles')
    await byRole.columns(['role', 'created_at', 'invitation_id']).execute()

    await schema.dropIndex('invitations_by_status').execute()
    const byStatus = schema.createIndex('invitations_by_status').on('invitations')
    await byStatus.columns(['status', 'expiry_noted', 'created_at', 'id']).execute()
  },
}

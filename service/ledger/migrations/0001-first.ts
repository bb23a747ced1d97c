import { type ColumnDefinitionBuilder, type Kysely, type Migration, sql } from 'kysely'
import type { IdentityColumn } from '../engine/migrate.ts'

type Schema = Kysely<unknown>['schema']

const id = (column: ColumnDefinitionBuilder) => column.primaryKey()
const required = (column: ColumnDefinitionBuilder) => column.notNull()
const secret = (column: ColumnDefinitionBuilder) => column.notNull().unique()
const reference = (target: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(target)

/** The first tables; `schema.ts` says what the columns mean. */
export function createFirstMigration(identity: IdentityColumn): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      await createInvitations(schema)
      await createHandoffs(schema)
      await createRedemptions(schema)
      await createRefusals(schema)
      await createOutbox(schema, identity)
    },
  }
}

async function createInvitations(schema: Schema) {
  await schema
    .createTable('invitations')
    .addColumn('id', 'text', id)
    .addColumn('kind', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('generation', 'integer', required)
    .addColumn('delivery', 'text', required)
    .addColumn('invitee_email', 'text')
    .addColumn('invitee_phone_number', 'text')
    .addColumn('domain', 'text')
    .addColumn('inviter_id', 'text', required)
    .addColumn('inviter_kind', 'text', required)
    .addColumn('inviter_name', 'text')
    .addColumn('client_id', 'text')
    .addColumn('connection', 'text')
    .addColumn('organization', 'text')
    .addColumn('roles', 'text', required)
    .addColumn('permissions', 'text', required)
    .addColumn('app_metadata', 'text', required)
    .addColumn('user_metadata', 'text', required)
    .addColumn('profile', 'text', required)
    .addColumn('result_url', 'text')
    .addColumn('locale', 'text')
    .addColumn('message', 'text')
    .addColumn('external_id', 'text')
    .addColumn('notify_inviter', 'integer', required)
    .addColumn('on_existing_user', 'text', required)
    .addColumn('max_uses', 'integer', required)
    .addColumn('uses', 'integer', required)
    .addColumn('link_issued_at', 'bigint', required)
    .addColumn('sent_at', 'bigint')
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required)
    .addColumn('expires_at', 'bigint', required)
    .addColumn('accepted_at', 'bigint')
    // The last line of defence: no mistake above it can use an invitation more often than it allows.
    .addCheckConstraint('invitations_uses', sql`uses >= 0 and uses <= max_uses`)
    .execute()
  await createIndex(schema, 'invitations_by_creation', ['created_at', 'id'])
  await createIndex(schema, 'invitations_by_email', ['invitee_email', 'status', 'expires_at'])
  await createIndex(schema, 'invitations_by_phone', ['invitee_phone_number', 'status', 'expires_at'])
}

async function createHandoffs(schema: Schema) {
  await schema
    .createTable('handoffs')
    .addColumn('ref', 'text', id)
    .addColumn('id_hash', 'text', secret)
    .addColumn('state_hash', 'text', column => column.unique())
    .addColumn('invitation_id', 'text', reference('invitations.id'))
    .addColumn('generation', 'integer', required)
    .addColumn('client_id', 'text', required)
    .addColumn('created_at', 'bigint', required)
    .addColumn('expires_at', 'bigint', required)
    .addColumn('admitted_at', 'bigint')
    .addColumn('redeemed_by', 'text')
    .execute()
}

async function createRedemptions(schema: Schema) {
  await schema
    .createTable('redemptions')
    .addColumn('id', 'text', id)
    .addColumn('invitation_id', 'text', reference('invitations.id'))
    .addColumn('user_id', 'text', required)
    .addColumn('user_created_at', 'bigint', required)
    .addColumn('handoff_ref', 'text', reference('handoffs.ref'))
    .addColumn('account', 'text', required)
    .addColumn('connection', 'text', required)
    .addColumn('client_id', 'text', required)
    .addColumn('redeemed_at', 'bigint', required)
    .addColumn('granted_at', 'bigint')
    .addUniqueConstraint('redemptions_once', ['invitation_id', 'user_id'])
    .execute()
  await createIndex(schema, 'redemptions_by_user', ['user_id', 'redeemed_at'])
}

async function createRefusals(schema: Schema) {
  await schema
    .createTable('refusals')
    .addColumn('ticket_hash', 'text', id)
    .addColumn('code', 'text', required)
    .addColumn('user_id', 'text', required)
    .addColumn('user_created_at', 'bigint', required)
    .addColumn('login_address', 'text')
    .addColumn('connection', 'text', required)
    .addColumn('client_id', 'text', required)
    .addColumn('invitation_id', 'text')
    .addColumn('handoff_ref', 'text')
    .addColumn('passed', 'integer', required)
    .addColumn('created_at', 'bigint', required)
    .execute()
  await createIndex(schema, 'refusals_by_user', ['user_id'])
  await createIndex(schema, 'refusals_by_handoff', ['handoff_ref', 'created_at'])
  await createIndex(schema, 'refusals_by_creation', ['created_at'])
}

async function createOutbox(schema: Schema, identity: IdentityColumn) {
  await schema
    .createTable('outbox')
    .addColumn('id', identity.type, identity.build)
    .addColumn('kind', 'text', required)
    .addColumn('subject', 'text', required)
    .addColumn('generation', 'integer', required)
    .addColumn('priority', 'integer', required)
    .addColumn('available_at', 'bigint', required)
    .addColumn('leased_until', 'bigint')
    .addColumn('attempts', 'integer', required)
    .addColumn('last_error', 'text')
    .addColumn('failed_at', 'bigint')
    .addColumn('created_at', 'bigint', required)
    .addUniqueConstraint('outbox_once', ['kind', 'subject', 'generation'])
    .execute()
  await createOpenWorkIndex(schema, 'outbox_queue', ['priority', 'id', 'available_at', 'kind'])
  await createOpenWorkIndex(schema, 'outbox_next', ['available_at', 'kind'])
}

/** Work that was given up is only looked at by people. */
async function createOpenWorkIndex(schema: Schema, name: string, columns: string[]) {
  const index = schema.createIndex(name).on('outbox').columns(columns)
  await index.where(sql.ref('failed_at'), 'is', null).execute()
}

/** An index named `<table>_by_<what>`; rows that lack its first column are left out of it, since nobody looks for them. */
async function createIndex(schema: Schema, name: string, columns: [string, ...string[]]) {
  const [table = ''] = name.split('_by_')
  await schema.createIndex(name).on(table).columns(columns).where(columns[0], 'is not', null).execute()
}

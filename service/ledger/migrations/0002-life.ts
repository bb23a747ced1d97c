import { type ColumnDefinitionBuilder, type Kysely, type Migration, sql } from 'kysely'
import type { TableDialect } from '../engine/migrate.ts'
import type { Database } from '../schema/schema.ts'

type Schema = Kysely<unknown>['schema']

const id = (column: ColumnDefinitionBuilder) => column.primaryKey()
const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)
const invitation = (column: ColumnDefinitionBuilder) => column.notNull().references('invitations.id')

/** Everything between inviting and joining; `schema.ts` says what the columns mean. */
export function createLifeMigration(dialect: TableDialect): Migration {
  return {
    async up(db: Kysely<Database>) {
      await extendInvitations(db.schema)
      await createInvitationRoles(db.schema)
      await fillIn(db)
      await createEvents(db, dialect)
      await createDeliveries(db.schema, dialect)
      await createLimits(db.schema)
      await db.schema.alterTable('refusals').addColumn('hostname', 'text').execute()
      await db.schema.alterTable('redemptions').addColumn('overwrite', 'text').execute()
    },
  }
}

async function extendInvitations(schema: Schema) {
  const table = schema.alterTable('invitations')
  await table.addColumn('parent_id', 'text', column => column.references('invitations.id')).execute()
  await table.addColumn('parent_generation', 'integer').execute()
  await table.addColumn('version', 'integer', column => column.notNull().defaultTo(1)).execute()
  await table.addColumn('delivery_status', 'text').execute()
  await table.addColumn('queued_at', 'bigint').execute()
  await table.addColumn('ttl_ms', 'bigint', zero).execute()
  await table.addColumn('expiry_noted', 'integer', zero).execute()
  await table.addColumn('revoke_on_release', 'integer', zero).execute()
  await table.addColumn('erased_at', 'bigint').execute()
  await table.addColumn('granted_by_id', 'text').execute()
  await table.addColumn('granted_by_kind', 'text').execute()
  await createListIndexes(schema)
}

/**
 * The columns that lists are filtered by, each in the order of a list. An index whose condition its column always meets
 * is never used by SQLite, so those of the first migration are made again.
 */
async function createListIndexes(schema: Schema) {
  for (const name of ['inviter_id', 'status'])
    await schema
      .createIndex(`invitations_by_${name}`)
      .on('invitations')
      .columns([name, 'created_at', 'id'])
      .execute()
  for (const name of ['client_id', 'external_id', 'parent_id']) {
    const index = schema.createIndex(`invitations_by_${name}`).on('invitations')
    await index.columns([name, 'created_at', 'id']).where(sql.ref(name), 'is not', null).execute()
  }
  const unsent = schema.createIndex('invitations_unsent').on('invitations').columns(['created_at', 'id'])
  await unsent.where(sql.ref('delivery_status'), '=', sql.lit('failed')).execute()
  const expiring = schema.createIndex('invitations_expiring').on('invitations').columns(['expires_at'])
  await expiring
    .where(sql.ref('status'), '=', sql.lit('pending'))
    .where(sql.ref('expiry_noted'), '=', sql.lit(0))
    .execute()
  await replaceIndex(schema, 'invitations_by_creation', ['created_at', 'id'])
  await replaceIndex(schema, 'redemptions_by_user', ['user_id', 'redeemed_at'])
  await replaceIndex(schema, 'refusals_by_user', ['user_id'])
  await replaceIndex(schema, 'refusals_by_creation', ['created_at'])
}

async function replaceIndex(schema: Schema, name: string, columns: string[]) {
  const [table = ''] = name.split('_by_')
  await schema.dropIndex(name).execute()
  await schema.createIndex(name).on(table).columns(columns).execute()
}

async function createInvitationRoles(schema: Schema) {
  await schema
    .createTable('invitation_roles')
    .addColumn('invitation_id', 'text', invitation)
    .addColumn('role', 'text', required)
    .addPrimaryKeyConstraint('invitation_roles_once', ['invitation_id', 'role'])
    .execute()
}

/** What invitations from before these columns would have had in them. */
async function fillIn(db: Kysely<Database>) {
  await db
    .updateTable('invitations')
    .set(eb => ({
      ttl_ms: eb('expires_at', '-', eb.ref('created_at')),
      queued_at: eb.ref('link_issued_at'),
      delivery_status: eb
        .case()
        .when('sent_at', 'is', null)
        .then('queued' as const)
        .else('sent' as const)
        .end(),
    }))
    .execute()
  for (const { id, roles } of await db.selectFrom('invitations').select(['id', 'roles']).execute()) {
    const rows = (JSON.parse(roles) as string[]).map(role => ({ invitation_id: id, role }))
    if (rows.length > 0) await asOfNow(db).insertInto('invitation_roles').values(rows).execute()
  }
}

/** Later migrations add columns, which this one knows nothing of. */
function asOfNow(db: Kysely<Database>) {
  return db as unknown as Kysely<{ invitation_roles: { invitation_id: string; role: string } }>
}

async function createEvents(db: Kysely<Database>, { identity, appendOnly }: TableDialect) {
  const { schema } = db
  await schema
    .createTable('events')
    .addColumn('id', identity.type, identity.build)
    .addColumn('at', 'bigint', required)
    .addColumn('invitation_id', 'text', invitation)
    .addColumn('type', 'text', required)
    .addColumn('actor_kind', 'text', required)
    .addColumn('actor_id', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute()
  await schema.createIndex('events_by_invitation').on('events').columns(['invitation_id', 'id']).execute()
  await schema
    .createTable('event_retention')
    .addColumn('id', 'integer', id)
    .addColumn('delete_before', 'bigint', required)
    .execute()
  await db.insertInto('event_retention').values({ id: 1, delete_before: 0 }).execute()
  for (const statement of appendOnly('events')) await sql.raw(statement).execute(db)
}

async function createDeliveries(schema: Schema, { identity }: TableDialect) {
  await schema
    .createTable('webhook_deliveries')
    .addColumn('id', identity.type, identity.build)
    .addColumn('event_id', 'bigint', required)
    .addColumn('endpoint', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('attempts', 'integer', zero)
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', required)
    .addColumn('attempted_at', 'bigint')
    .execute()
  const byStatus = schema.createIndex('webhook_deliveries_by_status').on('webhook_deliveries')
  await byStatus.columns(['status', 'id']).execute()
  const byCreation = schema.createIndex('webhook_deliveries_by_creation').on('webhook_deliveries')
  await byCreation.columns(['created_at']).execute()
}

async function createLimits(schema: Schema) {
  await schema
    .createTable('counters')
    .addColumn('key', 'text', required)
    .addColumn('window_start', 'bigint', required)
    .addColumn('count', 'integer', required)
    .addPrimaryKeyConstraint('counters_once', ['key', 'window_start'])
    .execute()
  await schema.createIndex('counters_by_window').on('counters').columns(['window_start']).execute()
  await schema
    .createTable('idempotency_keys')
    .addColumn('key_hash', 'text', id)
    .addColumn('request_hash', 'text', required)
    .addColumn('locked_until', 'bigint', required)
    .addColumn('invitation_id', 'text')
    .addColumn('status', 'integer')
    .addColumn('created_at', 'bigint', required)
    .execute()
  const byCreation = schema.createIndex('idempotency_keys_by_creation').on('idempotency_keys')
  await byCreation.columns(['created_at']).execute()
  await schema
    .createTable('code_attempts')
    .addColumn('invitation_id', 'text', invitation)
    .addColumn('generation', 'integer', required)
    .addColumn('tries', 'integer', required)
    .addPrimaryKeyConstraint('code_attempts_once', ['invitation_id', 'generation'])
    .execute()
}

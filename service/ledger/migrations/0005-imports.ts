import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'
import type { Database } from '../schema/schema.ts'

const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)

const counts = [
  ...['ready', 'malformed', 'duplicate', 'already_invited', 'already_member'],
  ...['created', 'failed', 'sent', 'cursor', 'mailed', 'unmailed'],
]

/** Files of people to invite; `import-schema.ts` says what the columns mean. */
export const importsMigration: Migration = {
  async up({ schema }: Kysely<Database>) {
    const imports = schema
      .createTable('imports')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('owner_id', 'text', required)
      .addColumn('owner_kind', 'text', required)
      .addColumn('owner_name', 'text')
      .addColumn('permissions', 'text', required)
      .addColumn('status', 'text', required)
      .addColumn('dry_run', 'integer', required)
      .addColumn('file_name', 'text')
      .addColumn('options', 'text', required)
      .addColumn('columns', 'text', required)
      .addColumn('ignored_columns', 'text', required)
      .addColumn('failure', 'text')
      .addColumn('created_at', 'bigint', required)
      .addColumn('updated_at', 'bigint', required)
      .addColumn('confirmed_at', 'bigint')
      .addColumn('ended_at', 'bigint')
    await counts.reduce((table, name) => table.addColumn(name, 'integer', zero), imports).execute()
    const byOwner = schema.createIndex('imports_by_owner').on('imports')
    await byOwner.columns(['owner_id', 'created_at', 'id']).execute()
    const byUpdate = schema.createIndex('imports_by_update').on('imports')
    await byUpdate.columns(['updated_at']).execute()
    await schema
      .createTable('import_rows')
      .addColumn('import_id', 'text', column => column.notNull().references('imports.id'))
      .addColumn('line', 'integer', required)
      .addColumn('state', 'text', required)
      .addColumn('reason', 'text')
      .addColumn('field', 'text')
      .addColumn('address', 'text')
      .addColumn('data', 'text')
      .addColumn('invitation_id', 'text')
      .addPrimaryKeyConstraint('import_rows_once', ['import_id', 'line'])
      .addUniqueConstraint('import_rows_address', ['import_id', 'address'])
      .execute()
  },
}

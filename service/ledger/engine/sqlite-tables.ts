import type { TableDialect } from './migrate.ts'

/** The tables' SQL as SQLite has it. */
export const sqliteTables: TableDialect = {
  identity: { type: 'integer', build: column => column.primaryKey().autoIncrement() },
  appendOnly: table => [
    `create trigger ${table}_no_update before update on ${table}
     begin select raise(abort, 'append-only'); end`,
    `create trigger ${table}_no_delete before delete on ${table}
     when old.at >= (select delete_before from event_retention)
     begin select raise(abort, 'append-only'); end`,
  ],
}

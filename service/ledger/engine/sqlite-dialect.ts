import { type Dialect, SqliteAdapter, SqliteDialect } from 'kysely'
import type { TableDialect } from './migrate.ts'
import { openSqliteDatabase } from './sqlite-database.ts'
import type { Transact } from './transact.ts'

/**
 * SQLite takes back what a transaction did to tables, too (https://www.sqlite.org/lang_transaction.html), which Kysely
 * does not make use of: a migration is done as a whole, and by one process.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Opens a SQLite file for Kysely. Throws LedgerError. */
export function createSqliteDialect(file: string): Dialect {
  const dialect = new SqliteDialect({ database: openSqliteDatabase(file) })
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: db => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

const ROWS = 500

/**
 * Everything that is written goes to the end of the log first, so that it does not matter what it is. Should the process
 * die in between, these are counters of a long time ago, which are forgotten as such.
 */
export async function probeSqliteDiskSpace(transact: Transact): Promise<void> {
  const keys = Array.from(
    { length: ROWS },
    (_, n) => `room-for-a-batch-of-work-on-this-disk:${process.pid}:${n}`,
  )
  const rows = keys.map(key => ({ key, window_start: 0, count: 0 }))
  await transact(t =>
    t
      .insertInto('counters')
      .values(rows)
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  )
  await transact(t => t.deleteFrom('counters').where('key', 'in', keys).execute())
}

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

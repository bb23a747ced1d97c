import { type Dialect, SqliteAdapter, SqliteDialect } from 'kysely'
import { openSqliteDatabase } from './sqlite-database.ts'

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

import type { SqliteDatabase, SqliteStatement } from 'kysely'
import Libsql from 'libsql'
import { LedgerError } from '../ledger-error.ts'

/** A wait inside the engine blocks the whole process, so it is short, and is repeated outside. */
const BUSY_TIMEOUT_MS = 100
/**
 * Pages kept in memory: enough for the inner pages of the indexes of a million invitations; with half as much, redeeming
 * costs a tenth more there. The others are the operating system's to keep.
 */
const CACHE_KIB = 32_768
/** Pages in the log before they are written back: imports write the same pages of an index again and again. */
const LOG_PAGES = 8_000

/**
 * Opens a SQLite file as Kysely wants it, durable: write-ahead log, flushed to disk with each commit
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). Throws LedgerError.
 */
export function openSqliteDatabase(file: string): SqliteDatabase {
  const database = translateErrors(() => new Libsql(file))
  try {
    setPragma(database, 'busy_timeout', BUSY_TIMEOUT_MS)
    setPragma(database, 'journal_mode', file === ':memory:' ? 'memory' : 'wal')
    // The pragma follows the switch to WAL, which can lower it silently.
    setPragma(database, 'synchronous', 'full', 2)
    setPragma(database, 'foreign_keys', 'on', 1)
    // What is erased is overwritten, so that it does not stay in the free parts of the file.
    setPragma(database, 'secure_delete', 'on', 1)
    setPragma(database, 'cache_size', -CACHE_KIB)
    setPragma(database, 'wal_autocheckpoint', LOG_PAGES)
  } catch (error) {
    database.close()
    throw error
  }
  return withPreparedStatements(database)
}

/** Sets and reads back: SQLite passes over what it cannot do. Throws LedgerError `not_durable`. */
function setPragma(database: Libsql.Database, name: string, value: string | number, reads = value) {
  const [row] = translateErrors(() => {
    database.prepare(`pragma ${name} = ${value}`).all()
    return database.prepare(`pragma ${name}`).all() as Record<string, unknown>[]
  })
  if (Object.values(row ?? {})[0] !== reads) throw new LedgerError('not_durable')
}

/** Keeps what is prepared: Kysely asks anew each time, and the same few statements come again and again. */
function withPreparedStatements(database: Libsql.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {
      database.close()
    },
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = prepare(database, sql)
      statements.set(sql, statement)
      return statement
    },
  }
}

function prepare(database: Libsql.Database, sql: string): SqliteStatement {
  // All our transactions write. A lock that is taken only with the first write can fail in the middle.
  const statement = translateErrors(() => database.prepare(sql === 'begin' ? 'begin immediate' : sql))
  return {
    reader: statement.reader,
    all: parameters => translateErrors(() => statement.all(parameters)),
    run: parameters => translateErrors(() => statement.run(parameters)),
    iterate: parameters => translateErrors(() => statement.iterate(parameters)),
  }
}

function translateErrors<T>(use: () => T): T {
  try {
    return use()
  } catch (cause) {
    const isBusy = cause instanceof Libsql.SqliteError && cause.code.startsWith('SQLITE_BUSY')
    throw new LedgerError(isBusy ? 'busy' : 'failed', { cause })
  }
}

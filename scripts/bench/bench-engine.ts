import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { Client } from 'pg'
import { createPostgresDialect } from '../../service/ledger/engine/postgres-dialect.ts'
import { createSqliteDialect } from '../../service/ledger/engine/sqlite-dialect.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import { openPostgresLedger } from '../../service/ledger/postgres-ledger.ts'
import type { Database } from '../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { barePostgresInserts, bareSqliteInserts } from './bare-insert.ts'
import { startPostgres } from './postgres-server.ts'

/** Where ledgers of a figure are kept. */
export interface BenchEngine {
  readonly name: 'sqlite' | 'postgres'
  /** A ledger of its own, empty. */
  create(name: string): Promise<BenchLedger>
  stop(): Promise<void>
}

export interface BenchLedger {
  /** As the service's environment names it. */
  readonly setting: { LEDGER_FILE: string } | { DATABASE_URL: string }
  open(): Promise<Ledger>
  /** Past the ledger's interface, for rows by the million; not durable until `settle`. */
  openTables(): Promise<Kysely<Database>>
  /** Rows in a second that the engine alone stores durably, about as many to a commit as in a busy service. */
  bareInserts(): Promise<number>
  /** Has the engine look at what is there, as it does by itself in time. */
  settle(): Promise<void>
}

/** SQLite files in a directory. */
export function createSqliteEngine(directory: string): BenchEngine {
  return {
    name: 'sqlite',
    async create(name) {
      const file = join(directory, `${name}.db`)
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
      return {
        setting: { LEDGER_FILE: file },
        open: () => openSqliteLedger(file),
        bareInserts: async () => bareSqliteInserts(directory, { rows: 2_000, perCommit: 32 }),
        async openTables() {
          const db = new Kysely<Database>({ dialect: createSqliteDialect(file) })
          await sql`pragma synchronous = off`.execute(db)
          return db
        },
        async settle() {
          const ledger = await openSqliteLedger(file)
          await ledger.close()
        },
      }
    },
    stop: async () => {},
  }
}

/** Databases on a real server, as durable as PostgreSQL is when nobody has changed anything. */
export async function startPostgresEngine(): Promise<BenchEngine> {
  const server = await startPostgres({ isDurable: true })
  const run = async (database: string, statement: string) => {
    const client = new Client({ connectionString: server.url(database) })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  return {
    name: 'postgres',
    async create(name) {
      await run('postgres', `create database ${name}`)
      const url = server.url(name)
      return {
        setting: { DATABASE_URL: url },
        open: () => openPostgresLedger(url),
        bareInserts: () => barePostgresInserts(url, 500),
        openTables: async () =>
          new Kysely<Database>({
            dialect: createPostgresDialect({ url, poolSize: 1, statementTimeoutMs: 0 }),
          }),
        settle: () => run(name, 'vacuum analyze'),
      }
    },
    stop: server.stop,
  }
}

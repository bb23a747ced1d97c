import type { WebhookSubscription } from '../../../service/ledger/events/event-ledger.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openPostgresLedger } from '../../../service/ledger/postgres-ledger.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../../postgres/postgres-database.ts'

/** A ledger that tests use one after the other, since making one takes longer than most of them. */
interface Reusable {
  readonly database: PostgresDatabase
  readonly ledger: Ledger
  readonly neighbour: Ledger
  /** Empties all tables; false if one is missing. */
  empty(): Promise<boolean>
}

let spare: Reusable | undefined

/** An empty ledger in a PostgreSQL database that nobody else uses, with ways around it. */
export async function openTemporaryPostgresLedger() {
  const reusable = spare ?? (await makeLedger())
  spare = undefined
  const { database, ledger, neighbour } = reusable
  const extra: Ledger[] = []
  return {
    url: database.url,
    ledger,
    async another(subscriptions?: readonly WebhookSubscription[]) {
      if (!subscriptions) return neighbour
      const opened = await openPostgresLedger(database.url, { poolSize: 4, subscriptions })
      extra.push(opened)
      return opened
    },
    query: database.query,
    async close() {
      await Promise.all(extra.map(opened => opened.close()))
      if (await reusable.empty()) {
        spare = reusable
        return
      }
      await Promise.all([ledger.close(), neighbour.close()])
      await database.drop()
    },
  }
}

async function makeLedger(): Promise<Reusable> {
  const database = await createPostgresDatabase()
  const ledger = await openPostgresLedger(database.url, { poolSize: 4 })
  const neighbour = await openPostgresLedger(database.url, { poolSize: 4 })
  const tables = await readTables(database)
  const refill = await Promise.all(tables.map(table => rememberRows(database, table)))
  const statements = [
    // Past the triggers that let nobody delete, and past foreign keys, so that the order is of no importance.
    'set session_replication_role = replica',
    ...tables.map(table => `delete from ${table}`),
    ...refill,
    'set session_replication_role = default',
  ]
  return {
    database,
    ledger,
    neighbour,
    async empty() {
      if ((await readTables(database)).length !== tables.length) return false
      await database.query(statements.join(';'))
      return true
    },
  }
}

async function readTables({ query }: PostgresDatabase): Promise<string[]> {
  const rows = await query(`select tablename from pg_tables where schemaname = 'public'`)
  return rows.map(({ tablename }) => String(tablename)).filter(name => !name.startsWith('kysely_'))
}

/** SQL that puts back what a migration has left in a table. */
async function rememberRows({ query }: PostgresDatabase, table: string): Promise<string> {
  const [row] = await query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`)
  const rows = String(row?.rows).replaceAll("'", "''")
  return `insert into ${table} select * from json_populate_recordset(null::${table}, '${rows}')`
}

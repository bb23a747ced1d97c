import { setTimeout as delay } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { createGroupCommit } from './engine/group-commit.ts'
import { migrate } from './engine/migrate.ts'
import { createPostgresDialect, postgresTables, probePostgresDiskSpace } from './engine/postgres-dialect.ts'
import { isConflict } from './engine/postgres-error.ts'
import { createPostgresRequestPace } from './engine/postgres-request-pace.ts'
import type { Locks, Transact } from './engine/transact.ts'
import type { WebhookSubscription } from './events/event-ledger.ts'
import { createKyselyLedger } from './kysely-ledger.ts'
import type { Ledger } from './ledger.ts'
import type { Database } from './schema/schema.ts'

/** PostgreSQL ends one of two transactions that wait for each other, and it is made again. */
const CONFLICT_ATTEMPTS = 10
const CONFLICT_PAUSE_MS = 20

export interface PostgresLedgerOptions {
  /** Connections at most. */
  readonly poolSize?: number | undefined
  readonly statementTimeoutMs?: number | undefined
  readonly subscriptions?: readonly WebhookSubscription[] | undefined
}

/** Rows that are waited for here are changed as a whole; whoever only refers to them need not wait. */
const locks: Locks = {
  lockInvitation: (t, id) =>
    t.selectFrom('invitations').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst(),
  serialise: async (t, name) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(t)
  },
  serialiseAll: async (t, names) => {
    const each = sql<{ name: string }>`unnest(${names}::text[]) as name`
    await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from ${each}`.execute(t)
  },
  skipLocked: query => query.forUpdate().skipLocked(),
  // It waits for whoever is writing events; those who come after it wait for the end of this transaction.
  settleEvents: async t => {
    await sql`lock table events in share mode`.execute(t)
  },
}

/** Opens the ledger in a PostgreSQL database and brings its tables up to date. Throws LedgerError. */
export async function openPostgresLedger(
  url: string,
  { poolSize = 10, statementTimeoutMs = 10_000, subscriptions = [] }: PostgresLedgerOptions = {},
): Promise<Ledger> {
  await migratePostgres(url)
  const db = new Kysely<Database>({ dialect: createPostgresDialect({ url, poolSize, statementTimeoutMs }) })
  const transact: Transact = work => retryConflicts(() => db.transaction().execute(work))
  const transactTogether = createGroupCommit(work =>
    transact(async t => {
      // Groups of several replicas would take the same rows in different orders, and wait for each other.
      await locks.serialise(t, 'together')
      return work(t)
    }),
  )
  // What was erased stays in dead rows and in the log until the server's own vacuum and checkpoints.
  const writeBack = async () => {}
  const probeDiskSpace = () => probePostgresDiskSpace(db)
  const ledger = createKyselyLedger({
    db,
    transact,
    transactTogether,
    locks,
    probeDiskSpace,
    writeBack,
    subscriptions,
  })
  return { ...ledger, requestPace: createPostgresRequestPace(db) }
}

/** Over a connection of its own, which waits for other replicas and for large tables as long as it takes. */
async function migratePostgres(url: string): Promise<void> {
  const dialect = createPostgresDialect({ url, poolSize: 1, statementTimeoutMs: 0 })
  const db = new Kysely<Database>({ dialect })
  try {
    await migrate(db, postgresTables)
  } finally {
    await db.destroy()
  }
}

async function retryConflicts<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!isConflict(error) || attempt === CONFLICT_ATTEMPTS) throw error
      // Not all at the same moment again.
      await delay(Math.random() * CONFLICT_PAUSE_MS * attempt)
    }
  }
}

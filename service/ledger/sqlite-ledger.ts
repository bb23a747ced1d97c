import { setTimeout as delay } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import { createGroupCommit } from './engine/group-commit.ts'
import { migrate } from './engine/migrate.ts'
import { createSqliteDialect } from './engine/sqlite-dialect.ts'
import { proveSqliteRoom } from './engine/sqlite-room.ts'
import { sqliteTables } from './engine/sqlite-tables.ts'
import type { Locks } from './engine/transact.ts'
import type { WebhookSubscription } from './events/event-ledger.ts'
import { createKyselyLedger } from './kysely-ledger.ts'
import type { Ledger } from './ledger.ts'
import { LedgerError } from './ledger-error.ts'
import type { Database } from './schema/schema.ts'

/** Another process that holds the lock is waited for: about 5 seconds, most of it without blocking this process. */
const BUSY_ATTEMPTS = 40
const BUSY_PAUSE_MS = 25

/** SQLite has one writer at a time, and a transaction of ours writes from its beginning. */
const locks: Locks = {
  lockInvitation: (t, id) => t.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst(),
  serialise: async () => {},
  serialiseAll: async () => {},
  skipLocked: query => query,
  settleEvents: async () => {},
}

/** Opens the ledger in a SQLite file and brings its tables up to date; ':memory:' is for tests. Throws LedgerError. */
export async function openSqliteLedger(
  file: string,
  { subscriptions = [] }: { subscriptions?: readonly WebhookSubscription[] } = {},
): Promise<Ledger> {
  const db = new Kysely<Database>({ dialect: createSqliteDialect(file) })
  try {
    await retryWhileBusy(() => migrate(db, sqliteTables))
  } catch (error) {
    await db.destroy()
    throw error
  }
  const transact = createGroupCommit(work => retryWhileBusy(() => db.transaction().execute(work)))
  // The log keeps older versions of what has changed until it is emptied.
  const writeBack = async () => {
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
  }
  const proveRoom = () => proveSqliteRoom(transact)
  return createKyselyLedger({
    db,
    transact,
    transactTogether: transact,
    locks,
    proveRoom,
    writeBack,
    subscriptions,
  })
}

async function retryWhileBusy<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const isBusy = error instanceof LedgerError && error.code === 'busy'
      if (!isBusy || attempt === BUSY_ATTEMPTS) throw error
      await delay(BUSY_PAUSE_MS)
    }
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import type { WebhookSubscription } from '../../../service/ledger/events/event-ledger.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'

/** An empty ledger in a SQLite file of its own, with ways around it. */
export async function openTemporaryLedger() {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-ledger-'))
  const file = join(folder, 'ledger.db')
  const ledgers: Ledger[] = []
  const open = async (subscriptions: readonly WebhookSubscription[] = []) => {
    const ledger = await openSqliteLedger(file, { subscriptions })
    ledgers.push(ledger)
    return ledger
  }
  return {
    folder,
    file,
    ledger: await open(),
    another: open,
    query: async (sql: string) => querySqlite(file, sql),
    async close() {
      await Promise.all(ledgers.map(ledger => ledger.close()))
      await rm(folder, { recursive: true })
    },
  }
}

/** Runs one statement past the ledger. */
export function querySqlite(file: string, sql: string): Record<string, unknown>[] {
  const database = new Libsql(file)
  try {
    const statement = database.prepare(sql)
    if (statement.reader) return statement.all() as Record<string, unknown>[]
    statement.run()
    return []
  } finally {
    database.close()
  }
}

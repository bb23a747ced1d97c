import { existsSync } from 'node:fs'
import Libsql from 'libsql'
import { LEDGER_SCHEMA } from './engine/migrate.ts'

/** What a look at a ledger's file says, without changing it. */
export type LedgerState = 'missing' | 'usable' | 'newer' | 'damaged'

/** Looks at the file that the service would open: an older one is brought up to date by the service itself. */
export function inspectSqliteLedger(file: string): LedgerState {
  if (!existsSync(file)) return 'missing'
  try {
    const database = new Libsql(file, { readonly: true })
    try {
      const row = database.prepare('select max(name) as latest from kysely_migration').get()
      const { latest } = Object(row) as { latest?: unknown }
      return typeof latest === 'string' && latest > LEDGER_SCHEMA ? 'newer' : 'usable'
    } finally {
      database.close()
    }
  } catch {
    return 'damaged'
  }
}

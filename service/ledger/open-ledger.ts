import type { WebhookSubscription } from './events/event-ledger.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerLocation } from './ledger-settings.ts'
import { openPostgresLedger } from './postgres-ledger.ts'
import { openSqliteLedger } from './sqlite-ledger.ts'

/** Opens the ledger where it is kept, and brings its tables up to date. Throws LedgerError. */
export function openLedger(
  location: LedgerLocation,
  { subscriptions }: { subscriptions: readonly WebhookSubscription[] },
): Promise<Ledger> {
  if (location.engine === 'sqlite') return openSqliteLedger(location.file, { subscriptions })
  return openPostgresLedger(location.url, { poolSize: location.poolSize, subscriptions })
}

import type { WebhookSubscription } from './events/event-ledger.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerPlace } from './ledger-settings.ts'
import { openPostgresLedger } from './postgres-ledger.ts'
import { openSqliteLedger } from './sqlite-ledger.ts'

/** Opens the ledger where it is kept, and brings its tables up to date. Throws LedgerError. */
export function openLedger(
  place: LedgerPlace,
  { subscriptions }: { subscriptions: readonly WebhookSubscription[] },
): Promise<Ledger> {
  if (place.engine === 'sqlite') return openSqliteLedger(place.file, { subscriptions })
  return openPostgresLedger(place.url, { poolSize: place.poolSize, subscriptions })
}

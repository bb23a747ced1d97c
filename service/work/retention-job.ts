import type { Ledger } from '../ledger/ledger.ts'
import type { PeriodicJob } from './periodic-job.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The page that explains a refusal is for the moment; removals of refused profiles, which read them too, are over much sooner. */
const REFUSALS_MS = DAY_MS
/** An Idempotency-Key is valid for this long. */
const REQUESTS_MS = DAY_MS
/** Longer than the longest window. */
const COUNTERS_MS = 2 * DAY_MS

/** Longer than the first login of somebody whose sign-up was admitted may take. */
const ANSWERS_MS = 8 * DAY_MS

/** Results of bulk operations are kept as long as the contents of imported files. */
const BULK_OPERATIONS_MS = 30 * DAY_MS

/** Handoffs are valid for minutes, but a late user is told the reason for this long. */
const HANDOFFS_MS = 7 * DAY_MS
/** More in one transaction would keep others waiting. */
const HANDOFFS_AT_ONCE = 1_000

export interface RetentionDeps {
  ledger: Pick<
    Ledger,
    | 'deleteEvents'
    | 'deleteRefusals'
    | 'deleteRequests'
    | 'deleteCounters'
    | 'deleteObservations'
    | 'deleteSessions'
    | 'deleteStatistics'
    | 'deleteAnswers'
    | 'deleteHandoffs'
    | 'deleteBulkOperations'
  >
  eventRetentionDays: number
  now: () => number
}

/** Creates the round that deletes what has had its time: history as configured, all else when it serves nobody. */
export function createRetentionJob({ ledger, eventRetentionDays, now }: RetentionDeps): PeriodicJob {
  return {
    name: 'retention',
    everyMs: HOUR_MS,
    async run() {
      await ledger.deleteEvents(now() - eventRetentionDays * DAY_MS)
      const oldest = new Date(now() - eventRetentionDays * DAY_MS)
      await ledger.deleteObservations(oldest.toISOString().slice(0, 10))
      await ledger.deleteStatistics(oldest.toISOString().slice(0, 10))
      await ledger.deleteRefusals(now() - REFUSALS_MS)
      await ledger.deleteRequests(now() - REQUESTS_MS)
      await ledger.deleteCounters(now() - COUNTERS_MS)
      await ledger.deleteSessions(now())
      await ledger.deleteBulkOperations(now() - BULK_OPERATIONS_MS)
      await ledger.deleteAnswers({ unused: now() - ANSWERS_MS, any: now() - eventRetentionDays * DAY_MS })
      const handoffs = { before: now() - HANDOFFS_MS, now: now(), limit: HANDOFFS_AT_ONCE }
      while ((await ledger.deleteHandoffs(handoffs)) === HANDOFFS_AT_ONCE);
    },
  }
}

import type { StatisticsLedger } from '../ledger/statistics/statistics-ledger.ts'
import type { PeriodicJob } from './periodic-job.ts'

/** How far charts may be behind while nobody looks at them: whoever looks has the latest events counted first. */
const EVERY_MS = 10_000
/** A batch is one transaction, so its size limits how long others wait for the ledger. */
export const STATISTICS_BATCH = 1_000

/** Creates the round that takes what happened into the statistics. */
export function createStatisticsJob({
  ledger,
}: {
  ledger: Pick<StatisticsLedger, 'countEvents'>
}): PeriodicJob {
  return {
    name: 'statistics',
    everyMs: EVERY_MS,
    async run() {
      while ((await ledger.countEvents(STATISTICS_BATCH)) === STATISTICS_BATCH);
    },
  }
}

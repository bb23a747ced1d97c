import type { StatisticsLedger } from '../ledger/statistics/statistics-ledger.ts'
import type { Round } from './round.ts'

/** How far charts may be behind while nobody looks at them: whoever looks has the latest events counted first. */
const EVERY_MS = 10_000
/** In one transaction, so that nobody waits long for the ledger. */
export const STATISTICS_BATCH = 1_000

/** Creates the round that takes what happened into the statistics. */
export function createStatisticsRound({ ledger }: { ledger: Pick<StatisticsLedger, 'countEvents'> }): Round {
  return {
    name: 'statistics',
    everyMs: EVERY_MS,
    async run() {
      while ((await ledger.countEvents(STATISTICS_BATCH)) === STATISTICS_BATCH);
    },
  }
}

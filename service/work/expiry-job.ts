import type { Ledger } from '../ledger/ledger.ts'
import type { PeriodicJob } from './periodic-job.ts'

/** How late the event may be. The end itself needs no notice: it holds at its second. */
const EVERY_MS = 10_000
/** A batch is one transaction, so its size limits how long others wait for the ledger. */
const BATCH = 100

/** Creates the round that notices invitations whose time is over: one `expired` event for each end that they had. */
export function createExpiryJob(deps: {
  ledger: Pick<Ledger, 'noteExpired'>
  now: () => number
}): PeriodicJob {
  return {
    name: 'expiry',
    everyMs: EVERY_MS,
    async run() {
      while ((await deps.ledger.noteExpired(deps.now(), BATCH)) === BATCH);
    },
  }
}

import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { createPollLoop, type PollLoop } from './poll-loop.ts'

/** Something that is looked after at regular times, by every process; it may run in several at once. */
export interface PeriodicJob {
  /** The name appears in the log. */
  readonly name: string
  readonly everyMs: number
  /** Does what there is to do now. Throws LedgerError. */
  run(): Promise<void>
}

/** A round that failed is made again after this, or at its usual time if that comes earlier. */
const AFTER_FAILURE_MS = 60_000

/** Creates the watch that makes a round: at once when it is started, and then again and again. */
export function createPeriodicLoop(job: PeriodicJob, { clock, log }: { clock: Clock; log: Log }): PollLoop {
  const poll = async () => {
    try {
      await job.run()
      return job.everyMs
    } catch {
      // The error is not logged, because it may quote anything.
      log.error('periodic_job.failed', { job: job.name })
      return Math.min(job.everyMs, AFTER_FAILURE_MS)
    }
  }
  return createPollLoop(poll, clock)
}

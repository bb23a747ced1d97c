import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { createWatch, type Watch } from './watch.ts'

/** Something that is looked after at regular times, by every process; it may run in several at once. */
export interface Round {
  /** For the log. */
  readonly name: string
  readonly everyMs: number
  /** Does what there is to do now. Throws LedgerError. */
  run(): Promise<void>
}

/** A round that failed is made again after this, or at its usual time if that comes earlier. */
const AFTER_FAILURE_MS = 60_000

/** Creates the watch that makes a round: at once when it is started, and then again and again. */
export function createRoundWatch(round: Round, { clock, log }: { clock: Clock; log: Log }): Watch {
  const look = async () => {
    try {
      await round.run()
      return round.everyMs
    } catch {
      // Without the error: it may quote anything.
      log.error('round.failed', { round: round.name })
      return Math.min(round.everyMs, AFTER_FAILURE_MS)
    }
  }
  return createWatch(look, clock)
}

import type { Ledger } from '../ledger/ledger.ts'
import { createHands, type HandsDeps, type HandsOptions } from './hands.ts'
import type { Job } from './job.ts'
import { createWatch } from './watch.ts'

/** Another process may add work to the same ledger without waking this one. */
const MAX_IDLE_MS = 1_000
/** Work that is due and still cannot be claimed is somebody else's by then. */
const MIN_IDLE_MS = 20

/** Workers for some kinds of work. */
export interface Lane {
  start(): void
  /** Looks for work now. */
  wake(): void
  /** Does as much due work as it has hands, and what it has in hand; how much that was. */
  runOnce(): Promise<number>
  /** Claims no more and resolves when the work in hand is finished. */
  stop(): Promise<void>
}

export interface LaneDeps extends Omit<HandsDeps, 'onFree'> {
  ledger: Pick<Ledger, 'claimWork' | 'completeWork' | 'failWork' | 'nextWorkAt'>
  /** Called after each piece of work. */
  onDone?: (() => void) | undefined
}

/** Creates a lane for jobs that share hands; it does nothing before it is started. */
export function createLane(jobs: readonly Job[], options: HandsOptions, deps: LaneDeps): Lane {
  const { ledger, clock, log } = deps
  const kinds = jobs.map(({ kind }) => kind)
  const hands = createHands(jobs, options, {
    ...deps,
    onFree() {
      watch.wake()
      deps.onDone?.()
    },
  })

  const look = async (): Promise<number | null> => {
    try {
      for (;;) {
        // With no hand free, the first that becomes so looks again.
        if (!hands.isFree()) return null
        const untilNext = ((await ledger.nextWorkAt(kinds)) ?? Number.POSITIVE_INFINITY) - clock.now()
        if (untilNext > 0 || (await hands.takeUp()) === 0)
          return Math.min(Math.max(untilNext, MIN_IDLE_MS), MAX_IDLE_MS)
      }
    } catch {
      log.error('ledger.failed')
      return MAX_IDLE_MS
    }
  }
  const watch = createWatch(look, clock)

  return {
    start: watch.start,
    wake: watch.wake,
    async runOnce() {
      const before = hands.count()
      const begun = await hands.takeUp()
      await hands.finish()
      return before + begun
    },
    async stop() {
      await watch.stop()
      await hands.finish()
    },
  }
}

import type { Ledger } from '../ledger/ledger.ts'
import type { Job } from './job.ts'
import { createPollLoop } from './poll-loop.ts'
import { createSlots, type SlotOptions, type SlotsDeps } from './slots.ts'

/** Another process may add work to the same ledger without waking this one. */
const MAX_IDLE_MS = 1_000
/** Work that is due and still cannot be claimed is somebody else's by then. */
const MIN_IDLE_MS = 20

/** Workers for some kinds of work. */
export interface WorkQueue {
  start(): void
  /** Looks for work now. */
  wake(): void
  /** Does as much due work as it has hands, and what it has in hand; how much that was. */
  runOnce(): Promise<number>
  /** Claims no more and resolves when the work in hand is finished. */
  stop(): Promise<void>
}

export interface WorkQueueDeps extends Omit<SlotsDeps, 'onIdle'> {
  ledger: Pick<Ledger, 'claimWork' | 'completeWork' | 'failWork' | 'nextWorkAt'>
  /** Called after each piece of work. */
  onDone?: (() => void) | undefined
}

/** Creates queue for jobs that share hands; it does nothing before it is started. */
export function createWorkQueue(jobs: readonly Job[], options: SlotOptions, deps: WorkQueueDeps): WorkQueue {
  const { ledger, clock, log } = deps
  const kinds = jobs.map(({ kind }) => kind)
  const slots = createSlots(jobs, options, {
    ...deps,
    onIdle() {
      pollLoop.wake()
      deps.onDone?.()
    },
  })

  const poll = async (): Promise<number | null> => {
    try {
      for (;;) {
        // When no slot is free, the first that becomes free polls again.
        if (!slots.hasFreeSlot()) return null
        const untilNext = ((await ledger.nextWorkAt(kinds)) ?? Number.POSITIVE_INFINITY) - clock.now()
        if (untilNext > 0 || (await slots.claim()) === 0)
          return Math.min(Math.max(untilNext, MIN_IDLE_MS), MAX_IDLE_MS)
      }
    } catch {
      log.error('ledger.failed')
      return MAX_IDLE_MS
    }
  }
  const pollLoop = createPollLoop(poll, clock)

  return {
    start: pollLoop.start,
    wake: pollLoop.wake,
    async runOnce() {
      const before = slots.count()
      const begun = await slots.claim()
      await slots.finish()
      return before + begun
    },
    async stop() {
      await pollLoop.stop()
      await slots.finish()
    },
  }
}

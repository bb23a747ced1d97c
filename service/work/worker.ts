import { systemClock } from '../clock.ts'
import type { HandsOptions } from './hands.ts'
import type { Job, LaneName } from './job.ts'
import { createLane, type LaneDeps } from './lane.ts'

/** Does the work that the ledger's outbox holds. */
export interface Worker {
  start(): void
  /** Looks for work now, such as after an invitation was stored, instead of within a second. */
  wake(): void
  /** Does everything that is due now, and what becomes due by it. For tests and scripts, also without a start. */
  drain(): Promise<void>
  /** Begins nothing more and resolves when the work in hand is finished. */
  stop(): Promise<void>
}

/** Longer than the requests of one attempt may take together; short enough to wait for after a crash. */
const laneOptions: Record<LaneName, HandsOptions> = {
  mail: { concurrency: 8, leaseMs: 30_000 },
  grants: { concurrency: 8, leaseMs: 45_000 },
  removals: { concurrency: 1, leaseMs: 180_000 },
}

/** Creates a worker; jobs of the same lane share its hands. */
export function createWorker(
  options: Omit<LaneDeps, 'clock'> & { jobs: readonly Job[]; clock?: LaneDeps['clock'] },
): Worker {
  const { jobs, clock = systemClock, ...rest } = options
  const names = [...new Set(jobs.map(({ lane }) => lane))]
  const lanes = names.map(name =>
    createLane(
      jobs.filter(({ lane }) => lane === name),
      laneOptions[name],
      { ...rest, clock },
    ),
  )
  return {
    start() {
      for (const lane of lanes) lane.start()
    },
    wake() {
      for (const lane of lanes) lane.wake()
    },
    async drain() {
      for (let done = 1; done > 0; ) {
        const counts = await Promise.all(lanes.map(lane => lane.runOnce()))
        done = counts.reduce((sum, count) => sum + count, 0)
      }
    },
    async stop() {
      await Promise.all(lanes.map(lane => lane.stop()))
    },
  }
}

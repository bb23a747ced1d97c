import { systemClock } from '../base/clock.ts'
import type { HandsOptions } from './hands.ts'
import type { Job, LaneName } from './job.ts'
import { createLane, type LaneDeps } from './lane.ts'
import { createRoundWatch, type Round } from './round.ts'

/** Does the work that the ledger's outbox holds, and makes the rounds. */
export interface Worker {
  start(): void
  /** Looks for work now, such as after an invitation was stored, instead of within a second. */
  wake(): void
  /** Makes each round, and does everything that is due now or becomes so by it. For tests and scripts, also without a start. */
  drain(): Promise<void>
  /** Begins nothing more and resolves when the work in hand is finished. */
  stop(): Promise<void>
}

/** Longer than the requests of one attempt may take together; short enough to wait for after a crash. */
const laneOptions: Record<LaneName, HandsOptions> = {
  mail: { concurrency: 8, leaseMs: 30_000 },
  // Each request is for a thousand people, who are written to again after a crash.
  import_mail: { concurrency: 2, leaseMs: 60_000 },
  imports: { concurrency: 1, leaseMs: 30_000 },
  sweeps: { concurrency: 1, leaseMs: 30_000 },
  grants: { concurrency: 8, leaseMs: 45_000 },
  webhooks: { concurrency: 16, leaseMs: 30_000 },
  removals: { concurrency: 1, leaseMs: 180_000 },
}

/** Where work is due as soon as other work is done: it need not wait until somebody looks. */
const followers: Partial<Record<LaneName, LaneName>> = { imports: 'import_mail' }

export interface WorkerOptions extends Omit<LaneDeps, 'clock' | 'onDone'> {
  jobs: readonly Job[]
  rounds?: readonly Round[]
  clock?: LaneDeps['clock']
}

/** Creates a worker; jobs of the same lane share its hands. */
export function createWorker(options: WorkerOptions): Worker {
  const { jobs, rounds = [], clock = systemClock, ...rest } = options
  const watches = rounds.map(round => createRoundWatch(round, { clock, log: rest.log }))
  const names = [...new Set(jobs.map(({ lane }) => lane))]
  const lanes = names.map(name => {
    const follower = followers[name]
    const onDone = follower && (() => lanes[names.indexOf(follower)]?.wake())
    const own = jobs.filter(({ lane }) => lane === name)
    return createLane(own, laneOptions[name], { ...rest, clock, onDone })
  })
  return {
    start() {
      for (const part of [...lanes, ...watches]) part.start()
    },
    wake() {
      for (const lane of lanes) lane.wake()
    },
    async drain() {
      for (const round of rounds) await round.run()
      for (let done = 1; done > 0; ) {
        const counts = await Promise.all(lanes.map(lane => lane.runOnce()))
        done = counts.reduce((sum, count) => sum + count, 0)
      }
    },
    async stop() {
      await Promise.all([...lanes, ...watches].map(part => part.stop()))
    },
  }
}

import { systemClock } from '../base/clock.ts'
import type { Job, QueueName } from './job.ts'
import { createPeriodicLoop, type PeriodicJob } from './periodic-job.ts'
import type { SlotOptions } from './slots.ts'
import { createWorkQueue, type WorkQueueDeps } from './work-queue.ts'

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
const queueOptions: Record<QueueName, SlotOptions> = {
  mail: { concurrency: 8, leaseMs: 30_000 },
  // Each request is for a thousand people, who are written to again after a crash.
  import_mail: { concurrency: 2, leaseMs: 60_000 },
  imports: { concurrency: 1, leaseMs: 30_000 },
  bulk_operations: { concurrency: 1, leaseMs: 30_000 },
  grants: { concurrency: 8, leaseMs: 45_000 },
  webhooks: { concurrency: 16, leaseMs: 30_000 },
  removals: { concurrency: 1, leaseMs: 180_000 },
}

/** Queues whose work becomes due when another queue's work is done, and need not wait for the next poll. */
const followers: Partial<Record<QueueName, QueueName>> = { imports: 'import_mail' }

export interface WorkerOptions extends Omit<WorkQueueDeps, 'clock' | 'onDone'> {
  jobs: readonly Job[]
  periodicJobs?: readonly PeriodicJob[]
  clock?: WorkQueueDeps['clock']
}

/** Creates a worker; jobs of the same queue share its hands. */
export function createWorker(options: WorkerOptions): Worker {
  const { jobs, periodicJobs = [], clock = systemClock, ...rest } = options
  const watches = periodicJobs.map(job => createPeriodicLoop(job, { clock, log: rest.log }))
  const names = [...new Set(jobs.map(({ queue }) => queue))]
  const queues = names.map(name => {
    const follower = followers[name]
    const onDone = follower && (() => queues[names.indexOf(follower)]?.wake())
    const own = jobs.filter(({ queue }) => queue === name)
    return createWorkQueue(own, queueOptions[name], { ...rest, clock, onDone })
  })
  return {
    start() {
      for (const part of [...queues, ...watches]) part.start()
    },
    wake() {
      for (const queue of queues) queue.wake()
    },
    async drain() {
      for (const job of periodicJobs) await job.run()
      for (let done = 1; done > 0; ) {
        const counts = await Promise.all(queues.map(queue => queue.runOnce()))
        done = counts.reduce((sum, count) => sum + count, 0)
      }
    },
    async stop() {
      await Promise.all([...queues, ...watches].map(part => part.stop()))
    },
  }
}

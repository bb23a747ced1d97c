import { sweepWork } from '../ledger/invitations/sweep-queries.ts'
import { runSweep, type SweepDeps } from '../sweeps/run-sweep.ts'
import type { Job } from './job.ts'

/** Well within the lease of one piece of work. */
const STRETCH_MS = 5_000

/** Creates the job that changes the invitations of a sweep, a stretch at a time. */
export function createSweepJob(deps: SweepDeps): Job {
  return {
    kind: 'sweep',
    lane: 'sweeps',
    // More than eight hours of a tenant that cannot be asked.
    maxAttempts: 60,
    async run({ subject, generation }) {
      const until = deps.now() + STRETCH_MS
      const isMore = await runSweep(deps, subject, () => deps.now() < until)
      // Before this one is done: after a crash in between both are there, and one of them finds itself overtaken.
      if (isMore) await deps.ledger.enqueue(sweepWork(subject, generation + 1, deps.now()), deps.now())
      return { outcome: 'done' }
    },
    async giveUp({ subject }, failure) {
      await deps.ledger.endSweep(subject, { status: 'failed', failure, now: deps.now() })
    },
  }
}

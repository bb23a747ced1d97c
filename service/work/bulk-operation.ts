import { type BulkOperationDeps, runBulkOperation } from '../bulk-operations/run-bulk-operation.ts'
import { bulkOperationWork } from '../ledger/invitations/bulk-operation-queries.ts'
import type { Job } from './job.ts'

/** Well within the lease of one piece of work. */
const STRETCH_MS = 5_000

/** Creates the job that changes the invitations of a bulk operation, a stretch at a time. */
export function createBulkOperationJob(deps: BulkOperationDeps): Job {
  return {
    kind: 'bulk_operation',
    queue: 'bulk_operations',
    // More than eight hours of a tenant that cannot be asked.
    maxAttempts: 60,
    async run({ subject, generation }) {
      const until = deps.now() + STRETCH_MS
      const isMore = await runBulkOperation(deps, subject, () => deps.now() < until)
      // The next batch is queued before this one is done: after a crash in between both exist, and one finds itself
      // overtaken.
      if (isMore)
        await deps.ledger.enqueue(bulkOperationWork(subject, generation + 1, deps.now()), deps.now())
      return { outcome: 'done' }
    },
    async onExhausted({ subject }, failure) {
      await deps.ledger.endBulkOperation(subject, { status: 'failed', failure, now: deps.now() })
    },
  }
}

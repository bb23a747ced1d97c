import type { ImportDeps } from '../imports/import-deps.ts'
import { runImport } from '../imports/run-import.ts'
import { importWork } from '../ledger/imports/import-queries.ts'
import type { Job } from './job.ts'

/** Well within the lease of one piece of work, so that a file of any length is many pieces. */
const STRETCH_MS = 5_000

/** Creates the job that invites the people of an import, a stretch at a time. */
export function createImportJob(deps: ImportDeps): Job {
  return {
    kind: 'import',
    queue: 'imports',
    // More than eight hours of a tenant that cannot be asked.
    maxAttempts: 60,
    async run({ subject, generation }) {
      const until = deps.now() + STRETCH_MS
      const isMore = await runImport(deps, subject, () => deps.now() < until)
      // The next batch is queued before this one is done: after a crash in between both exist, and each batch is still
      // made only once.
      if (isMore) await deps.ledger.enqueue(importWork(subject, generation + 1, deps.now()), deps.now())
      return { outcome: 'done' }
    },
    async onExhausted({ subject }, failure) {
      await deps.ledger.endImport(subject, { status: 'failed', failure, now: deps.now() })
    },
  }
}

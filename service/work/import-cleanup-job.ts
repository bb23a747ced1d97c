import type { Ledger } from '../ledger/ledger.ts'
import type { PeriodicJob } from './periodic-job.ts'

const HOUR_MS = 3_600_000
/** The contents of a file are kept this long after the last activity of its import. */
const KEEP_MS = 30 * 24 * HOUR_MS
/** An upload that stopped halfway will not continue. */
const UNFINISHED_MS = HOUR_MS
/** Rows in one transaction. */
const ROWS = 2_000

export interface ImportCleanupDeps {
  ledger: Pick<Ledger, 'listForgottenImports' | 'deleteImport'>
  now: () => number
}

/** Creates the round that forgets files that nobody needs any more; the invitations stay. */
export function createImportCleanupJob({ ledger, now }: ImportCleanupDeps): PeriodicJob {
  return {
    name: 'imports',
    everyMs: HOUR_MS,
    async run() {
      const before = { ended: now() - KEEP_MS, unfinished: now() - UNFINISHED_MS }
      for (const { id } of await ledger.listForgottenImports(before))
        while (await ledger.deleteImport(id, ROWS));
    },
  }
}

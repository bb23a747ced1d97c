import type { Ledger } from '../ledger/ledger.ts'
import type { OutboxRow } from '../ledger/schema/schema.ts'
import type { Job } from './job.ts'
import { type PerformDeps, perform } from './perform.ts'

export interface HandsOptions {
  /** How many pieces of work at once. */
  concurrency: number
  /** Longer than an attempt takes; when a worker dies, its work waits so long for another. */
  leaseMs: number
}

/** Claims work and does it, some pieces at a time. */
export interface Hands {
  /** Claims due work for the hands that are free and begins it; how much that was. Throws LedgerError. */
  takeUp(): Promise<number>
  isFree(): boolean
  /** How much is in hand. */
  count(): number
  /** Resolves when everything that is in hand now is finished. */
  finish(): Promise<void>
}

export interface HandsDeps extends PerformDeps {
  ledger: Pick<Ledger, 'claimWork' | 'completeWork' | 'failWork'>
  /** Called when a hand becomes free. */
  onFree(): void
}

/** Creates the hands for some kinds of work. */
export function createHands(jobs: readonly Job[], options: HandsOptions, deps: HandsDeps): Hands {
  const { ledger, clock, log } = deps
  const kinds = jobs.map(({ kind }) => kind)
  const inHand = new Map<number, { claim: OutboxRow; done: Promise<void> }>()
  return {
    async takeUp() {
      const limit = options.concurrency - inHand.size
      if (limit <= 0) return 0
      const rows = await ledger.claimWork({ kinds, limit, leaseMs: options.leaseMs, now: clock.now() })
      for (const row of rows) {
        const job = jobs.find(({ kind }) => kind === row.kind)
        const known = inHand.get(row.id)
        // In hand already: its lease ran out while it was being done, and by this claim it has a new one.
        if (known) known.claim = row
        if (!job || known) continue
        const claim = () => inHand.get(row.id)?.claim ?? row
        const done = perform(job, row, deps, claim)
          // Not written down, so that its lease runs out and it is done again.
          .catch(() => log.error('ledger.failed', { kind: row.kind, subject: row.subject }))
          .finally(() => inHand.delete(row.id))
        inHand.set(row.id, { claim: row, done })
        void done.then(deps.onFree)
      }
      return rows.length
    },
    isFree: () => inHand.size < options.concurrency,
    count: () => inHand.size,
    async finish() {
      await Promise.all([...inHand.values()].map(({ done }) => done))
    },
  }
}

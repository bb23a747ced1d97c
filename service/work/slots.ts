import type { Ledger } from '../ledger/ledger.ts'
import type { OutboxRow } from '../ledger/schema/schema.ts'
import type { Job } from './job.ts'
import { type AttemptDeps, runAttempt } from './run-attempt.ts'

export interface SlotOptions {
  /** How many pieces of work at once. */
  concurrency: number
  /** Longer than an attempt takes; when a worker dies, its work waits so long for another. */
  leaseMs: number
}

/** Claims work and does it, some pieces at a time. */
export interface Slots {
  /** Claims due work for the hands that are free and begins it; how much that was. Throws LedgerError. */
  claim(): Promise<number>
  hasFreeSlot(): boolean
  /** How much is in hand. */
  count(): number
  /** Resolves when everything that is in hand now is finished. */
  finish(): Promise<void>
}

export interface SlotsDeps extends AttemptDeps {
  ledger: Pick<Ledger, 'claimWork' | 'completeWork' | 'failWork'>
  /** Called when a hand becomes free. */
  onIdle(): void
}

/** Creates the hands for some kinds of work. */
export function createSlots(jobs: readonly Job[], options: SlotOptions, deps: SlotsDeps): Slots {
  const { ledger, clock, log } = deps
  const kinds = jobs.map(({ kind }) => kind)
  const running = new Map<number, { lease: OutboxRow; done: Promise<void> }>()
  return {
    async claim() {
      const limit = options.concurrency - running.size
      if (limit <= 0) return 0
      const rows = await ledger.claimWork({ kinds, limit, leaseMs: options.leaseMs, now: clock.now() })
      for (const row of rows) {
        const job = jobs.find(({ kind }) => kind === row.kind)
        const known = running.get(row.id)
        // The work is in a slot already: its lease ran out meanwhile, and this claim renews it.
        if (known) known.lease = row
        if (!job || known) continue
        const lease = () => running.get(row.id)?.lease ?? row
        const done = runAttempt(job, row, deps, lease)
          // The outcome is not recorded, so the lease runs out and the work is done again.
          .catch(() => log.error('ledger.failed', { kind: row.kind, subject: row.subject }))
          .finally(() => running.delete(row.id))
        running.set(row.id, { lease: row, done })
        void done.then(deps.onIdle)
      }
      return rows.length
    },
    hasFreeSlot: () => running.size < options.concurrency,
    count: () => running.size,
    async finish() {
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

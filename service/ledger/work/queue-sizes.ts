import type { Engine } from '../engine/transact.ts'
import type { OutboxRow } from '../schema/schema.ts'

/** How much work of a kind waits, how long the oldest of it has, and how much was given up. */
export interface QueueSize {
  readonly kind: OutboxRow['kind']
  readonly waiting: number
  readonly oldestMs: number
  readonly failed: number
}

export interface QueueLedger {
  /** The work of each kind that there is, at this moment. */
  measureQueues(now: number): Promise<QueueSize[]>
}

export function queueSizes({ db }: Pick<Engine, 'db'>): QueueLedger {
  return {
    async measureQueues(now) {
      const rows = await db
        .selectFrom('outbox')
        .select(({ fn, eb }) => [
          'kind',
          fn.countAll().as('all'),
          fn.count(eb.ref('failed_at')).as('failed'),
          fn.min(eb.case().when('failed_at', 'is', null).then(eb.ref('created_at')).end()).as('oldest'),
        ])
        .groupBy('kind')
        .execute()
      return rows.map(({ kind, all, failed, oldest }) => ({
        kind,
        waiting: Number(all) - Number(failed),
        oldestMs: oldest === null ? 0 : Math.max(0, now - Number(oldest)),
        failed: Number(failed),
      }))
    },
  }
}

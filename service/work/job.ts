import type { OutboxRow } from '../ledger/schema/schema.ts'

/** Kinds of work that share their workers: mail never waits for the tenant's rate limit, a
 * single invitation not for those of a file, nor grants for a slow receiver. */
export type QueueName =
  | 'mail'
  | 'import_mail'
  | 'imports'
  | 'bulk_operations'
  | 'grants'
  | 'webhooks'
  | 'removals'

/**
 * What came of an attempt; codes are stable and closed per job. `dropped`: there is nothing to do any more.
 * `failed`: no attempt will ever succeed, a person should look. A thrown error is the same as `retry`.
 */
export type JobResult =
  | { outcome: 'done' }
  | { outcome: 'dropped'; code: string }
  /** Retries after `delayMs`, or with the delay of failed work, but never before `notBeforeMs`. */
  | { outcome: 'retry'; code: string; delayMs?: number; notBeforeMs?: number }
  | { outcome: 'failed'; code: string }

/** One kind of work. It may run more than once for the same row, also twice at the same time after a long delay. */
export interface Job {
  readonly kind: OutboxRow['kind']
  readonly queue: QueueName
  /** Given up after so many attempts. */
  readonly maxAttempts: number
  run(work: OutboxRow): Promise<JobResult>
  /**
   * Writes down that work is given up, whatever the reason, where people look for it; then the work itself is kept as
   * failed. After a crash in between it is called again. Throws LedgerError.
   */
  onExhausted?(work: OutboxRow, code: string): Promise<void>
}

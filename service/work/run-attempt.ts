import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { withLogFields } from '../base/log.ts'
import type { Ledger, WorkLease } from '../ledger/ledger.ts'
import type { OutboxRow } from '../ledger/schema/schema.ts'
import { MailError } from '../mail/mailer.ts'
import { ManagementError } from '../management/management-api.ts'
import type { Job, JobResult } from './job.ts'

/** The dependencies of an attempt at a piece of work. */
export interface AttemptDeps {
  ledger: Pick<Ledger, 'completeWork' | 'failWork'>
  clock: Clock
  log: Log
  random?: () => number
}

/**
 * Makes one attempt at a piece of work and writes down what came of it. `lease` tells, at the end, as what it is held by
 * then; where somebody else holds it, what came of it is theirs to write. Throws LedgerError only.
 */
export async function runAttempt(
  job: Job,
  work: OutboxRow,
  { ledger, clock, log, random }: AttemptDeps,
  lease: () => WorkLease = () => work,
): Promise<void> {
  const startedAt = clock.now()
  const result = await withLogFields({ kind: work.kind, subject: work.subject }, () => runJob(job, work))
  const entry = () => ({
    kind: work.kind,
    subject: work.subject,
    attempts: work.attempts,
    ms: clock.now() - startedAt,
  })
  const fail = (code: string, retryAt: number | null) =>
    ledger.failWork(lease(), { code, retryAt, now: clock.now() })
  const overtaken = () => log.warn('work.overtaken', entry())
  switch (result.outcome) {
    case 'done':
      return (await ledger.completeWork(lease())) ? log.info('work.done', entry()) : overtaken()
    case 'dropped':
      if (!(await ledger.completeWork(lease()))) return overtaken()
      return log.info('work.dropped', { ...entry(), code: result.code })
    case 'failed':
      await job.onExhausted?.({ ...work, ...lease() }, result.code)
      return (await fail(result.code, null))
        ? log.error('work.failed', { ...entry(), code: result.code })
        : overtaken()
    case 'retry': {
      const delayMs = result.delayMs ?? Math.max(result.notBeforeMs ?? 0, backoffMs(work.attempts, random))
      if (!(await fail(result.code, clock.now() + delayMs))) return overtaken()
      return log.warn('work.postponed', { ...entry(), code: result.code, delayMs })
    }
  }
}

async function runJob(job: Job, work: OutboxRow): Promise<JobResult> {
  // Only work that ended its process before it could fail comes here: another try would end it again.
  if (work.attempts > job.maxAttempts) return { outcome: 'failed', code: 'too_many_attempts' }
  const result = await job.run(work).catch(toResult)
  const isLast = result.outcome === 'retry' && work.attempts >= job.maxAttempts
  return isLast ? { outcome: 'failed', code: result.code } : result
}

/** The message of an unknown error is not for the log: it may quote anything. */
function toResult(error: unknown): JobResult {
  const isOurs = error instanceof ManagementError || error instanceof MailError
  const code = isOurs ? error.code : 'unexpected'
  const notBeforeMs = error instanceof MailError ? error.retryAfterMs : undefined
  return { outcome: 'retry', code, ...(notBeforeMs !== undefined && { notBeforeMs }) }
}

const FIRST_DELAY_MS = 2_000
const MAX_DELAY_MS = 600_000
/** A fifth more or less, so that what failed together does not come back together. */
const JITTER = 0.2

/** How long to wait after the n-th failed attempt: twice as long each time, ten minutes at most. */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1), MAX_DELAY_MS)
  return Math.round(delay * (1 + JITTER * (2 * random() - 1)))
}

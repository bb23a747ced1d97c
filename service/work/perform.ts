import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Ledger, WorkClaim } from '../ledger/ledger.ts'
import type { OutboxRow } from '../ledger/schema/schema.ts'
import { MailError } from '../mail/mailer.ts'
import { ManagementError } from '../management/management-api.ts'
import { backoffMs } from './backoff.ts'
import type { Job, JobResult } from './job.ts'

/** What an attempt at a piece of work needs. */
export interface PerformDeps {
  ledger: Pick<Ledger, 'completeWork' | 'failWork'>
  clock: Clock
  log: Log
  random?: () => number
}

/**
 * Makes one attempt at a piece of work and writes down what came of it. `claim` tells, at the end, as what it is held by
 * then; where somebody else holds it, what came of it is theirs to write. Throws LedgerError only.
 */
export async function perform(
  job: Job,
  work: OutboxRow,
  { ledger, clock, log, random }: PerformDeps,
  claim: () => WorkClaim = () => work,
): Promise<void> {
  const startedAt = clock.now()
  const result = await attempt(job, work)
  const entry = () => ({
    kind: work.kind,
    subject: work.subject,
    attempts: work.attempts,
    ms: clock.now() - startedAt,
  })
  const fail = (code: string, retryAt: number | null) =>
    ledger.failWork(claim(), { code, retryAt, now: clock.now() })
  const overtaken = () => log.warn('work.overtaken', entry())
  switch (result.outcome) {
    case 'done':
      return (await ledger.completeWork(claim())) ? log.info('work.done', entry()) : overtaken()
    case 'dropped':
      if (!(await ledger.completeWork(claim()))) return overtaken()
      return log.info('work.dropped', { ...entry(), code: result.code })
    case 'failed':
      await job.giveUp?.({ ...work, ...claim() }, result.code)
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

async function attempt(job: Job, work: OutboxRow): Promise<JobResult> {
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

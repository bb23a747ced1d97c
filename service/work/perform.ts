import type { Clock } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { OutboxRow } from '../ledger/schema.ts'
import type { Log } from '../log.ts'
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

/** Makes one attempt at a piece of work and writes down what came of it. Throws LedgerError only. */
export async function perform(job: Job, work: OutboxRow, deps: PerformDeps): Promise<void> {
  const { ledger, clock, log } = deps
  const startedAt = clock.now()
  const result = await attempt(job, work)
  const entry = {
    kind: work.kind,
    subject: work.subject,
    attempts: work.attempts,
    ms: clock.now() - startedAt,
  }
  switch (result.outcome) {
    case 'done':
      await ledger.completeWork(work.id)
      return log.info('work.done', entry)
    case 'dropped':
      await ledger.completeWork(work.id)
      return log.info('work.dropped', { ...entry, code: result.code })
    case 'failed':
      await job.giveUp?.(work, result.code)
      await ledger.failWork(work.id, { code: result.code, retryAt: null, now: clock.now() })
      return log.error('work.failed', { ...entry, code: result.code })
    case 'retry': {
      const delayMs = result.delayMs ?? backoffMs(work.attempts, deps.random)
      await ledger.failWork(work.id, {
        code: result.code,
        retryAt: clock.now() + delayMs,
        now: clock.now(),
      })
      return log.warn('work.postponed', { ...entry, code: result.code, delayMs })
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
  return { outcome: 'retry', code: isOurs ? error.code : 'unexpected' }
}

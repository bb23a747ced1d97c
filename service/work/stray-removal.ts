import { STRAY_REMOVAL_DELAY_MS } from '../invitations/accounts/decide-stray-removal.ts'
import { type RemoveStrayDeps, removeStray, type StrayResult } from '../people/remove-stray.ts'
import type { Job, JobResult } from './job.ts'

/** Creates the job that removes the profile that a refused social login has left in the tenant. */
export function createStrayRemovalJob(deps: RemoveStrayDeps): Job {
  return {
    kind: 'stray_removal',
    lane: 'removals',
    maxAttempts: 8,
    async run(work) {
      const untilAllowedMs = await timeToWait(deps, work.subject)
      if (untilAllowedMs > 0) return { outcome: 'retry', code: 'too_early', delayMs: untilAllowedMs }
      return toResult(await removeStray(deps, work.subject))
    },
  }
}

/** The login of somebody who was refused a moment ago may still be going on, such as with another account. */
async function timeToWait({ ledger, now }: RemoveStrayDeps, userId: string): Promise<number> {
  const refusals = await ledger.findRefusalsOfUser(userId)
  const last = Math.max(...refusals.map(({ created_at }) => created_at), 0)
  return last + STRAY_REMOVAL_DELAY_MS - now()
}

function toResult(reason: StrayResult): JobResult {
  if (reason === undefined) return { outcome: 'done' }
  return { outcome: reason === 'read_too_long_ago' ? 'retry' : 'dropped', code: reason }
}

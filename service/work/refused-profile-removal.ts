import { REFUSED_PROFILE_REMOVAL_DELAY_MS } from '../invitations/accounts/decide-refused-profile-removal.ts'
import {
  type RefusedProfileResult,
  type RemoveRefusedProfileDeps,
  removeRefusedProfile,
} from '../invitations/accounts/remove-refused-profile.ts'
import type { Job, JobResult } from './job.ts'

/** Creates the job that removes the profile that a refused social login has left in the tenant. */
export function createRefusedProfileRemovalJob(deps: RemoveRefusedProfileDeps): Job {
  return {
    kind: 'refused_profile_removal',
    queue: 'removals',
    maxAttempts: 8,
    async run(work) {
      const untilAllowedMs = await timeToWait(deps, work.subject)
      if (untilAllowedMs > 0) return { outcome: 'retry', code: 'too_early', delayMs: untilAllowedMs }
      return toResult(await removeRefusedProfile(deps, work.subject))
    },
  }
}

/** The login of somebody who was refused a moment ago may still be going on, such as with another account. */
async function timeToWait({ ledger, now }: RemoveRefusedProfileDeps, userId: string): Promise<number> {
  const refusals = await ledger.findRefusalsOfUser(userId)
  const last = Math.max(...refusals.map(({ created_at }) => created_at), 0)
  return last + REFUSED_PROFILE_REMOVAL_DELAY_MS - now()
}

function toResult(reason: RefusedProfileResult): JobResult {
  if (reason === undefined) return { outcome: 'done' }
  return { outcome: reason === 'read_too_long_ago' ? 'retry' : 'dropped', code: reason }
}

import { toInvitation } from '../invitations/model/invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ManagementApi } from '../management/management-api.ts'
import { isSameAccount } from './decide-grant.ts'
import { isVerifiable } from './is-verifiable.ts'
import type { Job } from './job.ts'

export interface VerifyEmailDeps {
  ledger: Pick<Ledger, 'findRedemption' | 'findInvitation'>
  management: Pick<ManagementApi, 'findUser' | 'updateUser'>
}

/** Creates the job that tells the tenant, some time after a grant, that the invitation has proven the address. */
export function createVerifyEmailJob({ ledger, management }: VerifyEmailDeps): Job {
  return {
    kind: 'verify_email',
    lane: 'grants',
    maxAttempts: 60,
    async run(work) {
      const redemption = await ledger.findRedemption(work.subject)
      if (!redemption) return { outcome: 'dropped', code: 'released' }
      const row = await ledger.findInvitation(redemption.invitation_id)
      if (!row) return { outcome: 'dropped', code: 'not_found' }
      const user = await management.findUser(redemption.user_id, { urgency: 'grant' })
      if (!user || !isSameAccount(redemption, user)) return { outcome: 'dropped', code: 'user_gone' }
      // Verified in the meantime, or another address by now.
      if (!isVerifiable(user, toInvitation(row))) return { outcome: 'dropped', code: 'nothing_to_verify' }
      await management.updateUser(user.userId, { emailVerified: true }, { urgency: 'grant' })
      return { outcome: 'done' }
    },
  }
}

import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Invitation } from '../model/invitation.ts'
import type { InvitationErrorCode } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'

const DAY_MS = 86_400_000

/** A link holder's request for one message. */
interface Asked {
  /** The daily counter of this invitation. */
  readonly counter: 'renewal' | 'delivery'
  readonly perDay: number
  readonly ip: string | undefined
}

export type AskRefusal = { outcome: 'refused'; code: RefusalCode | InvitationErrorCode }

/**
 * May somebody with a link have a message sent to the address that it is for, and to no other? Requests are counted, also
 * those that are refused; and nothing goes out for an inviter who could not send it. Undefined for yes. Throws
 * InvitationError where a limit of the policy is used up.
 */
export async function refuseToSend(
  { ledger, guard, now }: Pick<LifeDeps, 'ledger' | 'guard' | 'now'>,
  invitation: Invitation,
  { counter, perDay, ip }: Asked,
): Promise<AskRefusal | undefined> {
  const { id, inviteeEmail: email, inviterId, parentId } = invitation
  if (email === null) return { outcome: 'refused', code: 'invalid_address' }
  if (!guard.isAllowedAddress({ email })) return { outcome: 'refused', code: 'domain_not_allowed' }
  const windowStart = Math.floor(now() / DAY_MS) * DAY_MS
  const counted = { key: `${counter}:${id}`, windowStart, limit: perDay }
  if (!(await ledger.incrementCounter(counted)).allowed) return { outcome: 'refused', code: 'limit_reached' }
  await guard.takeSending({ inviterId, linkId: parentId ?? undefined, recipient: { email }, ip })
  const ofInviter = await guard.decideAtAcceptance(invitation)
  return ofInviter.outcome === 'refused' ? ofInviter : undefined
}

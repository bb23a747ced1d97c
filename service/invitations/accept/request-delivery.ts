import type { RefusalCode } from '../../../contract/refusal.ts'
import { MAX_ATTEMPTS } from '../manage/change-invitation.ts'
import { toChange } from '../manage/to-change.ts'
import { invitee } from '../model/actor.ts'
import { toInvitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { leadsToMessage } from '../model/seen-link.ts'
import { refuseToSend } from './ask-for-message.ts'
import { codeOfState } from './code-of-state.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'

/** The daily limit of one invitation; an invitee who loses that many messages has to ask the inviter. */
const PER_DAY = 5

type DeliveryDeps = Pick<LifeDeps, 'ledger' | 'guard' | 'policy' | 'now'>

/** The outcome is for the log only; the person gets one answer in every case. */
export type DeliveryOutcome =
  | { outcome: 'sent' }
  | { outcome: 'refused'; code: RefusalCode | InvitationError['code'] }

/**
 * Sends an invitation because the holder of a link that somebody was shown asks for it: to the invited address and
 * nobody else. From the first message on it is a delivered invitation, and only what the mailbox got leads on; the link
 * that was shown can ask for that message again. The answer to the person must not depend on the outcome.
 */
export async function requestDelivery(
  deps: DeliveryDeps,
  key: InvitationKey,
  { ip }: { ip?: string | undefined } = {},
): Promise<DeliveryOutcome> {
  const opened = await openInvitation(deps, key)
  if (opened.state === 'live') return refused('conflict')
  if (opened.state !== 'handed_out') return refused(codeOfState(opened.state))
  try {
    const asked = { counter: 'delivery', perDay: PER_DAY, ip } as const
    return (await refuseToSend(deps, opened.invitation, asked)) ?? (await sendDelivery(deps, key))
  } catch (error) {
    if (error instanceof InvitationError) return refused(error.code)
    throw error
  }
}

async function sendDelivery(deps: DeliveryDeps, key: InvitationKey): Promise<DeliveryOutcome> {
  const coolDownMs = deps.policy.coolDownSeconds * 1000
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const row = await deps.ledger.findInvitation(key.invitationId)
    if (!row || !leadsToMessage(toInvitation(row), key.generation)) return refused('invitation_replaced')
    const now = deps.now()
    const transition = decideTransition(row, { type: 'deliver', coolDownMs }, now)
    if (transition.outcome === 'refused')
      return refused(transition.code === 'too_soon' ? 'limit_reached' : 'not_pending')
    if (await deps.ledger.changeInvitations([toChange(row, transition, { actor: invitee, now })]))
      return { outcome: 'sent' }
  }
  return refused('conflict')
}

function refused(code: Extract<DeliveryOutcome, { outcome: 'refused' }>['code']): DeliveryOutcome {
  return { outcome: 'refused', code }
}

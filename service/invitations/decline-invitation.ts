import { invitee } from './actor.ts'
import { MAX_ATTEMPTS } from './change-invitation.ts'
import { codeOfState } from './code-of-state.ts'
import { type Refusal, refuse } from './decision.ts'
import type { Invitation } from './invitation.ts'
import type { LifeDeps } from './life-deps.ts'
import { decideTransition } from './lifecycle.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'
import { toChange } from './to-change.ts'

export type DeclinedInvitation = { outcome: 'declined'; invitation: Invitation } | Refusal

/** Declines an invitation for whoever holds the link that is good now: the invitee. */
export async function declineInvitation(
  deps: Pick<LifeDeps, 'ledger' | 'now'>,
  key: InvitationKey,
): Promise<DeclinedInvitation> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const opened = await openInvitation(deps, key)
    if (opened.state !== 'live') return refuse(codeOfState(opened.state))
    const row = await deps.ledger.findInvitation(key.invitationId)
    // Another generation since then: the next look says so.
    if (row?.generation !== key.generation) continue
    const now = deps.now()
    const transition = decideTransition(row, { type: 'decline' }, now)
    if (transition.outcome === 'refused') return refuse('invitation_required')
    if (await deps.ledger.changeInvitations([toChange(row, transition, { actor: invitee, now })]))
      return { outcome: 'declined', invitation: opened.invitation }
  }
  return refuse('service_unavailable')
}

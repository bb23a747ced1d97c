import { MAX_ATTEMPTS } from '../manage/change-invitation.ts'
import { toChange } from '../manage/to-change.ts'
import { invitee } from '../model/actor.ts'
import { type Refusal, refuse } from '../model/decision.ts'
import type { Invitation } from '../model/invitation.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { codeOfState } from './code-of-state.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'

export type DeclinedInvitation = { outcome: 'declined'; invitation: Invitation } | Refusal

/** Declines an invitation for the holder of its current link, who is the invitee. */
export async function declineInvitation(
  deps: Pick<LifeDeps, 'ledger' | 'now'>,
  key: InvitationKey,
): Promise<DeclinedInvitation> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const opened = await openInvitation(deps, key)
    if (opened.state !== 'live') return refuse(codeOfState(opened.state))
    const row = await deps.ledger.findInvitation(key.invitationId)
    // The generation changed meanwhile; the next read reports it.
    if (row?.generation !== key.generation) continue
    const now = deps.now()
    const transition = decideTransition(row, { type: 'decline' }, now)
    if (transition.outcome === 'refused') return refuse('invitation_required')
    if (await deps.ledger.changeInvitations([toChange(row, transition, { actor: invitee, now })]))
      return { outcome: 'declined', invitation: opened.invitation }
  }
  return refuse('service_unavailable')
}

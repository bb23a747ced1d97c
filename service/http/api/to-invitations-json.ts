import type { Caller } from '../../invitations/model/caller.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import { toInvitationJson } from '../../wire/invitation-json.ts'
import type { InvitationJson } from '../../wire/invitation-schema.ts'
import type { ApiDeps } from './api-deps.ts'

/** Invitations as a caller may see them, with who joined through each. */
export async function toInvitationsJson(
  deps: Pick<ApiDeps, 'ledger' | 'now' | 'seesExistence'>,
  caller: Caller,
  invitations: readonly Invitation[],
): Promise<InvitationJson[]> {
  const options = { now: deps.now(), seesExistence: deps.seesExistence(caller) }
  // Those who joined through a shared link are with the invitations that it sent, however many they are.
  const used = invitations.filter(({ kind, uses }) => kind === 'personal' && uses > 0)
  const redemptions = await deps.ledger.findRedemptionsOfInvitations(used.map(({ id }) => id))
  return invitations.map(invitation =>
    toInvitationJson(
      invitation,
      redemptions.filter(({ invitation_id }) => invitation_id === invitation.id),
      options,
    ),
  )
}

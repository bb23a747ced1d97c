import type { Caller } from '../http/api/access-token.ts'
import type { ApiDeps } from '../http/api/api-deps.ts'
import type { Invitation } from '../invitations/model/invitation.ts'
import { toInvitationJson } from './invitation-json.ts'
import type { InvitationJson } from './invitation-schema.ts'

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

import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { InvitationChanges } from '../model/invitation-changes.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { Inviter, NewInvitation } from '../model/new-invitation.ts'

/** Lets a client send links itself. No role and no grant of ours has it. */
export const DELIVER_PERMISSION = 'deliver:invitations'

/**
 * May this caller vouch that nobody but the invited address sees a link? Only a client can be given that trust.
 * fail closed: a person never, whatever their token allows, because the link would be in front of their eyes.
 */
function mayVouch({ kind, permissions }: Inviter): boolean {
  return kind === 'client' && permissions.has(DELIVER_PERMISSION)
}

/** Who vouches for the delivery that is asked for; undefined for nobody. Throws InvitationError. */
export function readVoucher(
  { deliveredByClient = false, delivery }: Pick<NewInvitation, 'deliveredByClient' | 'delivery'>,
  caller: Inviter,
): string | undefined {
  if (!deliveredByClient) return undefined
  if (!mayVouch(caller)) {
    const message = `Only a client with the permission ${DELIVER_PERMISSION} sends links itself.`
    throw new InvitationError('forbidden', 'delivered_by_client', message)
  }
  if (delivery === 'delivered') {
    const message = 'Either the service sends the mail, or you send the link.'
    throw new InvitationError('invalid_combination', 'send_invitation_email', message)
  }
  return caller.id
}

/** How the next link of an invitation gets to its invitee. */
export interface NextDelivery {
  readonly delivery: InvitationRow['delivery']
  /** The client that sends it itself. */
  readonly vouchedBy: string | undefined
  /** The last link went another way. */
  readonly isOther: boolean
}

/**
 * Reads how an edited invitation is delivered. Where nothing is said, it goes the same way as before; but what another
 * client has vouched for is sent by the service, if whoever edits it cannot vouch. Throws InvitationError.
 */
export function toNextDelivery(
  row: Pick<InvitationRow, 'delivery' | 'vouched_by'>,
  changes: Pick<InvitationChanges, 'delivery' | 'deliveredByClient'>,
  caller: Inviter,
): NextDelivery {
  const wasVouched = row.vouched_by !== null
  const asked = readVoucher(changes, caller)
  if (asked !== undefined) return { delivery: 'delivered', vouchedBy: asked, isOther: !wasVouched }
  const isSaid = changes.delivery !== undefined || changes.deliveredByClient === false
  if (wasVouched && !isSaid && mayVouch(caller))
    return { delivery: 'delivered', vouchedBy: caller.id, isOther: false }
  const delivery = changes.delivery ?? row.delivery
  return { delivery, vouchedBy: undefined, isOther: delivery !== row.delivery || (wasVouched && isSaid) }
}

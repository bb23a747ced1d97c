import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { InvitationChanges } from '../model/invitation-changes.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { Inviter, NewInvitation } from '../model/new-invitation.ts'

/** Lets a client send links itself. Guestlist's deployment gives it to no role and no client. */
export const DELIVER_PERMISSION = 'deliver:invitations'

/**
 * Checks whether this caller may vouch that only the invited address sees a link; only a client can be trusted with
 * that. fail closed: a person never, whatever their token allows, because they would see the link.
 */
function mayVouch({ kind, permissions }: Inviter): boolean {
  return kind === 'client' && permissions.has(DELIVER_PERMISSION)
}

/** Returns who vouches for the requested delivery; undefined for nobody. Throws InvitationError. */
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
  /** The last link was delivered in another way. */
  readonly isOther: boolean
}

/**
 * Reads how an edited invitation is delivered. By default it goes the way it went before; but if another client vouched
 * for it and the editor cannot vouch, the service sends it. Throws InvitationError.
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

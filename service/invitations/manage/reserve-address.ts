import type { AddressReservation, Change } from '../../ledger/invitations/change.ts'
import type { Address, Ledger } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { system } from '../model/actor.ts'
import { addressOf } from '../model/address-of.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { decideTransition } from '../model/lifecycle.ts'
import type { Inviter } from '../model/new-invitation.ts'
import { isOwn } from './find-own.ts'
import { assertChanged, toChange } from './to-change.ts'

/** The pending invitations of an address, and what follows when one more of them is to be live. */
export interface ReservedAddress {
  readonly reservation: AddressReservation
  /** The one that is live already, apart from the one that asks. */
  readonly live: InvitationRow | undefined
  /**
   * Makes expired ones another generation: whoever pressed Accept on one just before its end must not join through it
   * after somebody has invited them anew, and leave a live invitation behind.
   */
  readonly supersede: readonly Change[]
}

/** Finds out what an address has, for a new invitation or for one (`ownId`) that is to be live again. */
async function reserveAddress(
  { ledger }: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  { address, ownId, now }: { address: Address; ownId?: string; now: number },
): Promise<ReservedAddress> {
  const pending = await ledger.findPendingInvitations(address, null)
  return toReserved(pending, { address, ownId, now })
}

/** The same from what was read a moment ago: that it still holds is checked when it is written. */
export function toReserved(
  pending: readonly InvitationRow[],
  { address, ownId, now }: { address: Address; ownId?: string | undefined; now: number },
): ReservedAddress {
  const others = pending.filter(({ id }) => id !== ownId)
  return {
    reservation: { address, parentId: null, pending: pending.map(({ id, version }) => ({ id, version })) },
    live: others.find(({ expires_at }) => expires_at > now),
    supersede: others.filter(({ expires_at }) => expires_at <= now).map(row => superseded(row, now)),
  }
}

function superseded(row: InvitationRow, now: number): Change {
  const transition = decideTransition(row, { type: 'supersede' }, now)
  assertChanged(transition)
  return toChange(row, transition, { actor: system, now, note: { reason: 'invited_anew' } })
}

const DAY_MS = 86_400_000

/**
 * Why an address that has a live invitation cannot have another one. Who may see that invitation is told so; to all
 * others it is an address that has had its messages for today, as it is when it has: that somebody else has invited it
 * is not theirs to know.
 */
export function refuseInvited(
  live: InvitationRow,
  { address, caller, now }: { address: Address; caller: Inviter | undefined; now: number },
): InvitationError {
  if (caller && !isOwn(live, caller)) return hasHadItsMessages(now)
  const field = 'email' in address ? 'invitee.email' : 'invitee.phone_number'
  return new InvitationError('already_invited', field, 'This address has a live invitation.')
}

/** Word for word what the limit of messages to one address answers. */
function hasHadItsMessages(now: number): InvitationError {
  const limit = 'per_recipient_per_day'
  const retryAfterSeconds = Math.ceil((DAY_MS - (now % DAY_MS)) / 1000)
  const details = { limit, retryAfterSeconds }
  return new InvitationError('limit_reached', undefined, `The limit ${limit} is reached.`, details)
}

/**
 * What must hold and change so that this invitation may be live for its address from now on, as the only one. Nothing
 * for one that is live already, has no address, or was sent by a link. Throws InvitationError as `refuseInvited` makes it.
 */
export async function reserveForRevival(
  deps: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  row: InvitationRow,
  now: number,
  /** Undefined where nobody is told. */
  caller?: Inviter,
): Promise<{ reservation?: AddressReservation; relatedChanges?: readonly Change[] }> {
  const address = addressOf(row)
  if (!address || now < row.expires_at || row.parent_id !== null) return {}
  return reserveAlone(deps, { address, ownId: row.id, now, caller })
}

/** The same for any invitation and the address that it is to have. */
export async function reserveAlone(
  deps: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  {
    address,
    ownId,
    now,
    caller,
  }: { address: Address; ownId: string; now: number; caller: Inviter | undefined },
): Promise<{ reservation: AddressReservation; relatedChanges: readonly Change[] }> {
  const { reservation, live, supersede } = await reserveAddress(deps, { address, ownId, now })
  if (live) throw refuseInvited(live, { address, caller, now })
  return { reservation, relatedChanges: supersede }
}

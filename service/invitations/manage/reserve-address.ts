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

/** The pending invitations of an address, and what has to change when another is to be live. */
export interface ReservedAddress {
  readonly reservation: AddressReservation
  /** The invitation that is live already, apart from the one that asks. */
  readonly live: InvitationRow | undefined
  /**
   * Gives expired invitations a new generation: a person who pressed Accept just before the end must not join through
   * the old one after a new invitation was made, and leave that one live.
   */
  readonly supersede: readonly Change[]
}

/** Finds what an address has, for a new invitation or for one (`ownId`) that is to be live again. */
async function reserveAddress(
  { ledger }: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  { address, ownId, now }: { address: Address; ownId?: string; now: number },
): Promise<ReservedAddress> {
  const pending = await ledger.findPendingInvitations(address, null)
  return toReserved(pending, { address, ownId, now })
}

/** Builds the reservation from rows read a moment ago; the write checks that they still hold. */
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
 * Why an address that has a live invitation cannot have another one. Callers who may see that invitation are told so.
 * All others get the answer for an address at its daily limit, which it also is at the limit, because another inviter's
 * invitation is not theirs to know.
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
 * The preconditions and changes that make this invitation the only live one of its address from now on. Empty for one
 * that is live already, has no address, or was sent by a link. Throws InvitationError as `refuseInvited` makes it.
 */
export async function reserveForRevival(
  deps: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  row: InvitationRow,
  now: number,
  /** Undefined where no caller gets the answer. */
  caller?: Inviter,
): Promise<{ reservation?: AddressReservation; relatedChanges?: readonly Change[] }> {
  const address = addressOf(row)
  if (!address || now < row.expires_at || row.parent_id !== null) return {}
  return reserveAlone(deps, { address, ownId: row.id, now, caller })
}

/** Reserves an address for any invitation that is to have it. */
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

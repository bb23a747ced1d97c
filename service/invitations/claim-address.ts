import type { Change, Claim } from '../ledger/change.ts'
import type { Address, Ledger } from '../ledger/ledger.ts'
import type { InvitationRow } from '../ledger/schema.ts'
import { system } from './actor.ts'
import { addressOf } from './address-of.ts'
import { InvitationError } from './invitation-error.ts'
import { decideTransition } from './lifecycle.ts'
import { assertChanged, toChange } from './to-change.ts'

/** The pending invitations of an address, and what follows when one more of them is to be live. */
export interface ClaimedAddress {
  readonly claim: Claim
  /** The one that is live already, apart from the one that asks. */
  readonly live: InvitationRow | undefined
  /**
   * Makes expired ones another generation: whoever pressed Accept on one just before its end must not join through it
   * after somebody has invited them anew, and leave a live invitation behind.
   */
  readonly supersede: readonly Change[]
}

/** Finds out what an address has, for a new invitation or for one (`ownId`) that is to be live again. */
async function claimAddress(
  { ledger }: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  { address, ownId, now }: { address: Address; ownId?: string; now: number },
): Promise<ClaimedAddress> {
  const pending = await ledger.findPendingInvitations(address, null)
  return toClaimed(pending, { address, ownId, now })
}

/** The same from what was read a moment ago: that it still holds is checked when it is written. */
export function toClaimed(
  pending: readonly InvitationRow[],
  { address, ownId, now }: { address: Address; ownId?: string | undefined; now: number },
): ClaimedAddress {
  const others = pending.filter(({ id }) => id !== ownId)
  return {
    claim: { address, parentId: null, pending: pending.map(({ id, version }) => ({ id, version })) },
    live: others.find(({ expires_at }) => expires_at > now),
    supersede: others.filter(({ expires_at }) => expires_at <= now).map(row => superseded(row, now)),
  }
}

function superseded(row: InvitationRow, now: number): Change {
  const transition = decideTransition(row, { type: 'supersede' }, now)
  assertChanged(transition)
  return toChange(row, transition, { actor: system, now, note: { reason: 'invited_anew' } })
}

/** Names the field of the address that has a live invitation already. */
export function alreadyInvited(address: Address): InvitationError {
  const field = 'email' in address ? 'invitee.email' : 'invitee.phone_number'
  return new InvitationError('already_invited', field, 'This address has a live invitation.')
}

/**
 * What must hold and change so that this invitation may be live for its address from now on, as the only one. Nothing
 * for one that is live already, has no address, or was sent by a link. Throws InvitationError `already_invited`.
 */
export async function claimRevived(
  deps: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  row: InvitationRow,
  now: number,
): Promise<{ claim?: Claim; alongside?: readonly Change[] }> {
  const address = addressOf(row)
  if (!address || now < row.expires_at || row.parent_id !== null) return {}
  return claimAlone(deps, { address, ownId: row.id, now })
}

/** The same for any invitation and the address that it is to have. */
export async function claimAlone(
  deps: { ledger: Pick<Ledger, 'findPendingInvitations'> },
  { address, ownId, now }: { address: Address; ownId: string; now: number },
): Promise<{ claim: Claim; alongside: readonly Change[] }> {
  const { claim, live, supersede } = await claimAddress(deps, { address, ownId, now })
  if (live) throw alreadyInvited(address)
  return { claim, alongside: supersede }
}

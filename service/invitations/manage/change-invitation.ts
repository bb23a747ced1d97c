import type { AddressReservation, Change } from '../../ledger/invitations/change.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { afterChange } from './to-change.ts'

/** More attempts would only be needed by a caller that does nothing but change this one invitation. */
export const MAX_ATTEMPTS = 8

/** A planned change, its precondition, and the changes written with it. */
export interface Plan {
  /** Undefined: the invitation is already as requested, and nothing is written. */
  readonly change: Change | undefined
  readonly reservation?: AddressReservation | undefined
  readonly relatedChanges?: readonly Change[]
}

/**
 * Reads an invitation, plans its change and writes it, and starts over after a concurrent change, so the checks always
 * apply to the version that is written. Throws InvitationError `conflict` after the last attempt, and whatever `read`
 * and `plan` throw.
 */
export async function changeInvitation(
  { ledger }: { ledger: Pick<Ledger, 'changeInvitations'> },
  read: () => Promise<InvitationRow>,
  plan: (row: InvitationRow) => Promise<Plan>,
): Promise<Invitation> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const row = await read()
    const { change, reservation, relatedChanges = [] } = await plan(row)
    if (!change) return toInvitation(row)
    if (await ledger.changeInvitations([...relatedChanges, change], reservation))
      return toInvitation(afterChange(row, change))
  }
  throw conflict()
}

export function conflict(): InvitationError {
  return new InvitationError('conflict', undefined, 'Something else changed it at the same moment.')
}

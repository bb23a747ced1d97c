import type { Change, Claim } from '../../ledger/invitations/change.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { afterChange } from './to-change.ts'

/** More would only be needed by somebody who does nothing but change this one invitation. */
export const MAX_ATTEMPTS = 8

/** What is to be written for one invitation, with what must hold and what else changes by it. */
export interface Plan {
  /** Undefined: it is as it should be, and nothing is written. */
  readonly change: Change | undefined
  readonly claim?: Claim | undefined
  readonly alongside?: readonly Change[]
}

/**
 * Reads an invitation, plans its change and writes it, again if somebody else has changed it in between: whatever was
 * asked and allowed, was so of the very version that is changed. Throws InvitationError `conflict` when that never
 * works, and whatever `read` and `plan` throw.
 */
export async function changeInvitation(
  { ledger }: { ledger: Pick<Ledger, 'changeInvitations'> },
  read: () => Promise<InvitationRow>,
  plan: (row: InvitationRow) => Promise<Plan>,
): Promise<Invitation> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const row = await read()
    const { change, claim, alongside = [] } = await plan(row)
    if (!change) return toInvitation(row)
    if (await ledger.changeInvitations([...alongside, change], claim))
      return toInvitation(afterChange(row, change))
  }
  throw conflict()
}

export function conflict(): InvitationError {
  return new InvitationError('conflict', undefined, 'Something else changed it at the same moment.')
}

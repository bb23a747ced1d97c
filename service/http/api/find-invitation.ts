import { z } from 'zod'
import { type Invitation, toInvitation } from '../../invitations/invitation.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema.ts'
import type { Caller } from './access-token.ts'
import { ApiError } from './api-error.ts'

/** The part of a path that names one invitation. */
export const invitationParameters = z.strictObject({
  id: z.string().describe('Id of the invitation: `inv_…`.'),
})

export const exampleParameters = { id: 'inv_x3pZ8dN1T0uYq5mCkR7wEg' }

/** Inviters see what they made; who may grant anything administers invitations and sees all. */
export function isAdministrator({ permissions }: Caller): boolean {
  return permissions.has('grant:any')
}

/** Is it the caller's own, or do they look after all? */
export function isVisible({ inviter_id }: Pick<InvitationRow, 'inviter_id'>, caller: Caller): boolean {
  return inviter_id === caller.id || isAdministrator(caller)
}

/**
 * Finds the invitation that a path names. Throws ApiError `not_found` for "not yours" exactly as for "not there", so
 * that ids tell nothing. Every operation on one invitation comes through here.
 */
export async function findInvitation(
  { ledger }: { ledger: Pick<Ledger, 'findInvitation'> },
  caller: Caller,
  id: string,
): Promise<Invitation> {
  const row = await ledger.findInvitation(id)
  if (!row || !isVisible(row, caller)) throw new ApiError('not_found', 'There is no such invitation.')
  return toInvitation(row)
}

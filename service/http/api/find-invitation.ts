import { z } from 'zod'
import { findOwn } from '../../invitations/manage/find-own.ts'
import { type Invitation, toInvitation } from '../../invitations/model/invitation.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Caller } from './access-token.ts'

/** The part of a path that names one invitation. */
export const invitationParameters = z.strictObject({
  id: z.string().describe('Id of the invitation: `inv_…`.'),
})

export const exampleParameters = { id: 'inv_x3pZ8dN1T0uYq5mCkR7wEg' }

/** Finds the invitation that a path names. Throws InvitationError `not_found` for "not yours" as for "not there". */
export async function findInvitation(
  deps: { ledger: Pick<Ledger, 'findInvitation'> },
  caller: Caller,
  id: string,
): Promise<Invitation> {
  return toInvitation(await findOwn(deps, id, caller))
}

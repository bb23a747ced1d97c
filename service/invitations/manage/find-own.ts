import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../model/new-invitation.ts'

/** Administrators manage all invitations, everybody else only those that they made. */
export function isOwn({ inviter_id }: Pick<InvitationRow, 'inviter_id'>, caller: Inviter): boolean {
  return inviter_id === caller.id || caller.permissions.has(GRANT_ANY_PERMISSION)
}

/**
 * Finds one of the caller's invitations. Throws InvitationError `not_found` for "not theirs" just as for "not there".
 */
export async function findOwn(
  { ledger }: { ledger: Pick<Ledger, 'findInvitation'> },
  id: string,
  caller: Inviter,
): Promise<InvitationRow> {
  const row = await ledger.findInvitation(id)
  if (!row || !isOwn(row, caller))
    throw new InvitationError('not_found', undefined, 'There is no such invitation.')
  return row
}

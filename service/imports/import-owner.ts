import { InvitationError } from '../invitations/model/invitation-error.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ImportRow } from '../ledger/schema/import-schema.ts'
import { fromViaJson } from '../ledger/schema/via.ts'

/** Finds an import of the caller's. Throws InvitationError `not_found` for "not theirs" just as for "not there". */
export async function findOwnImport(
  { ledger }: { ledger: Pick<Ledger, 'findImport'> },
  id: string,
  caller: Inviter,
): Promise<ImportRow> {
  const row = await ledger.findImport(id)
  const isOwn = row?.owner_id === caller.id || caller.permissions.has(GRANT_ANY_PERMISSION)
  if (!row || !isOwn) throw new InvitationError('not_found', undefined, 'There is no such import.')
  return row
}

/** The owner as an inviter, with what they were allowed when they confirmed. */
export function toOwner(row: ImportRow): Inviter {
  const { owner_id: id, owner_kind: kind, owner_name: name, permissions } = row
  return {
    id,
    kind,
    via: fromViaJson(row.owner_via),
    ...(name !== null && { name }),
    permissions: new Set(JSON.parse(permissions) as string[]),
  }
}

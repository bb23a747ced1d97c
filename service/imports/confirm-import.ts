import { InvitationError } from '../invitations/model/invitation-error.ts'
import type { Inviter } from '../invitations/model/new-invitation.ts'
import type { ImportRow } from '../ledger/schema/import-schema.ts'
import type { ImportDeps } from './import-deps.ts'
import { findOwnImport } from './import-owner.ts'

type Deps = Pick<ImportDeps, 'ledger' | 'now'>

/**
 * Begins to invite the people of an import; one that has begun or is done stays as it is. Throws InvitationError
 * `not_found`, `forbidden` for somebody else's, `conflict` for one that was cancelled or was only to be looked at.
 */
export async function confirmImport(deps: Deps, id: string, caller: Inviter): Promise<ImportRow> {
  const row = await findOwnImport(deps, id, caller)
  // They are the inviter of everybody in it, and it is judged by what they may do.
  if (row.owner_id !== caller.id)
    throw new InvitationError('forbidden', undefined, 'Only whoever uploaded it may confirm it.')
  if (row.dry_run === 1)
    throw new InvitationError('conflict', undefined, 'This import was only to be looked at.')
  const isConfirmed = await deps.ledger.confirmImport(id, [...caller.permissions], deps.now())
  const now = await findOwnImport(deps, id, caller)
  if (isConfirmed || ['confirmed', 'running', 'finished'].includes(now.status)) return now
  throw new InvitationError('conflict', undefined, 'The import is not ready, or has ended.')
}

/**
 * Ends an import where it is: who was invited stays so. Throws InvitationError `not_found`, and `conflict` for one that
 * has ended in another way.
 */
export async function cancelImport(deps: Deps, id: string, caller: Inviter): Promise<ImportRow> {
  await findOwnImport(deps, id, caller)
  await deps.ledger.endImport(id, { status: 'cancelled', now: deps.now() })
  const row = await findOwnImport(deps, id, caller)
  if (row.status === 'cancelled') return row
  throw new InvitationError('conflict', undefined, 'The import has ended already.')
}

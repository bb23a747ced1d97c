import { InvitationError } from '../invitations/model/invitation-error.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'
import type { InvitationFilter } from '../ledger/invitations/invitation-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { BulkOperationRow } from '../ledger/schema/bulk-operation-schema.ts'
import { toViaJson } from '../ledger/schema/via.ts'

/** What is to be done to every invitation that matches. */
export interface BulkOperationRequest {
  /** Names the request: sent twice, it begins once. */
  readonly nonce: string
  readonly action: BulkOperationRow['action']
  readonly filter: InvitationFilter
  readonly ttlSeconds: number | undefined
}

export interface BulkOperationUseDeps {
  readonly ledger: Ledger
  now(): number
}

/** Begins a bulk operation of what was made until now, or until an earlier moment. Answers its id. */
export async function beginBulkOperation(
  deps: BulkOperationUseDeps,
  bulkOperation: BulkOperationRequest,
  owner: Inviter,
): Promise<string> {
  const now = deps.now()
  const createdBefore = Math.min(bulkOperation.filter.createdBefore ?? now + 1, now + 1)
  const filter: InvitationFilter = { ...bulkOperation.filter, createdBefore }
  const { total } = await deps.ledger.countInvitations(filter, now)
  // Somebody else's nonce names nothing of theirs.
  const id = `bulk_${bulkOperation.nonce}`
  await deps.ledger.createBulkOperation({
    id,
    owner_id: owner.id,
    owner_via: toViaJson(owner.via),
    owner_name: owner.name ?? null,
    permissions: JSON.stringify([...owner.permissions]),
    action: bulkOperation.action,
    ttl_seconds: bulkOperation.ttlSeconds ?? null,
    filter: JSON.stringify(filter),
    status: 'running',
    total,
    seen: 0,
    changed: 0,
    refused: '{}',
    examples: '[]',
    cursor_at: null,
    cursor_id: null,
    failure: null,
    created_at: now,
    updated_at: now,
    ended_at: null,
  })
  return id
}

/** Finds a bulk operation of the caller's. Throws InvitationError `not_found` for "not theirs" just as for "not there". */
export async function findOwnBulkOperation(
  { ledger }: { ledger: Pick<Ledger, 'findBulkOperation'> },
  id: string,
  caller: Inviter,
): Promise<BulkOperationRow> {
  const row = await ledger.findBulkOperation(id)
  const isOwn = row?.owner_id === caller.id || caller.permissions.has(GRANT_ANY_PERMISSION)
  if (!row || !isOwn) throw new InvitationError('not_found', undefined, 'There is no such bulk operation.')
  return row
}

/** Ends a bulk operation where it is; one that has ended stays as it is. Throws InvitationError `not_found`. */
export async function cancelBulkOperation(
  deps: BulkOperationUseDeps,
  id: string,
  caller: Inviter,
): Promise<void> {
  await findOwnBulkOperation(deps, id, caller)
  await deps.ledger.endBulkOperation(id, { status: 'cancelled', now: deps.now() })
}

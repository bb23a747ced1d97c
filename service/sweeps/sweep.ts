import { InvitationError } from '../invitations/model/invitation-error.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'
import type { InvitationFilter } from '../ledger/invitations/invitation-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { SweepRow } from '../ledger/schema/sweep-schema.ts'
import { toViaJson } from '../ledger/schema/via.ts'

/** What is to be done to every invitation that matches. */
export interface NewSweep {
  /** Names the request: sent twice, it begins once. */
  readonly nonce: string
  readonly action: SweepRow['action']
  readonly filter: InvitationFilter
  readonly ttlSeconds: number | undefined
}

type Deps = { readonly ledger: Ledger; now(): number }

/** Begins a sweep of what was made until now, or until an earlier moment. Answers its id. */
export async function beginSweep(deps: Deps, sweep: NewSweep, owner: Inviter): Promise<string> {
  const now = deps.now()
  const createdBefore = Math.min(sweep.filter.createdBefore ?? now + 1, now + 1)
  const filter: InvitationFilter = { ...sweep.filter, createdBefore }
  const { total } = await deps.ledger.countInvitations(filter, now)
  // Somebody else's nonce names nothing of theirs.
  const id = `swp_${sweep.nonce}`
  await deps.ledger.createSweep({
    id,
    owner_id: owner.id,
    owner_via: toViaJson(owner.via),
    owner_name: owner.name ?? null,
    permissions: JSON.stringify([...owner.permissions]),
    action: sweep.action,
    ttl_seconds: sweep.ttlSeconds ?? null,
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

/** Finds a sweep of the caller's. Throws InvitationError `not_found` for "not theirs" just as for "not there". */
export async function findOwnSweep(
  { ledger }: { ledger: Pick<Ledger, 'findSweep'> },
  id: string,
  caller: Inviter,
): Promise<SweepRow> {
  const row = await ledger.findSweep(id)
  const isOwn = row?.owner_id === caller.id || caller.permissions.has(GRANT_ANY_PERMISSION)
  if (!row || !isOwn) throw new InvitationError('not_found', undefined, 'There is no such sweep.')
  return row
}

/** Ends a sweep where it is; one that has ended stays as it is. Throws InvitationError `not_found`. */
export async function cancelSweep(deps: Deps, id: string, caller: Inviter): Promise<void> {
  await findOwnSweep(deps, id, caller)
  await deps.ledger.endSweep(id, { status: 'cancelled', now: deps.now() })
}

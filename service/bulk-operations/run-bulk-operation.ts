import { extendInvitation } from '../invitations/manage/extend-invitation.ts'
import { resendInvitation } from '../invitations/manage/resend-invitation.ts'
import { revokeInvitation } from '../invitations/manage/revoke-invitation.ts'
import { InvitationError } from '../invitations/model/invitation-error.ts'
import type { LifeDeps } from '../invitations/model/life-deps.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'
import type { BulkOperationProgress } from '../ledger/invitations/bulk-operation-ledger.ts'
import type { InvitationFilter } from '../ledger/invitations/invitation-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { BulkOperationRow } from '../ledger/schema/bulk-operation-schema.ts'
import type { InvitationRow } from '../ledger/schema/schema.ts'
import { fromViaJson } from '../ledger/schema/via.ts'

export interface BulkOperationDeps extends Omit<LifeDeps, 'ledger'> {
  readonly ledger: Ledger
  /** What is left of somebody's permissions. Throws ManagementError. */
  readonly authorityOf: (userId: string, held: ReadonlySet<string>) => Promise<ReadonlySet<string>>
}

/** So many between two notes of how far it has come: after a crash as many are tried again. */
const BATCH = 50
/** This many refused invitations can be viewed one by one. */
const MAX_EXAMPLES = 100

const permissionFor = {
  resend: 'update:invitations',
  extend: 'update:invitations',
  revoke: 'delete:invitations',
} as const

/**
 * Changes the invitations of a bulk operation from where it is, each by the rules of a single one, until it is done, has ended otherwise, or
 * `mayGoOn` says no; answers whether there is more to do. Throws ManagementError, LedgerError: what was done until then
 * is noted.
 */
export async function runBulkOperation(
  deps: BulkOperationDeps,
  id: string,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const row = await deps.ledger.findBulkOperation(id)
  if (row?.status !== 'running') return false
  const owner = await findOwner(deps, row)
  if (!owner) {
    await deps.ledger.endBulkOperation(id, { status: 'failed', failure: 'forbidden', now: deps.now() })
    return false
  }
  let at: Progress = toProgress(row)
  while (at.status === 'running') {
    if (!mayGoOn()) return true
    const next = await runBatch(deps, { row, owner, at })
    if (!next) return false
    at = next
  }
  return false
}

/** Whoever has lost what it takes, or sees less than when they confirmed, changes nothing more. */
async function findOwner(
  { authorityOf }: BulkOperationDeps,
  row: BulkOperationRow,
): Promise<Inviter | undefined> {
  const held = new Set(JSON.parse(row.permissions) as string[])
  const left = await authorityOf(row.owner_id, held)
  const needed = [
    permissionFor[row.action],
    ...(held.has(GRANT_ANY_PERMISSION) ? [GRANT_ANY_PERMISSION] : []),
  ]
  if (!needed.every(name => left.has(name))) return undefined
  const { owner_id: id, owner_name: name, owner_via } = row
  return {
    id,
    kind: 'person',
    via: fromViaJson(owner_via),
    ...(name !== null && { name }),
    permissions: left,
  }
}

/** How far a bulk operation has come, with its lists read. */
type Progress = Omit<BulkOperationProgress, 'refused' | 'examples'> & {
  readonly refused: Readonly<Record<string, number>>
  readonly examples: readonly (readonly [id: string, reason: string])[]
}

function toProgress(row: BulkOperationRow): Progress {
  const { seen, changed, cursor_at, cursor_id } = row
  const lists = { refused: JSON.parse(row.refused), examples: JSON.parse(row.examples) }
  return { status: 'running', seen, changed, cursor_at, cursor_id, ...lists }
}

interface RunningOperation {
  readonly row: BulkOperationRow
  readonly owner: Inviter
  readonly at: Progress
}

/** Answers where it has come to; undefined when somebody else has moved or ended it. */
async function runBatch(
  deps: BulkOperationDeps,
  { row, owner, at }: RunningOperation,
): Promise<Progress | undefined> {
  const filter = JSON.parse(row.filter) as InvitationFilter
  const { cursor_at: value, cursor_id: id } = at
  const after = value === null || id === null ? undefined : { value, id }
  const page = { filter, take: BATCH, after, now: deps.now(), order: 'oldest' } as const
  const invitations = await deps.ledger.listInvitations(page)
  // Together, so that they share commits.
  const tries = invitations.map(one => tryTo(deps, row, owner, one.id))
  const settled = await Promise.allSettled(tries)
  let next = at
  for (const [index, one] of invitations.entries()) {
    const result = settled[index]
    if (result?.status === 'fulfilled') next = countOutcome(next, one, result.value)
    else {
      // What was done up to there is noted.
      if (next !== at) await save(deps, row.id, at, next)
      throw result?.reason
    }
  }
  if (invitations.length < BATCH) next = { ...next, status: 'finished' }
  return (await save(deps, row.id, at, next)) ? next : undefined
}

function countOutcome(at: Progress, { id, created_at }: InvitationRow, reason: string | undefined): Progress {
  const place = { seen: at.seen + 1, cursor_at: created_at, cursor_id: id }
  if (reason === undefined) return { ...at, ...place, changed: at.changed + 1 }
  const refused = { ...at.refused, [reason]: (at.refused[reason] ?? 0) + 1 }
  const examples = at.examples.length < MAX_EXAMPLES ? [...at.examples, [id, reason] as const] : at.examples
  return { ...at, ...place, refused, examples }
}

function save(deps: BulkOperationDeps, id: string, from: Progress, to: Progress): Promise<boolean> {
  const lists = { refused: JSON.stringify(to.refused), examples: JSON.stringify(to.examples) }
  return deps.ledger.moveBulkOperation(id, from.cursor_id, { ...to, ...lists }, deps.now())
}

/** Undefined when it was changed, or else why it was not. Throws ManagementError, LedgerError. */
async function tryTo(
  deps: BulkOperationDeps,
  row: BulkOperationRow,
  owner: Inviter,
  id: string,
): Promise<string | undefined> {
  const request = { id, ttlSeconds: row.ttl_seconds ?? undefined }
  try {
    if (row.action === 'revoke') await revokeInvitation(deps, request, owner)
    else if (row.action === 'extend') await extendInvitation(deps, request, owner)
    else await resendInvitation(deps, request, owner)
    return undefined
  } catch (error) {
    if (error instanceof InvitationError) return error.code
    throw error
  }
}

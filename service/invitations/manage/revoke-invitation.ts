import type { InvitationFilter } from '../../ledger/invitations/invitation-ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { Invitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../model/new-invitation.ts'
import { changeInvitation, type Plan } from './change-invitation.ts'
import { findOwn } from './find-own.ts'
import { assertChanged, toChange } from './to-change.ts'

type RevokeDeps = Pick<LifeDeps, 'ledger' | 'now'>

/** The page size keeps other writers from waiting long for the ledger. */
const PAGE = 100

/**
 * Revokes a pending invitation, and with it whatever it has sent. An ended one stays as it is (`not_pending`); while
 * its grant is open, the redemption may still be taken back, and then it is revoked. Throws InvitationError.
 */
export async function revokeInvitation(
  deps: RevokeDeps,
  { id }: { id: string },
  caller: Inviter,
): Promise<Invitation> {
  const read = () => findOwn(deps, id, caller)
  const plan = async (row: InvitationRow): Promise<Plan> => {
    const inFlight = row.status === 'accepted' && (await deps.ledger.hasOpenGrant(id))
    const now = deps.now()
    const transition = decideTransition(row, { type: 'revoke', inFlight }, now)
    if (transition.outcome === 'changed') return { change: toChange(row, transition, { actor: caller, now }) }
    // The invitation may have been released between the two reads, and can then be revoked.
    const again = await read()
    if (again.version !== row.version) return plan(again)
    throw notPending()
  }
  const revoked = await changeInvitation(deps, read, plan)
  if (revoked.status !== 'revoked') throw notPending()
  if (revoked.kind !== 'personal') await revokeAll(deps, { parentId: id }, caller)
  return revoked
}

/**
 * Revokes every matching pending invitation of the caller, and returns how many it changed. An undefined filter matches
 * nothing.
 */
export async function revokeMatching(
  deps: RevokeDeps,
  filter: InvitationFilter | undefined,
  caller: Inviter,
): Promise<number> {
  if (!filter) return 0
  const isAdministrator = caller.permissions.has(GRANT_ANY_PERMISSION)
  // fail closed: the filter may name another inviter, which only administrators may do.
  if (!isAdministrator && filter.inviterId !== undefined && filter.inviterId !== caller.id) return 0
  return revokeAll(deps, isAdministrator ? filter : { ...filter, inviterId: caller.id }, caller)
}

async function revokeAll(deps: RevokeDeps, filter: InvitationFilter, caller: Inviter): Promise<number> {
  const { status } = filter
  if (status !== undefined && status !== 'pending' && status !== 'expired') return 0
  let count = 0
  // Expired ones are pending too: a filter that names neither means both.
  for (const open of status === undefined ? (['pending', 'expired'] as const) : [status])
    count += await revokeOpen(deps, { ...filter, status: open }, caller)
  return count
}

async function revokeOpen(deps: RevokeDeps, filter: InvitationFilter, caller: Inviter): Promise<number> {
  let count = 0
  for (;;) {
    const rows = await deps.ledger.listInvitations({ filter, take: PAGE, now: deps.now() })
    const revoked = await Promise.all(rows.map(row => tryToRevoke(deps, row, caller)))
    count += revoked.reduce((sum, changed) => sum + changed, 0)
    // Rows that others changed meanwhile match again, or no longer do.
    if (rows.length < PAGE && !revoked.includes(0)) return count
  }
}

/** Returns how many invitations it changed: a link for several people takes what it sent with it. */
async function tryToRevoke(deps: RevokeDeps, row: InvitationRow, caller: Inviter): Promise<number> {
  const now = deps.now()
  const transition = decideTransition(row, { type: 'revoke' }, now)
  assertChanged(transition)
  const done = await deps.ledger.changeInvitations([toChange(row, transition, { actor: caller, now })])
  if (!done) return 0
  return row.kind === 'personal' ? 1 : 1 + (await revokeAll(deps, { parentId: row.id }, caller))
}

function notPending(): InvitationError {
  return new InvitationError('not_pending', undefined, 'The invitation is not pending any more.')
}

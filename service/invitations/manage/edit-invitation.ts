import type { Address } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { toViaJson } from '../../ledger/schema/via.ts'
import { addressOf } from '../model/address-of.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import type { InvitationChanges } from '../model/invitation-changes.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { maxTtlSecondsOf } from '../model/max-ttl.ts'
import type { Inviter } from '../model/new-invitation.ts'
import { assertKnownToTenant, assertTerms, assertTtl } from './assert-terms.ts'
import { changeInvitation, type Plan } from './change-invitation.ts'
import { findOwn } from './find-own.ts'
import { once } from './once.ts'
import { readAddress } from './read-addressee.ts'
import { reserveAlone, reserveForRevival } from './reserve-address.ts'
import { assertChanged, toChange } from './to-change.ts'
import { type EditedColumns, toEditedColumns } from './to-edited-columns.ts'
import { type NextDelivery, toNextDelivery } from './vouch.ts'

type EditDeps = Pick<LifeDeps, 'ledger' | 'catalog' | 'guard' | 'policy' | 'config' | 'now'>

interface Edit {
  readonly row: InvitationRow
  readonly changes: InvitationChanges
  readonly caller: Inviter
  readonly next: NextDelivery
}

/**
 * Changes a pending invitation. Another address, grant or delivery makes every older link worthless, and a delivered
 * invitation is sent again by itself. Throws InvitationError, and ManagementError when the tenant cannot be asked.
 */
export function editInvitation(
  deps: EditDeps,
  { id, changes }: { id: string; changes: InvitationChanges },
  caller: Inviter,
): Promise<Invitation> {
  const takeSending = once((recipient: Address) =>
    deps.guard.takeSending({ inviterId: caller.id, recipient }),
  )
  return changeInvitation(
    deps,
    () => findOwn(deps, id, caller),
    async row => {
      // An ended invitation is reported first, because no correction of the request could change it.
      assertChanged(decideTransition(row, { type: 'edit', raisesGeneration: false }, deps.now()))
      assertTerms(changes, deps.config)
      if (changes.ttlSeconds !== undefined) assertTtl(changes.ttlSeconds, maxTtlSecondsOf(row, deps.policy))
      const next = toNextDelivery(row, changes, caller)
      const edited = toEditedColumns(row, changes, next)
      const recipient = addressOf({ ...row, ...edited.set })
      const isMailed = next.delivery === 'delivered' && next.vouchedBy === undefined
      if (recipient && edited.raisesGeneration && isMailed) await takeSending(recipient)
      await assertKnownToTenant(deps.catalog, changes)
      await deps.guard.assertMayEdit(caller, toInvitation(row), withAddress(changes))
      return planEdit(deps, { row, changes, caller, next }, edited)
    },
  )
}

async function planEdit(deps: EditDeps, edit: Edit, edited: EditedColumns): Promise<Plan> {
  const { row, changes, caller, next } = edit
  const { ttlSeconds } = changes
  const { delivery, vouchedBy } = next
  const { raisesGeneration, set } = edited
  const now = deps.now()
  const expiresAt = ttlSeconds === undefined ? undefined : now + ttlSeconds * 1000
  if (!raisesGeneration && expiresAt === undefined && Object.keys(set).length === 0)
    return { change: undefined }
  const operation = { type: 'edit', raisesGeneration, delivery, vouchedBy, expiresAt } as const
  const transition = decideTransition(row, operation, now)
  assertChanged(transition)
  const all = edited.changesGrant ? { ...set, ...toGranter(row, caller) } : set
  const change = toChange(row, transition, { actor: caller, now, set: all })
  return { change, ...(await reservation(deps, edit, edited, now)) }
}

/** The address in its one form, as the guard expects it. */
function withAddress(changes: InvitationChanges): InvitationChanges {
  return changes.invitee ? { ...changes, invitee: readAddress(changes.invitee) } : changes
}

/** The editor answers for the grant from now on, together with the inviter. */
function toGranter({ inviter_id }: InvitationRow, { id, kind, via }: Inviter): Partial<InvitationRow> {
  if (id === inviter_id) return { granted_by_id: null, granted_by_kind: null, granted_by_via: null }
  return { granted_by_id: id, granted_by_kind: kind, granted_by_via: toViaJson(via) }
}

function reservation(
  deps: EditDeps,
  { row, changes, caller }: Edit,
  { set, changesAddress }: EditedColumns,
  now: number,
) {
  const address = changesAddress ? addressOf({ ...row, ...set }) : undefined
  if (address) return reserveAlone(deps, { address, ownId: row.id, now, caller })
  return changes.ttlSeconds === undefined ? {} : reserveForRevival(deps, row, now, caller)
}

import { addLogFields } from '../../base/log.ts'
import type { AddressReservation, Change } from '../../ledger/invitations/change.ts'
import type { Address } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { maxTtlSecondsOf } from '../model/max-ttl.ts'
import type { Inviter, NewInvitation } from '../model/new-invitation.ts'
import { rowId } from '../model/row-id.ts'
import { assertNewInvitation } from './assert-new-invitation.ts'
import { assertKnownToTenant } from './assert-terms.ts'
import { conflict, MAX_ATTEMPTS } from './change-invitation.ts'
import { extendInvitation } from './extend-invitation.ts'
import { isOwn } from './find-own.ts'
import { assertDeliverable, assertLeadsOn, readAddress, readDomain } from './read-addressee.ts'
import { refuseInvited, toReserved } from './reserve-address.ts'
import { assertChanged, toChange } from './to-change.ts'
import { type NewRow, toNewRow } from './to-new-row.ts'
import { readVoucher } from './vouch.ts'

/** `extended`: the address had a live invitation, which was given more time as the request asked. */
export interface CreatedInvitation {
  readonly outcome: 'created' | 'extended'
  readonly invitation: Invitation
}

/**
 * Makes an invitation and queues its mail, in one transaction. Throws InvitationError for what may not be asked for,
 * ManagementError when the tenant cannot be asked.
 */
export async function createInvitation(
  deps: LifeDeps,
  asked: NewInvitation,
  inviter: Inviter,
): Promise<CreatedInvitation> {
  assertNewInvitation(asked, inviter, deps)
  const address = (asked.kind ?? 'personal') === 'personal' ? readAddress(asked.invitee) : undefined
  if (address) assertWay(asked, address, inviter)
  const domain = asked.kind === 'domain' ? readDomain(asked.domain) : undefined
  const request = { ...asked, invitee: address ?? {}, domain }
  // Sendings are counted first, so that attempts refused later count too.
  await deps.guard.takeSending({ inviterId: inviter.id, recipient: address })
  // The pending invitations are read first, so that a later join is noticed below.
  const pending = address ? await deps.ledger.findPendingInvitations(address, null) : []
  await assertKnownToTenant(deps.catalog, request)
  await deps.guard.assertMayCreate(inviter, request)
  if (!address) {
    const row = newRow(deps, request, inviter)
    await deps.ledger.createInvitation(row, { mail: false, requestKeyHash: request.requestKeyHash })
    return { outcome: 'created', invitation: toInvitation(row) }
  }
  return createPersonal(deps, { request, address, pending }, inviter)
}

/** Throws InvitationError if the link cannot be delivered to the address, or cannot be used there. */
function assertWay(asked: NewInvitation, address: Address, inviter: Inviter): void {
  const isVouched = readVoucher(asked, inviter) !== undefined
  const delivery = isVouched ? 'delivered' : (asked.delivery ?? 'delivered')
  if (delivery === 'delivered' && !isVouched) assertDeliverable(address)
  const inviteePhoneNumber = 'email' in address ? null : address.phoneNumber
  assertLeadsOn({ delivery, inviteePhoneNumber, connection: asked.connection ?? null })
}

interface PersonalRequest {
  readonly request: NewInvitation
  readonly address: Address
  /** The pending invitations of the address when the request came. */
  readonly pending: readonly InvitationRow[]
}

async function createPersonal(
  deps: LifeDeps,
  { request, address, pending }: PersonalRequest,
  inviter: Inviter,
): Promise<CreatedInvitation> {
  const seen = new Set<string>()
  let current = pending
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const { reservation, live, supersede } = toReserved(current, { address, now: deps.now() })
    // If the address joined while this request ran, do not create a second, unused invitation.
    if (await hasJoinedSince(deps, seen, reservation)) throw conflict()
    for (const { id } of reservation.pending) seen.add(id)
    const asksToExtend = live && isOwn(live, inviter) && request.onLiveInvitation === 'extend'
    if (asksToExtend) return extendLive(deps, live, { request, inviter })
    assertMayReplace(deps, live, { request, address }, inviter)

    const row = newRow(deps, request, inviter)
    const created = await deps.ledger.createInvitation(row, {
      mail: row.delivery_status === 'queued',
      reservation,
      relatedChanges: [...(live ? [replaced(live, inviter, row)] : []), ...supersede],
      requestKeyHash: request.requestKeyHash,
    })
    if (created) {
      addLogFields({ invitation: row.id })
      return { outcome: 'created', invitation: toInvitation(row) }
    }
    current = await deps.ledger.findPendingInvitations(address, null)
  }
  throw conflict()
}

function assertMayReplace(
  deps: LifeDeps,
  live: InvitationRow | undefined,
  { request, address }: Omit<PersonalRequest, 'pending'>,
  inviter: Inviter,
): void {
  if (!live || (isOwn(live, inviter) && request.onLiveInvitation === 'replace')) return
  throw refuseInvited(live, { address, caller: inviter, now: deps.now() })
}

async function hasJoinedSince(
  { ledger }: LifeDeps,
  seen: ReadonlySet<string>,
  { pending }: AddressReservation,
) {
  const gone = [...seen].filter(id => !pending.some(row => row.id === id))
  const rows = await Promise.all(gone.map(id => ledger.findInvitation(id)))
  return rows.some(row => row?.status === 'accepted')
}

/** Extends the live invitation, unless it already lasts long enough. */
async function extendLive(
  deps: LifeDeps,
  live: InvitationRow,
  { request, inviter }: { request: NewInvitation; inviter: Inviter },
): Promise<CreatedInvitation> {
  const ttlSeconds = request.ttlSeconds ?? live.ttl_ms / 1000
  const isLonger = deps.now() + ttlSeconds * 1000 > live.expires_at
  if (!isLonger) return { outcome: 'extended', invitation: toInvitation(live) }
  const extended = extendInvitation(deps, { id: live.id, ttlSeconds }, inviter)
  const invitation = await extended.catch((error: unknown) => {
    // The invitation was accepted, declined or revoked after it was found live.
    throw error instanceof InvitationError && error.code === 'not_pending' ? conflict() : error
  })
  return { outcome: 'extended', invitation }
}

function replaced(live: InvitationRow, inviter: Inviter, { id, created_at: now }: NewRow): Change {
  const transition = decideTransition(live, { type: 'revoke' }, now)
  assertChanged(transition)
  return toChange(live, transition, { actor: inviter, now, note: { reason: 'replaced', replaced_by: id } })
}

function newRow({ now, policy }: LifeDeps, request: NewInvitation, inviter: Inviter): NewRow {
  const maxTtlSeconds = maxTtlSecondsOf({ kind: request.kind ?? 'personal' }, policy)
  return toNewRow(request, inviter, { id: rowId('inv', now()), now: now(), maxTtlSeconds })
}

import { toChange } from '../../../service/invitations/manage/to-change.ts'
import { decideTransition } from '../../../service/invitations/model/lifecycle.ts'
import type { NewInvitationRow } from '../../../service/ledger/schema/schema.ts'
import type { GateWorld } from '../world/gate-world.ts'
import { type Acceptance, accept, invite } from '../world/person.ts'
import type { Address, Door, Visit } from './door.ts'

/** How somebody stands with an invitation when they knock. */
export const situations = [
  'invited, right address',
  'invited, other address',
  'link handed out, right address',
  'not invited',
  'expired',
  'revoked',
  'used up',
] as const

export type Situation = (typeof situations)[number]

const MINUTE_MS = 60_000

/** Brings a situation about for a fresh address. */
export async function situate(
  world: GateWorld,
  { door, situation, number }: { door: Door; situation: Situation; number: number },
): Promise<Visit> {
  const toAddress = door.address ?? (n => ({ email: `person${n}@example.com` }))
  const address = toAddress(number)
  const other = toAddress(number + 1_000_000)
  const acceptance = await arrange(world, situation, address, other)
  const params = acceptance
    ? { 'ext-invite': acceptance.token, state: acceptance.state }
    : { state: 'state-of-the-application' }
  const known = 'email' in address ? address.email : address.phone
  return { world, address, known, acceptance, params }
}

async function arrange(
  world: GateWorld,
  situation: Situation,
  address: Address,
  other: Address,
): Promise<Acceptance | undefined> {
  switch (situation) {
    case 'invited, right address':
      return accept(world, await invite(world, toInvitee(address)))
    case 'invited, other address':
      return accept(world, await invite(world, toInvitee(other)))
    case 'link handed out, right address':
      return acceptSeen(world, address)
    case 'not invited':
      return undefined
    case 'expired':
      return expire(world, address)
    case 'revoked':
      return revoke(world, address)
    case 'used up':
      return useUp(world, address)
  }
}

function toInvitee(address: Address): Partial<NewInvitationRow> {
  if ('email' in address) return { invitee_email: address.email }
  return { invitee_email: null, invitee_phone_number: address.phone }
}

/**
 * Somebody with a link that a person was shown: only that of a telephone number leads on. Of an address nobody has more
 * than the link, and whoever comes, comes with nothing.
 */
async function acceptSeen(world: GateWorld, address: Address): Promise<Acceptance | undefined> {
  const id = await invite(world, { ...toInvitee(address), delivery: 'handed_out' })
  if ('phone' in address) return accept(world, id)
  const accepted = await accept(world, id).catch((error: unknown) => String(error))
  if (accepted !== 'TypeError: not accepted: invitation_required') throw new TypeError('was accepted')
  return undefined
}

/** Accepted twenty minutes ago, when it had ten to live. */
async function expire(world: GateWorld, address: Address): Promise<Acceptance> {
  world.ahead.ms = -20 * MINUTE_MS
  const expires_at = world.now() + 10 * MINUTE_MS
  const acceptance = await accept(world, await invite(world, { ...toInvitee(address), expires_at }))
  world.ahead.ms = 0
  return acceptance
}

async function revoke(world: GateWorld, address: Address): Promise<Acceptance> {
  const acceptance = await accept(world, await invite(world, toInvitee(address)))
  await withdraw(world, acceptance.invitation)
  return acceptance
}

/** Takes an invitation back. */
export async function withdraw(world: GateWorld, id: string): Promise<void> {
  const row = await world.ledger.findInvitation(id)
  const transition = row && decideTransition(row, { type: 'revoke' }, world.now())
  if (!row || transition?.outcome !== 'changed') throw new TypeError('not revoked')
  const actor = { kind: 'system', id: null } as const
  await world.ledger.changeInvitations([toChange(row, transition, { actor, now: world.now() })])
}

/** Accepted twice, and somebody else was faster. */
async function useUp(world: GateWorld, address: Address): Promise<Acceptance> {
  const id = await invite(world, toInvitee(address))
  const faster = await accept(world, id)
  const acceptance = await accept(world, id)
  const now = world.now()
  await world.ledger.redeem({
    redemption: {
      id: `red_of_${id}`,
      invitation_id: id,
      user_id: 'auth0|faster',
      user_created_at: now,
      handoff_ref: faster.ref,
      account: 'new',
      connection: 'Users',
      client_id: 'portal',
      redeemed_at: now,
    },
    generation: 1,
    grantAt: now,
  })
  return acceptance
}

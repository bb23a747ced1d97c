import type { Ledger } from '../ledger/ledger.ts'
import { type Invitation, toInvitation } from './invitation.ts'
import { statusOf } from './invitation-status.ts'

export interface OpenDeps {
  ledger: Pick<Ledger, 'findInvitation'>
  /** Milliseconds since 1970. */
  now(): number
}

/** One generation of one invitation: what a link is for. */
export interface InvitationKey {
  readonly invitationId: string
  readonly generation: number
}

/** How an invitation looks to the holder of a link. Who holds a dead one is told that, and nothing about anybody. */
export type OpenedInvitation =
  | { state: 'live' | 'expired' | 'accepted'; invitation: Invitation }
  | { state: 'revoked' | 'replaced' | 'declined' | 'unknown' }

/** Looks at the invitation behind an authentic link. Changes nothing, however often. */
export async function openInvitation(deps: OpenDeps, key: InvitationKey): Promise<OpenedInvitation> {
  const row = await deps.ledger.findInvitation(key.invitationId)
  if (!row) return { state: 'unknown' }
  const invitation = toInvitation(row)
  const status = statusOf(invitation, deps.now())
  // Before the generation, which both of them raise.
  if (status === 'revoked' || status === 'declined') return { state: status }
  if (invitation.generation !== key.generation) return { state: 'replaced' }
  return { state: status === 'pending' ? 'live' : status, invitation }
}

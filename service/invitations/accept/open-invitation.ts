import type { Ledger } from '../../ledger/ledger.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import { statusOf } from '../model/invitation-status.ts'
import { leadsToMessage } from '../model/seen-link.ts'

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

/**
 * How an invitation looks to the holder of a link. Who holds a dead one is told that in its language, and
 * nothing about anybody.
 * `handed_out`: the link was shown to somebody, and leads to nothing but the message to the invited address.
 * `used_up`: a link that several people could use has no use left.
 */
export type OpenedInvitation =
  | { state: 'live' | 'handed_out' | 'expired' | 'accepted' | 'used_up'; invitation: Invitation }
  | { state: 'revoked' | 'replaced' | 'declined'; locale?: string }
  | { state: 'unknown' }

/** Looks at the invitation behind an authentic link. Changes nothing, however often. */
export async function openInvitation(deps: OpenDeps, key: InvitationKey): Promise<OpenedInvitation> {
  const row = await deps.ledger.findInvitation(key.invitationId)
  if (!row) return { state: 'unknown' }
  const invitation = toInvitation(row)
  const state = stateOf(invitation, key.generation, deps.now())
  const isOpen = state === 'live' || state === 'handed_out'
  if (!isOpen || invitation.parentId === null || invitation.parentGeneration === null)
    return toOpened(state, invitation)
  // An invitation sent by a link ends when that link ends.
  const { parentId: invitationId, parentGeneration: generation } = invitation
  const sender = await openInvitation(deps, { invitationId, generation })
  return toOpened(sender.state === 'live' ? state : sender.state, invitation)
}

type State = OpenedInvitation['state']

function stateOf(invitation: Invitation, generation: number, now: number): State {
  const status = statusOf(invitation, now)
  // This check precedes the generation check, because both transitions raise the generation.
  if (status === 'revoked' || status === 'declined') return status
  const leadsNoFurther = leadsToMessage(invitation, generation)
  if (invitation.generation !== generation && !leadsNoFurther) return 'replaced'
  if (status === 'accepted') return invitation.kind === 'personal' ? 'accepted' : 'used_up'
  if (status !== 'pending') return status
  return leadsNoFurther ? 'handed_out' : 'live'
}

function toOpened(state: State, invitation: Invitation): OpenedInvitation {
  switch (state) {
    case 'live':
    case 'handed_out':
    case 'expired':
    case 'accepted':
    case 'used_up':
      return { state, invitation }
    case 'unknown':
      return { state }
    default:
      return { state, ...(invitation.locale !== null && { locale: invitation.locale }) }
  }
}

import { allow, refuse } from '../../../service/invitations/model/decision.ts'
import type { AcceptanceDecision, Guard, Sending } from '../../../service/invitations/model/guard.ts'
import { InvitationError } from '../../../service/invitations/model/invitation-error.ts'

/** A policy that allows everything until a test says otherwise. */
export interface OpenGuard extends Guard {
  /** What is said of every inviter. */
  decision: AcceptanceDecision
  /** Nobody may be invited there. */
  readonly blockedAddresses: Set<string>
  /** Fields that nobody may grant. */
  readonly forbidden: Set<'roles' | 'permissions' | 'appMetadata' | 'userMetadata'>
  /** Every message that was asked for. */
  readonly sendings: Sending[]
  /** So many messages, and no more. */
  sendingsLeft: number
}

export function createOpenGuard(): OpenGuard {
  const assertGrantable = (terms: object) => {
    for (const field of guard.forbidden)
      if (field in terms) throw new InvitationError('forbidden', field, 'You can’t grant this.')
  }
  const guard: OpenGuard = {
    decision: allow(),
    blockedAddresses: new Set(),
    forbidden: new Set(),
    sendings: [],
    sendingsLeft: Number.POSITIVE_INFINITY,
    assertMayCreate: async (_inviter, request) => assertGrantable(request),
    assertMayEdit: async (_inviter, _invitation, changes) => assertGrantable(changes),
    decideAtAcceptance: async () => guard.decision,
    isAllowedAddress: address => !guard.blockedAddresses.has(Object.values(address).join()),
    async takeSending(sending) {
      guard.sendings.push(sending)
      guard.sendingsLeft--
      if (guard.sendingsLeft >= 0) return
      const details = { limit: 'per_inviter_per_day', retryAfterSeconds: 60 }
      throw new InvitationError('limit_reached', undefined, 'The limit is reached.', details)
    },
  }
  return guard
}

/** What the guard says of an inviter who was blocked, deleted or demoted. */
export const inviterGone = refuse('inviter_not_allowed')

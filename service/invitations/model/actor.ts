import type { ActorKind } from '../../ledger/schema/event-types.ts'
import type { Via } from '../../ledger/schema/via.ts'

/** Who does something to an invitation. */
export interface Actor {
  readonly kind: ActorKind
  /** `sub` of an access token, or the invitee's user id; null for the system and for invitees without an account. */
  readonly id: string | null
  readonly via?: Via | undefined
}

export const system: Actor = { kind: 'system', id: null }

/** The holder of the link, whose account is not known yet. */
export const invitee: Actor = { kind: 'invitee', id: null }

import type { Address, NewWork } from '../ledger.ts'
import type { ActorKind, EventType } from '../schema/event-types.ts'
import type { InvitationUpdate } from '../schema/schema.ts'
import type { Via } from '../schema/via.ts'

/** Something that happens to an invitation, to be written down with what it changes. */
export interface NewEvent {
  readonly type: EventType
  readonly actor: {
    readonly kind: ActorKind
    readonly id: string | null
    readonly via?: Via | undefined
  }
  /** What changes, as it was and as it is then: nothing personal, no link, no token. */
  readonly before?: object | undefined
  readonly after?: object | undefined
}

/** One change of one invitation with everything that follows from it: all of it is written, or nothing. */
export interface Change {
  readonly id: string
  /** The version it was decided on: of another one it is not written. */
  readonly version: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly set: Omit<InvitationUpdate, 'id' | 'version' | 'updated_at'>
  /** Where the roles change, all of them. */
  readonly roles?: readonly string[] | undefined
  readonly events: readonly NewEvent[]
  readonly work?: NewWork | undefined
}

/**
 * That an address has just these pending invitations, in these versions: what was decided on other ones is not
 * written. Two who claim the same address do so one after the other.
 */
export interface Claim {
  readonly address: Address
  /** Only among the invitations that this one sent; null: among those that none sent. */
  readonly parentId: string | null
  readonly pending: readonly { readonly id: string; readonly version: number }[]
}

import type { EventRow } from '../schema/event-schema.ts'
import type { ActorKind, EventType } from '../schema/event-types.ts'

/** All that happened, across invitations. */
export interface AuditLedger {
  /**
   * Newest first. One question looks at so many events at most: where few of them match, a page may be short or empty
   * and there is still a next one.
   */
  searchEvents(query: EventQuery): Promise<EventPage>
}

export interface EventQuery {
  /** Only events of this inviter's invitations; undefined for all. */
  readonly inviterId: string | undefined
  readonly invitationId?: string | undefined
  readonly type?: EventType | undefined
  readonly actorKind?: ActorKind | undefined
  readonly actorId?: string | undefined
  /** Milliseconds since 1970; includes its instant. */
  readonly from?: number | undefined
  /** Does not include its instant. */
  readonly before?: number | undefined
  /** Leaves out `opened` events from this instant on. */
  readonly openedBefore?: number | undefined
  /** Only what comes after this one in the list. */
  readonly after?: number | undefined
  readonly take: number
}

export interface EventPage {
  readonly events: readonly EventRow[]
  /** `after` of the next page; undefined on the last one. */
  readonly next: number | undefined
}

import type { NewEvent } from '../invitations/change.ts'
import type { EventRow, WebhookDeliveryRow } from '../schema/event-schema.ts'
import type { EventType } from '../schema/event-types.ts'

/** The history of invitations, and its way out to webhooks. */
export interface EventLedger {
  /** Writes events that come without a change of the invitation. */
  recordEvents(events: readonly (NewEvent & { invitationId: string; at: number })[]): Promise<void>
  /** Oldest first. `openedBefore`: without `opened` events from that instant on. */
  listEvents(
    invitationId: string,
    page: { after?: number | undefined; take: number; openedBefore?: number | undefined },
  ): Promise<EventRow[]>
  /** Deletes events and deliveries from before an instant: the one way in which history ends. */
  deleteEvents(before: number): Promise<number>

  findDelivery(id: number): Promise<FoundDelivery | undefined>
  /** Newest first. */
  listDeliveries(query: DeliveryQuery): Promise<FoundDelivery[]>
  /** Notes what came of an attempt. The last one ends its work in the same transaction; a replay since then goes on. */
  noteDelivery(id: number, attempt: DeliveryAttempt): Promise<void>
  /** Queues a delivery again, due now, with all its attempts before it; false if there is none. */
  replayDelivery(id: number, now: number): Promise<boolean>
}

export interface FoundDelivery {
  readonly delivery: WebhookDeliveryRow
  readonly event: EventRow
}

export interface DeliveryQuery {
  readonly status?: WebhookDeliveryRow['status'] | undefined
  readonly endpoint?: string | undefined
  /** Only what comes after this one in the list. */
  readonly after?: number | undefined
  readonly take: number
}

export interface DeliveryAttempt {
  /** The outbox row that the attempt was made for. */
  readonly workId: number
  /** `queued`: there will be another one. */
  readonly status: WebhookDeliveryRow['status']
  readonly lastStatus: number | null
  readonly lastError: string | null
  readonly at: number
}

/** Which events an endpoint wants: each is queued for it in the transaction that writes the event. */
export interface WebhookSubscription {
  readonly id: string
  readonly events: readonly EventType[]
}

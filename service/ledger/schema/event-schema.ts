import type { Generated, Selectable } from 'kysely'
import type { ActorKind, EventType } from './event-types.ts'

/** The tables of what happened, and of who is told; conventions as in `schema.ts`. */
export interface EventTables {
  events: EventTable
  event_retention: EventRetentionTable
  openings: OpeningTable
  webhook_deliveries: WebhookDeliveryTable
}

type Json = string
type Milliseconds = number

/** What happened to invitations. Append-only, which triggers enforce; nothing personal is in it. */
export interface EventTable {
  id: Generated<number>
  at: Milliseconds
  invitation_id: string
  type: EventType
  actor_kind: ActorKind
  /** `sub` of an access token, or the invitee's user id; null for the system and for invitees without an account. */
  actor_id: string | null
  /** `Via` as JSON; null where nobody acted for somebody else, and for all but agents. */
  actor_via: string | null
  /** What changed, as it was. */
  before: Json | null
  /** What changed, as it is now. */
  after: Json | null
}

/** When Accept was first pressed for a generation of an invitation: its `opened` event is written once. */
export interface OpeningTable {
  invitation_id: string
  generation: number
  opened_at: Milliseconds
}

/** One row: events before this instant may be deleted; only the retention job moves it, and puts it back. */
export interface EventRetentionTable {
  id: number
  delete_before: Milliseconds
}

/** One event on its way to one webhook endpoint. */
export interface WebhookDeliveryTable {
  id: Generated<number>
  event_id: number
  /** The endpoint's name in the configuration. */
  endpoint: string
  status: 'queued' | 'delivered' | 'failed'
  attempts: number
  /** HTTP status of the last attempt; null where no answer came. */
  last_status: number | null
  /** A stable code; never an upstream text. */
  last_error: string | null
  created_at: Milliseconds
  attempted_at: Milliseconds | null
}

export type EventRow = Selectable<EventTable>
export type WebhookDeliveryRow = Selectable<WebhookDeliveryTable>

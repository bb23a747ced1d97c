import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely'
import type { DeliveryStatus } from '../../invitations/model/delivery-status.ts'
import type { BulkOperationTables } from './bulk-operation-schema.ts'
import type { EventTables } from './event-schema.ts'
import type { GateTables } from './gate-schema.ts'
import type { HandoffTable } from './handoff-schema.ts'
import type { ImportTables } from './import-schema.ts'
import type { SessionTables } from './session-schema.ts'
import type { StatisticsTables } from './statistics-schema.ts'

/**
 * The tables of the ledger, alike on SQLite and PostgreSQL. Instants are milliseconds since 1970 (integers sort and
 * compare the same everywhere), lists and objects are JSON text. No table holds a link, a token or a secret: what a
 * dump shows opens nothing.
 */
export interface Database
  extends GateTables,
    EventTables,
    ImportTables,
    SessionTables,
    StatisticsTables,
    BulkOperationTables {
  invitations: InvitationTable
  handoffs: HandoffTable
  redemptions: RedemptionTable
  refusals: RefusalTable
  outbox: OutboxTable
  invitation_roles: InvitationRoleTable
  counters: CounterTable
  idempotency_keys: IdempotencyKeyTable
  code_attempts: CodeAttemptTable
  request_pace: RequestPaceTable
}

type Json = string
type Milliseconds = number
/** SQLite has no booleans. */
type Flag = 0 | 1

export interface InvitationTable {
  id: string
  kind: ColumnType<'personal' | 'shared' | 'domain', 'personal' | 'shared' | 'domain', never>
  /** The shared or domain invitation that sent this personal one, and its generation then. */
  parent_id: string | null
  parent_generation: number | null
  /** `expired` is not stored: an expired invitation is a pending one whose time has come. */
  status: 'pending' | 'accepted' | 'declined' | 'revoked'
  generation: number
  /** Raised by every change that a decision could depend on: what was decided on an older one is not written. */
  version: number
  delivery: 'delivered' | 'handed_out'
  /** The generation whose link somebody was shown, and whose message was asked for with it; null for none. */
  handed_out_generation: number | null
  /** `sub` of the client that sends the link itself, and vouches that only the invited address sees it. */
  vouched_by: string | null
  /** Delivery of this generation's message; null where there is none. */
  delivery_status: DeliveryStatus | null
  /** Normalised; at most one of the three is set. */
  invitee_email: string | null
  invitee_phone_number: string | null
  domain: string | null
  /** `sub` of the inviter's access token. */
  inviter_id: string
  inviter_kind: 'person' | 'client'
  /** `Via` as JSON; null for those who speak for themselves. */
  inviter_via: Json | null
  inviter_name: string | null
  /** The application that the invitation leads to. */
  client_id: string | null
  connection: string | null
  organization: string | null
  roles: Json
  permissions: Json
  app_metadata: Json
  user_metadata: Json
  /** Profile fields to prefill. */
  profile: Json
  result_url: string | null
  locale: string | null
  message: string | null
  external_id: string | null
  notify_inviter: Flag
  on_existing_user: 'add' | 'refuse'
  max_uses: number
  uses: number
  /** When this generation of the link was made: `iat` of the link token. */
  link_issued_at: Milliseconds
  /** When the latest message was queued: the cool-down of resends runs from there. */
  queued_at: Milliseconds | null
  sent_at: Milliseconds | null
  created_at: Milliseconds
  updated_at: Milliseconds
  expires_at: Milliseconds
  /** The lifetime that was asked for: what a renewal gives again. */
  ttl_ms: Milliseconds
  /** 1: the `expired` event was written; whatever gives a new end puts it back to 0. */
  expiry_noted: Flag
  accepted_at: Milliseconds | null
  /** 1: somebody wanted to revoke it when it was already accepted; a redemption taken back leaves it revoked. */
  revoke_on_release: Flag
  /** When its personal data was taken out. */
  erased_at: Milliseconds | null
  /** Whoever last changed what it grants, and answers for it beside the inviter; null for the inviter alone. */
  granted_by_id: string | null
  granted_by_kind: 'person' | 'client' | null
  granted_by_via: Json | null
}

export interface RedemptionTable {
  id: string
  invitation_id: string
  user_id: string
  /** When the account was made: an account that is deleted and made again may have the same id (social logins). */
  user_created_at: Milliseconds
  handoff_ref: string
  /** Was the account made for this invitation, or there before? */
  account: 'new' | 'existing'
  connection: string
  client_id: string
  redeemed_at: Milliseconds
  /** Metadata keys (a list) that replace what the user had, as the policy said at that moment; null for none. */
  overwrite: Json | null
  /** When everything promised was seen in the tenant; null until then. */
  granted_at: Milliseconds | null
}

/** Why a login was refused, for the page that explains it. Short-lived. */
export interface RefusalTable {
  /** SHA-256 of the ticket in the address of the page. */
  ticket_hash: string
  code: string
  user_id: string
  /** The meaning is that in redemptions. */
  user_created_at: Milliseconds
  login_address: string | null
  connection: string
  client_id: string
  invitation_id: string | null
  handoff_ref: string | null
  /** The tenant's domain that the login was on, as the Action said. */
  hostname: string | null
  /** 1: the gate let the user pass all the same, and only the grant was withheld. */
  passed: Flag
  /** The account's count of logins at this one; null where an earlier version noted the refusal. */
  logins_count: number | null
  created_at: Milliseconds
}

/** Work to be done at least once: ids only, never a link, an address or a text. Done work is deleted. */
export interface OutboxTable {
  id: Generated<number>
  kind:
    | 'invitation_mail'
    | 'grant'
    | 'verify_email'
    | 'pre_existing_account'
    | 'refused_profile_removal'
    | 'webhook'
    | 'inviter_mail'
    | 'import'
    | 'import_mail'
    | 'import_notice'
    | 'bulk_operation'
  /** Id of an invitation, redemption, user, delivery or import, or lines of an import, as the kind has it. */
  subject: string
  /** The generation of the invitation that the mail is for; work for an older one is dropped. */
  generation: number
  /** Lower goes first. */
  priority: number
  available_at: Milliseconds
  /** Claimed until then, and not available before; a worker that dies loses its claim. */
  leased_until: Milliseconds | null
  /** How often it was claimed, the current claim included. */
  attempts: number
  /** A stable code of the last failure; never an upstream text. */
  last_error: string | null
  /** Given up: kept for a person to look at. */
  failed_at: Milliseconds | null
  created_at: Milliseconds
}

/** The roles of an invitation again, one row each, so that a list can be filtered by role. */
export interface InvitationRoleTable {
  invitation_id: string
  role: string
  /** When the invitation was made: the order of a list. */
  created_at: Milliseconds
}

/** How often something was tried within a window of time. */
export interface CounterTable {
  /** Names the limit and whom it is for; an address only as a hash. */
  key: string
  window_start: Milliseconds
  count: number
}

/** A request that must not be carried out twice. */
export interface IdempotencyKeyTable {
  /** SHA-256 of caller and key, base64url. */
  key_hash: string
  /** SHA-256 of the request, base64url: the same key must come with the same request. */
  request_hash: string
  /** While the request is being carried out; after that another try may take over. */
  locked_until: Milliseconds
  /** What came of it; null until then. Never a link: the answer is made anew. */
  invitation_id: string | null
  status: number | null
  created_at: Milliseconds
}

/** Tries at the code of one generation of an invitation. */
export interface CodeAttemptTable {
  invitation_id: string
  generation: number
  tries: number
}

/** The pace of requests to the tenant, which replicas share; at most one row, with the id 1. */
export interface RequestPaceTable {
  id: number
  /** When the next turn is due that nobody has reserved. Microseconds since 1970, by the clock of the database. */
  next_turn_at: number
}

export type InvitationRow = Selectable<InvitationTable>
export type InvitationUpdate = Updateable<InvitationTable>
export type NewInvitationRow = Insertable<InvitationTable>
export type HandoffRow = Selectable<HandoffTable>
export type NewHandoffRow = Insertable<HandoffTable>
export type RedemptionRow = Selectable<RedemptionTable>
export type RefusalRow = Selectable<RefusalTable>
export type NewRefusalRow = Insertable<RefusalTable>
export type OutboxRow = Selectable<OutboxTable>

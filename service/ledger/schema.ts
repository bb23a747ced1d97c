import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'

/**
 * The tables of the ledger, alike on SQLite and PostgreSQL. Instants are milliseconds since 1970 (integers sort and
 * compare the same everywhere), lists and objects are JSON text. No table holds a link, a token or a secret: what a
 * dump shows opens nothing.
 */
export interface Database {
  invitations: InvitationTable
  handoffs: HandoffTable
  redemptions: RedemptionTable
  refusals: RefusalTable
  outbox: OutboxTable
}

type Json = string
type Milliseconds = number
/** SQLite has no booleans. */
type Flag = 0 | 1

export interface InvitationTable {
  id: string
  kind: ColumnType<'personal' | 'shared' | 'domain', 'personal' | 'shared' | 'domain', never>
  /** `expired` is not stored: an expired invitation is a pending one whose time has come. */
  status: 'pending' | 'accepted' | 'declined' | 'revoked'
  generation: number
  delivery: 'delivered' | 'handed_out'
  /** Normalised; at most one of the three is set. */
  invitee_email: string | null
  invitee_phone_number: string | null
  domain: string | null
  /** `sub` of the inviter's access token. */
  inviter_id: string
  inviter_kind: 'person' | 'client'
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
  sent_at: Milliseconds | null
  created_at: Milliseconds
  updated_at: Milliseconds
  expires_at: Milliseconds
  accepted_at: Milliseconds | null
}

export interface HandoffTable {
  /** `hnd_…`: names the handoff where its secret id must not appear. */
  ref: string
  /** SHA-256 of the id in the handoff token, base64url. */
  id_hash: string
  /** SHA-256 of the `state` of the service's own authorization request; null when an application starts the login. */
  state_hash: string | null
  invitation_id: string
  generation: number
  /** The client whose login may redeem it. */
  client_id: string
  created_at: Milliseconds
  expires_at: Milliseconds
  /** Set once, by the sign-up that it admitted. */
  admitted_at: Milliseconds | null
  /** Set once, by the first user who redeems it. */
  redeemed_by: string | null
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
  /** When everything promised was seen in the tenant; null until then. */
  granted_at: Milliseconds | null
}

/** Why a login was refused, for the page that explains it. Short-lived. */
export interface RefusalTable {
  /** SHA-256 of the ticket in the address of the page. */
  ticket_hash: string
  code: string
  user_id: string
  /** As in redemptions. */
  user_created_at: Milliseconds
  login_address: string | null
  connection: string
  client_id: string
  invitation_id: string | null
  handoff_ref: string | null
  /** 1: the gate let the user pass all the same, and only the grant was withheld. */
  passed: Flag
  created_at: Milliseconds
}

/** Work to be done at least once: ids only, never a link, an address or a text. Done work is deleted. */
export interface OutboxTable {
  id: Generated<number>
  kind: 'invitation_mail' | 'grant' | 'verify_email' | 'stray_removal'
  /** Invitation id, redemption id or user id, as the kind has it. */
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

export type InvitationRow = Selectable<InvitationTable>
export type NewInvitationRow = Insertable<InvitationTable>
export type HandoffRow = Selectable<HandoffTable>
export type RedemptionRow = Selectable<RedemptionTable>
export type RefusalRow = Selectable<RefusalTable>
export type OutboxRow = Selectable<OutboxTable>

import type { RequestPace } from './engine/request-pace.ts'
import type { AuditLedger } from './events/audit-ledger.ts'
import type { DeliveryReportLedger } from './events/delivery-report-queries.ts'
import type { EventLedger } from './events/event-ledger.ts'
import type { ImportLedger } from './imports/import-ledger.ts'
import type { BulkOperationLedger } from './invitations/bulk-operation-ledger.ts'
import type { InvitationLedger } from './invitations/invitation-ledger.ts'
import type { GateLedger } from './redemptions/gate-ledger.ts'
import type {
  HandoffRow,
  InvitationRow,
  NewHandoffRow,
  NewRefusalRow,
  OutboxRow,
  RedemptionRow,
  RefusalRow,
} from './schema/schema.ts'
import type { AttentionLedger } from './statistics/attention-ledger.ts'
import type { StatisticsLedger } from './statistics/statistics-ledger.ts'
import type { LimitLedger } from './work/limit-ledger.ts'
import type { QueueLedger } from './work/queue-sizes.ts'
import type { SessionLedger } from './work/session-ledger.ts'

/**
 * The record of all invitations and of the work they cause. Each method is one transaction; the rules it applies are
 * pure functions elsewhere. What changes an invitation writes its event in the same transaction. Times are parameters:
 * the ledger has no clock.
 */
export interface Ledger
  extends InvitationLedger,
    EventLedger,
    DeliveryReportLedger,
    QueueLedger,
    LimitLedger,
    GateLedger,
    ImportLedger,
    SessionLedger,
    BulkOperationLedger,
    StatisticsLedger,
    AttentionLedger,
    AuditLedger {
  /** Stores a handoff if the invitation, and the one that sent it, are still live; false if they are not. */
  createHandoff(row: NewHandoffRow, now: number): Promise<boolean>
  /** Finds by hash of the token's id, by hash of the state, or by reference. */
  findHandoff(key: HandoffKey): Promise<HandoffRow | undefined>
  /** Notes when a handoff first admitted a sign-up, and by what; false if that was noted before. */
  markAdmitted(ref: string, by: NonNullable<HandoffRow['admitted_by']>, now: number): Promise<boolean>
  /** Notes which accounts the tenant knew to be confirmed when it was asked for this press of Accept. */
  recordLookup(ref: string, confirmedAccounts: readonly string[]): Promise<void>
  /**
   * What the tenant has answered, per press of Accept for an address that nobody has joined by; null for each that it has
   * not answered for.
   */
  findLookups(addressHash: string): Promise<(string[] | null)[]>
  /**
   * Deletes up to so many handoffs that expired before an instant and tells how many there were; not those that a
   * redemption came through, nor those of the generation of an invitation that is still live.
   */
  deleteHandoffs(options: { before: number; now: number; limit: number }): Promise<number>
  /**
   * Erases what people filled in with handoffs that ended before an instant: `unused` for those that nobody redeemed,
   * `any` for all; tells how many those were.
   */
  deleteAnswers(before: { unused: number; any: number }): Promise<number>

  /** Uses an invitation once for one user. The same account again gets the same redemption. */
  redeem(attempt: RedemptionAttempt): Promise<RedeemResult>
  /** Takes a redemption back that turned out not to be the user's own: the invitation is pending again. */
  releaseRedemption(id: string, now: number): Promise<void>
  findRedemption(id: string): Promise<RedemptionRow | undefined>
  findRedemptionsOfUser(userId: string): Promise<RedemptionRow[]>
  findRedemptionsOfInvitation(invitationId: string): Promise<RedemptionRow[]>
  findRedemptionsOfInvitations(invitationIds: readonly string[]): Promise<RedemptionRow[]>
  /** Is there a grant, of this invitation or of one that it sent, that is not completed and not given up? */
  hasOpenGrant(invitationId: string): Promise<boolean>
  /** The invitations that a user has redeemed, with how. */
  findInvitationsOfUser(userId: string): Promise<{ redemption: RedemptionRow; invitation: InvitationRow }[]>
  /** The latest redemption of an account whose invitation was not revoked. */
  findActiveRedemption(account: {
    userId: string
    createdAt: number
  }): Promise<{ redemption: RedemptionRow; invitation: InvitationRow } | undefined>
  /** What the user who redeemed this handoff has of its invitation, also if an earlier handoff had given it. */
  findRedemptionOfHandoff(ref: string): Promise<RedemptionRow | undefined>
  markGranted(id: string, now: number): Promise<void>
  /**
   * Gives the work of a grant up and says so in the history, once, and with a claim only while it holds; the code is
   * stable and ours.
   */
  markGrantFailed(id: string, code: string, now: number, lease?: WorkLease): Promise<void>

  /** Stores a refusal and the work that follows from it: both or neither. */
  createRefusal(row: NewRefusalRow, work?: NewWork): Promise<void>
  findRefusal(ticketHash: string, notBefore: number): Promise<RefusalRow | undefined>
  /** The latest refusal of a login that came with this handoff. */
  findRefusalOfHandoff(ref: string): Promise<RefusalRow | undefined>
  findRefusalsOfUser(userId: string): Promise<RefusalRow[]>
  /** Who was refused for one of these reasons and let in by nothing else; the latest first. */
  listRefusedUsers(options: {
    codes: readonly string[]
    limit: number
  }): Promise<{ user_id: string; connection: string; refused_at: number }[]>
  deleteRefusals(before: number): Promise<number>

  /** Adds work; the same kind, subject and generation only once while it is open. Work given up is opened again. */
  enqueue(work: NewWork, now: number): Promise<void>
  /** Claims due work of some kinds: by priority, then oldest first. */
  claimWork(options: {
    kinds: OutboxRow['kind'][]
    limit: number
    leaseMs: number
    now: number
  }): Promise<OutboxRow[]>
  /** Ends work; false, with nothing done, if it is not held by this claim any more, but waits or is another's. */
  completeWork(lease: WorkLease): Promise<boolean>
  /** Puts work back for later, or gives it up when `retryAt` is null; false as above. */
  failWork(lease: WorkLease, failure: { code: string; retryAt: number | null; now: number }): Promise<boolean>
  /** Makes open work due now, such as the grant of somebody who is waiting for it. */
  expediteWork(kind: OutboxRow['kind'], subject: string, now: number): Promise<void>
  nextWorkAt(kinds: OutboxRow['kind'][]): Promise<number | undefined>

  /** Absent where one process works with the ledger, which needs nobody to keep its pace. */
  readonly requestPace?: RequestPace

  /** Leaves what was erased in no file, as far as others who read at the moment let it. */
  writeBack(): Promise<void>
  /** Throws if the ledger cannot be read and written. */
  checkHealth(): Promise<void>
  close(): Promise<void>
}

export type Address = { email: string } | { phoneNumber: string }

export type NewWork = Pick<OutboxRow, 'kind' | 'subject' | 'generation' | 'priority' | 'available_at'>

/** A row as it was claimed: every claim has another count or another end. */
export type WorkLease = Pick<OutboxRow, 'id' | 'attempts' | 'leased_until'>

export type HandoffKey = { idHash: string } | { stateHash: string } | { ref: string }

export interface RedemptionAttempt {
  redemption: Omit<RedemptionRow, 'granted_at' | 'overwrite'> & Partial<Pick<RedemptionRow, 'overwrite'>>
  /** Only this generation of the invitation may be used. */
  generation: number
  /** The shared or domain invitation that sent it, and the generation that still must be its own. */
  parent?: { id: string; generation: number } | undefined
  /** When the grant job may start: after the login has written its metadata. */
  grantAt: number
}

/** What became of an attempt: used now, used before by the same account, or why not. */
export type RedeemResult =
  | { outcome: 'redeemed'; redemption: RedemptionRow; invitation: InvitationRow }
  | { outcome: 'repeated'; redemption: RedemptionRow; invitation: InvitationRow }
  | { outcome: 'refused'; reason: 'replaced' | 'revoked' | 'declined' | 'used' | 'handoff_taken' }

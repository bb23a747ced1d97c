import type { Address } from '../ledger.ts'
import type { InvitationRow, NewInvitationRow } from '../schema/schema.ts'
import type { AddressReservation, Change } from './change.ts'
import type { ListCursor, Sort } from './sorting.ts'

/** What the ledger knows about invitations. */
export interface InvitationLedger {
  /**
   * Stores an invitation, its event and, if a message is to go out, its outbox row: all or nothing. False, with nothing
   * stored, when the reservation or one of the related changes no longer holds.
   */
  createInvitation(row: NewInvitationRow, options: CreateOptions): Promise<boolean>
  /** Writes changes together. False, with nothing written, when the claim or one of them no longer holds. */
  changeInvitations(changes: readonly Change[], reservation?: AddressReservation): Promise<boolean>

  findInvitation(id: string): Promise<InvitationRow | undefined>
  /**
   * Which of these addresses have a pending, unexpired personal invitation, of this inviter's where one is named:
   * addresses and numbers as they are stored.
   */
  findLiveAddresses(addresses: readonly Address[], now: number, inviterId?: string): Promise<string[]>
  /** The pending personal invitations of an address, expired ones too, as a claim names them. */
  findPendingInvitations(address: Address, parentId: string | null): Promise<InvitationRow[]>
  /** Has somebody joined with this address through a shared or domain invitation? */
  hasAcceptedChild(address: Address, parentId: string): Promise<boolean>
  /** Has anybody ever invited this address, whatever became of it? */
  hasInvitationFor(address: Address): Promise<boolean>

  /** Newest first, unless the query says otherwise. */
  listInvitations(query: InvitationQuery): Promise<InvitationRow[]>
  countInvitations(filter: InvitationFilter, now: number): Promise<InvitationCounts>
  /** How many match, as far as `limit`: what is beyond is not looked at. */
  countUpTo(filter: InvitationFilter, limit: number, now: number): Promise<number>

  /** Notes that the message of a generation went out; `maybeTwice`: an earlier attempt may have sent it, too. */
  markSent(id: string, generation: number, now: number, sending?: { maybeTwice: boolean }): Promise<void>
  /** Notes that the message of a generation will never go out. */
  markUnsent(id: string, generation: number, now: number): Promise<void>
  /** Writes the `expired` event of up to so many invitations that lack it, and tells how many there were. */
  noteExpired(now: number, limit: number): Promise<number>
}

export interface CreateOptions {
  /** Queue the invitation's message. */
  readonly mail: boolean
  readonly reservation?: AddressReservation | undefined
  readonly relatedChanges?: readonly Change[] | undefined
  /** The request (`beginRequest`) that this finishes, with status 201. */
  readonly requestKeyHash?: string | undefined
}

/** Instants in milliseconds since 1970; `…From` includes its instant, `…Before` does not. */
export interface InvitationFilter {
  readonly kind?: InvitationRow['kind'] | undefined
  readonly status?: InvitationRow['status'] | 'expired' | undefined
  /** null: there is no mail, the link was handed out. */
  readonly deliveryStatus?: InvitationRow['delivery_status'] | undefined
  /** Normalised. */
  readonly address?: Address | undefined
  readonly inviterId?: string | undefined
  readonly role?: string | undefined
  readonly clientId?: string | undefined
  readonly externalId?: string | undefined
  /** Those that a shared or domain invitation sent. */
  readonly parentId?: string | undefined
  readonly createdFrom?: number | undefined
  readonly createdBefore?: number | undefined
  readonly expiresFrom?: number | undefined
  readonly expiresBefore?: number | undefined
  /** Was its end noted? Asked by the ledger itself, for what each index has. */
  readonly isExpiryNoted?: boolean | undefined
}

export interface InvitationQuery {
  readonly filter: InvitationFilter
  readonly take: number
  /** Only what comes after this one in the list. */
  readonly after?: ListCursor | undefined
  readonly now: number
  /** The default order is by creation. */
  readonly sort?: Sort | undefined
  /** Both ways along the same indexes: down from the newest (latest, last), or up from the oldest. */
  readonly order?: 'newest' | 'oldest' | undefined
}

/** Counts by status, and the total. */
export type InvitationCounts = Record<InvitationRow['status'] | 'expired' | 'total', number>

import type { Address } from '../ledger.ts'
import type { GateObservation, UnprovenAccountRow } from '../schema/gate-schema.ts'
import type { HandoffRow, InvitationRow } from '../schema/schema.ts'

/** What the gate asks of the ledger. */
export interface GateLedger {
  /** The live personal invitations of an address, the latest first. */
  findLiveInvitations(address: Address, now: number, limit: number): Promise<InvitationRow[]>
  /** Handoffs of live personal invitations of an address, made since an instant and admitted nobody yet; latest first. */
  findFreshHandoffs(address: Address, fresh: { since: number; now: number }): Promise<HandoffRow[]>

  /** Counts one more login or sign-up that would have been refused. */
  countObservation(observation: Omit<GateObservation, 'count'>): Promise<void>
  /** Lists days in order, the first and the last included (`2026-11-20`). */
  listObservations(days: { from: string; to: string }): Promise<GateObservation[]>
  /** Days before this one are forgotten. */
  deleteObservations(before: string): Promise<number>

  /** Notes an unproven account once per invitation, and returns the note that is there then. */
  noteUnprovenAccount(row: UnprovenAccountRow): Promise<UnprovenAccountRow>
  findUnprovenAccount(id: string): Promise<UnprovenAccountRow | undefined>
  /** Has the account been noted, and was it secured since? `open` as long as one note of it is. */
  findAccountState(account: { userId: string; createdAt: number }): Promise<'unknown' | 'open' | 'secured'>
  markUnprovenMailed(id: string, now: number): Promise<void>
  /** Notes, for all invitations, that an account is safe by now, and ends all sessions that its user has with us. */
  markSecured(account: { userId: string; createdAt: number }, now: number): Promise<void>
}

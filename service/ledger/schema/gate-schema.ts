import type { Selectable } from 'kysely'

/** The tables that the gate has beside the invitations; conventions as in `schema.ts`. */
export interface GateTables {
  gate_observations: GateObservationTable
  unproven_accounts: UnprovenAccountTable
}

/** What a gate that only observes would have refused, counted by day; nothing personal is in it. */
export interface GateObservationTable {
  /** `2026-11-20`, UTC. */
  day: string
  code: string
  /** How and by which connection people came: `sign_up google-oauth2`. */
  door: string
  /** Empty where there is no application, such as when an administrator makes a user. */
  client_id: string
  count: number
}

/** A database account that was there, its address never confirmed, when somebody accepted an invitation to that address. */
export interface UnprovenAccountTable {
  id: string
  invitation_id: string
  user_id: string
  /** The meaning is that in redemptions. */
  user_created_at: number
  noted_at: number
  /** When a message with a way to a new password went out. */
  mailed_at: number | null
  /** When its authenticators and refresh tokens were removed, because the address is its owner's by now. */
  secured_at: number | null
}

export type GateObservation = Selectable<GateObservationTable>
export type UnprovenAccountRow = Selectable<UnprovenAccountTable>

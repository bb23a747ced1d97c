import type { Insertable, Selectable } from 'kysely'

/** The table of sweeps; conventions as in `schema.ts`. */
export interface SweepTables {
  sweeps: SweepTable
}

type Json = string
type Milliseconds = number

/** The same done to every invitation that matches, however many they are. */
export interface SweepTable {
  /** `swp_…` */
  id: string
  owner_id: string
  /** `Via` as JSON. */
  owner_via: string | null
  owner_name: string | null
  /** What the owner was allowed when they confirmed it: that must hold to its end. */
  permissions: Json
  action: 'resend' | 'extend' | 'revoke'
  /** Of the new lifetime; null for what each invitation has. */
  ttl_seconds: number | null
  /** Which invitations, as the ledger is asked for them. */
  filter: Json
  status: 'running' | 'finished' | 'cancelled' | 'failed'
  /** How many matched when it was confirmed. */
  total: number
  /** How many it has come to, and how many of those it has changed. */
  seen: number
  changed: number
  /** How many were refused, by reason; and the first of them, each with its reason. */
  refused: Json
  examples: Json
  /** The last invitation it has come to: when it was made, and its id; null before the first. */
  cursor_at: Milliseconds | null
  cursor_id: string | null
  /** Why it failed: a stable code. */
  failure: string | null
  created_at: Milliseconds
  updated_at: Milliseconds
  ended_at: Milliseconds | null
}

export type SweepRow = Selectable<SweepTable>
export type NewSweep = Insertable<SweepTable>

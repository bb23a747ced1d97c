import type { Insertable, Selectable } from 'kysely'

/** The table of bulk operations; conventions as in `schema.ts`. */
export interface BulkOperationTables {
  bulk_operations: BulkOperationTable
}

type Json = string
type Milliseconds = number

/** One operation on every matching invitation, however many there are. */
export interface BulkOperationTable {
  /** `bulk_…` */
  id: string
  owner_id: string
  /** `Via` as JSON. */
  owner_via: string | null
  owner_name: string | null
  /** What the owner was allowed when they confirmed it: that must hold to its end. */
  permissions: Json
  action: 'resend' | 'extend' | 'revoke'
  /** The new lifetime; null to keep each invitation's own. */
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

export type BulkOperationRow = Selectable<BulkOperationTable>
export type NewBulkOperation = Insertable<BulkOperationTable>

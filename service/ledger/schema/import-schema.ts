import type { Insertable, Selectable, Updateable } from 'kysely'

/** The tables of imports; conventions as in `schema.ts`. */
export interface ImportTables {
  imports: ImportTable
  import_rows: ImportRowTable
}

type Json = string
type Milliseconds = number
type Flag = 0 | 1

/** One file of people to invite, with what became of it. */
export interface ImportTable {
  /** `imp_…` */
  id: string
  /** Whoever uploaded it, and so the inviter of everybody in it. */
  owner_id: string
  owner_kind: 'person' | 'client'
  /** `Via` as JSON. */
  owner_via: string | null
  owner_name: string | null
  /** What the owner's access token allowed when they confirmed it: the rows are judged by that. */
  permissions: Json
  /**
   * `previewing`: the file is coming in. `previewed`: it waits to be confirmed. `confirmed` and `running`: invitations
   * are being made. The others are final.
   */
  status: 'previewing' | 'previewed' | 'confirmed' | 'running' | 'finished' | 'cancelled' | 'failed'
  /** 1: only to be looked at, never confirmed. */
  dry_run: Flag
  file_name: string | null
  /** What holds for every row that does not say otherwise. */
  options: Json
  /** The file's columns by our names, in its order, and how it was understood: `{ columns, reading }`. */
  columns: Json
  /** Columns that were passed over, by the file's names. */
  ignored_columns: Json
  /** How many rows the preview sorted where. */
  ready: number
  malformed: number
  duplicate: number
  already_invited: number
  already_member: number
  /** How many of the ready rows have become what. */
  created: number
  failed: number
  /** How many messages the provider has taken. */
  sent: number
  /** All rows up to this line are done. */
  cursor: number
  /** The messages of all rows up to this line are queued; of so many rows after it they wait to be sent together. */
  mailed: number
  unmailed: number
  /** Why it failed: a stable code. */
  failure: string | null
  created_at: Milliseconds
  updated_at: Milliseconds
  confirmed_at: Milliseconds | null
  ended_at: Milliseconds | null
}

/** One row of a file. */
export interface ImportRowTable {
  import_id: string
  /** Where it is in the file; the first line is 1. */
  line: number
  /** The preview's verdict, until the row is `created` or `failed`. */
  state: 'ready' | 'malformed' | 'duplicate' | 'already_invited' | 'already_member' | 'created' | 'failed'
  /** Why not: a stable code, and the column that is meant. */
  reason: string | null
  field: string | null
  /** Normalised, and of the first row with it only: no address is in a file twice. */
  address: string | null
  /** What the file says, by our names; taken out when the invitation holds it. */
  data: Json | null
  invitation_id: string | null
}

export type ImportRow = Selectable<ImportTable>
export type NewImport = Insertable<ImportTable>
export type ImportUpdate = Updateable<ImportTable>
/** A row of the file, not of `imports`. */
export type FileRow = Selectable<ImportRowTable>

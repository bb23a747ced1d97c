import type { Selectable, Updateable } from 'kysely'

/** The table of those who are signed in; conventions as in `schema.ts`. */
export interface SessionTables {
  sessions: SessionTable
}

/** One browser in which somebody is signed in with us. What a dump shows opens none of them: hashes only. */
export interface SessionTable {
  id: string
  /** SHA-256 of what the browser's cookie holds. */
  secret_hash: string
  /** The hash of the secret before the last exchange. */
  previous_hash: string | null
  rotated_at: number
  kind: 'administrator' | 'member'
  user_id: string
  /** What the person was allowed when they signed in, by this service's own names: a JSON list. */
  permissions: string
  created_at: number
  seen_at: number
  /** The end of it, however busy the person is. */
  expires_at: number
}

export type SessionRow = Selectable<SessionTable>
export type SessionChange = Pick<
  Updateable<SessionTable>,
  'secret_hash' | 'previous_hash' | 'rotated_at' | 'seen_at'
>

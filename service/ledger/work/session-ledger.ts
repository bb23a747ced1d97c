import type { SessionChange, SessionRow } from '../schema/session-schema.ts'

/** Who is signed in with us. */
export interface SessionLedger {
  createSession(row: SessionRow): Promise<void>
  /** Finds by hash of the secret, the one before included. */
  findSession(hash: string): Promise<SessionRow | undefined>
  /** False, with nothing written, when the secret is another one by now, or the session has ended. */
  changeSession(session: Pick<SessionRow, 'id' | 'secret_hash'>, change: SessionChange): Promise<boolean>
  deleteSession(id: string): Promise<void>
  /** Forgets what has come to its end before an instant, and tells how many those were. */
  deleteSessions(before: number): Promise<number>
}

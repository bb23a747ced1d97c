import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Runs work in a transaction and answers when it is durable. The work may run more than once (a lock, a failed
 * neighbour), so it changes nothing but the database. What it throws is thrown, and undoes what it did. Throws
 * LedgerError where the engine is at fault.
 */
export type Transact = <T>(work: (transaction: Transaction<Database>) => Promise<T>) => Promise<T>

/** What each query function is given: to read, and to write. */
export interface Engine {
  readonly db: Kysely<Database>
  readonly transact: Transact
}

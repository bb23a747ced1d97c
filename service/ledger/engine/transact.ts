import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely'
import type { WebhookSubscription } from '../events/event-ledger.ts'
import type { Database, InvitationRow } from '../schema/schema.ts'

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
  /**
   * Runs short work that blocks all other work of its kind, such as counting: whatever arrives together shares one
   * commit.
   */
  readonly transactTogether: Transact
  readonly locks: Locks
  /** Writes as much as a batch of work does, and leaves nothing of it. Throws LedgerError. */
  probeDiskSpace(): Promise<void>
  /** Leaves what is erased in no file of the engine's, as far as other processes let it. */
  writeBack(): Promise<void>
  /** Whoever wants to hear of events. */
  readonly subscriptions: readonly WebhookSubscription[]
}

/** What keeps transactions apart where an engine runs several at once; held to the end of the transaction. */
export interface Locks {
  /** Reads an invitation that nobody else changes from then on. */
  lockInvitation(transaction: Transaction<Database>, id: string): Promise<InvitationRow | undefined>
  /** Lets those who name the same thing go one after the other. */
  serialise(transaction: Transaction<Database>, name: string): Promise<void>
  /** Serialises by many names, in the given order. */
  serialiseAll(transaction: Transaction<Database>, names: readonly string[]): Promise<void>
  /** Makes a query pass over rows that another transaction has in hand, and take those that it finds. */
  skipLocked<Table extends keyof Database, Row>(
    query: SelectQueryBuilder<Database, Table, Row>,
  ): SelectQueryBuilder<Database, Table, Row>
  /** Waits until each event that has been given an id is committed or is not: none with a smaller one comes later. */
  settleEvents(transaction: Transaction<Database>): Promise<void>
}

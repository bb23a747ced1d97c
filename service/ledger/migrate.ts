import { type ColumnDefinitionBuilder, type Kysely, Migrator } from 'kysely'
import { LedgerError } from './ledger-error.ts'
import { createFirstMigration } from './migrations/0001-first.ts'
import type { Database } from './schema.ts'

/** A primary key that the engine counts up and never gives out twice: the one column whose SQL differs by engine. */
export interface IdentityColumn {
  type: 'integer' | 'bigint'
  build(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
}

/** Brings the tables up to date; safe to run on every start and by several processes. Throws LedgerError. */
export async function migrate(db: Kysely<Database>, identity: IdentityColumn): Promise<void> {
  const migrations = { '0001-first': createFirstMigration(identity) }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof LedgerError) throw error
  if (error) throw new LedgerError('failed', { cause: error })
}

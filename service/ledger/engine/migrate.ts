import { type ColumnDefinitionBuilder, type Kysely, Migrator } from 'kysely'
import { LedgerError } from '../ledger-error.ts'
import { createFirstMigration } from '../migrations/0001-first.ts'
import { createLifeMigration } from '../migrations/0002-life.ts'
import { gateMigration } from '../migrations/0003-gate.ts'
import { joiningMigration } from '../migrations/0004-joining.ts'
import { importsMigration } from '../migrations/0005-imports.ts'
import { sessionsMigration } from '../migrations/0006-sessions.ts'
import { handoffsMigration } from '../migrations/0007-handoffs.ts'
import { statisticsMigration } from '../migrations/0008-statistics.ts'
import { listsMigration } from '../migrations/0009-lists.ts'
import { sortingMigration } from '../migrations/0010-sorting.ts'
import { requestPaceMigration } from '../migrations/0011-request-pace.ts'
import { columnsMigration } from '../migrations/0013-columns.ts'
import { sweepsMigration } from '../migrations/0014-sweeps.ts'
import { seenLinksMigration } from '../migrations/0015-seen-links.ts'
import { redemptionMigration } from '../migrations/0016-redemption.ts'
import { viaMigration } from '../migrations/0017-via.ts'
import { openingsMigration } from '../migrations/0018-openings.ts'
import { plainNamesMigration } from '../migrations/0021-plain-names.ts'
import type { Database } from '../schema/schema.ts'

/** What differs by engine in the tables. */
export interface TableDialect {
  identity: IdentityColumn
  /**
   * SQL that lets nobody update a row of a table, nor delete one whose `at` is not before
   * `event_retention.delete_before`.
   */
  appendOnly(table: string): string[]
}

/** A primary key that the engine counts up and never gives out twice. */
export interface IdentityColumn {
  type: 'integer' | 'bigint'
  build(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
}

/** The latest of them: what the tables are like when the ledger is open. */
export const LEDGER_SCHEMA = '0021-plain-names'

/** What Kysely says of a database that has been through migrations which are not known here. */
const UNKNOWN_MIGRATION = /^corrupted migrations: previously executed migration/

/** Brings the tables up to date; safe to run on every start and by several processes. Throws LedgerError. */
export async function migrate(db: Kysely<Database>, dialect: TableDialect): Promise<void> {
  const migrations = {
    '0001-first': createFirstMigration(dialect.identity),
    '0002-life': createLifeMigration(dialect),
    '0003-gate': gateMigration,
    '0004-joining': joiningMigration,
    '0005-imports': importsMigration,
    '0006-sessions': sessionsMigration,
    '0007-handoffs': handoffsMigration,
    '0008-statistics': statisticsMigration,
    '0009-lists': listsMigration,
    '0010-sorting': sortingMigration,
    '0011-request-pace': requestPaceMigration,
    '0013-columns': columnsMigration,
    '0014-sweeps': sweepsMigration,
    '0015-seen-links': seenLinksMigration,
    '0016-redemption': redemptionMigration,
    '0017-via': viaMigration,
    '0018-openings': openingsMigration,
    '0021-plain-names': plainNamesMigration,
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof LedgerError) throw error
  const isNewer = error instanceof Error && UNKNOWN_MIGRATION.test(error.message)
  if (error) throw new LedgerError(isNewer ? 'newer' : 'failed', { cause: error })
}

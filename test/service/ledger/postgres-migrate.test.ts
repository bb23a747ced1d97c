import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Kysely, Migrator } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPostgresDialect } from '../../../service/ledger/engine/postgres-dialect.ts'
import { postgresTables } from '../../../service/ledger/engine/postgres-tables.ts'
import { createFirstMigration } from '../../../service/ledger/migrations/0001-first.ts'
import { openPostgresLedger } from '../../../service/ledger/postgres-ledger.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../../postgres/postgres-database.ts'
import { firstRow, NOW } from './ledger-rows.ts'

let database: PostgresDatabase
let child: ChildProcess | undefined
beforeEach(async () => {
  database = await createPostgresDatabase()
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await database.drop()
})

/** A ledger as the first migration left it, with one invitation in it. */
async function createOldLedger() {
  const dialect = createPostgresDialect({ url: database.url, poolSize: 1, statementTimeoutMs: 0 })
  const db = new Kysely<{ invitations: Record<string, unknown> }>({ dialect })
  const migrations = { '0001-first': createFirstMigration(postgresTables.identity) }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  await db
    .insertInto('invitations')
    .values({ ...firstRow, sent_at: null })
    .execute()
  await db.destroy()
}

const executed = async () =>
  (await database.query('select name from kysely_migration order by name')).map(({ name }) => name)
const hasVersions = async () => {
  const columns = `select column_name from information_schema.columns where table_name = 'invitations'`
  return (await database.query(columns)).some(({ column_name }) => column_name === 'version')
}

describe('a ledger on PostgreSQL', () => {
  it('is made once, however many replicas start at once on an empty database', async () => {
    const ledgers = await Promise.all(Array.from({ length: 6 }, () => openPostgresLedger(database.url)))
    await Promise.all(ledgers.map(ledger => ledger.checkHealth()))
    await Promise.all(ledgers.map(ledger => ledger.close()))
    const names = await executed()
    expect(new Set(names).size).toBe(names.length)
  })

  it('is brought up to date once, however many replicas start at once, and loses nothing', async () => {
    await createOldLedger()
    const ledgers = await Promise.all(Array.from({ length: 5 }, () => openPostgresLedger(database.url)))
    for (const ledger of ledgers) {
      const found = await ledger.listInvitations({ filter: { role: 'Editor' }, take: 9, now: NOW })
      expect(found).toMatchObject([{ ...firstRow, version: 1, delivery_status: 'queued' }])
      await ledger.close()
    }
  })

  it('is as it was after a replica was killed in the middle of a migration, and the next one completes it', async () => {
    await createOldLedger()
    // The second migration comes to it when it has changed the invitations.
    const holder = new Client({ connectionString: database.url })
    await holder.connect()
    await holder.query('begin')
    await holder.query('lock table redemptions in access share mode')
    const script = join(import.meta.dirname, 'endless-migration.ts')
    child = spawn(process.execPath, ['--import', 'tsx', script, database.url], { stdio: 'ignore' })
    const waiting = `select count(*) as count from pg_stat_activity
      where wait_event_type = 'Lock' and application_name = 'guestlist' and datname = current_database()`
    await expect.poll(() => database.query(waiting), { timeout: 20_000 }).toEqual([{ count: 1 }])

    const changed = `select count(*) as count from pg_locks where granted and mode = 'AccessExclusiveLock'
      and relation = 'invitations'::regclass`
    expect(await database.query(changed)).toEqual([{ count: 1 }])

    child.kill('SIGKILL')
    await once(child, 'exit')
    await holder.query('commit')
    await holder.end()
    const left = `select count(*) as count from pg_stat_activity where application_name = 'guestlist'
      and datname = current_database()`
    await expect.poll(() => database.query(left), { timeout: 20_000 }).toEqual([{ count: 0 }])
    expect(await executed()).toEqual(['0001-first'])
    expect(await hasVersions()).toBe(false)

    const ledger = await openPostgresLedger(database.url)
    expect(await ledger.findInvitation(firstRow.id)).toMatchObject(firstRow)
    await ledger.close()
    expect(await hasVersions()).toBe(true)
  })
})

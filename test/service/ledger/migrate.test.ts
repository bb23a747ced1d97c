import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CompiledQuery, Kysely, Migrator } from 'kysely'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../../service/ledger/engine/migrate.ts'
import { createSqliteDialect } from '../../../service/ledger/engine/sqlite-dialect.ts'
import { sqliteTables } from '../../../service/ledger/engine/sqlite-tables.ts'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import { createFirstMigration } from '../../../service/ledger/migrations/0001-first.ts'
import type { Database } from '../../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { changeOf, DAY_MS, firstRow, NOW } from './ledger-rows.ts'
import { querySqlite } from './temporary-ledger.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-migrate-'))
  file = join(folder, 'ledger.db')
})
afterEach(() => rm(folder, { recursive: true }))

/** A ledger as the first migration left it, with one invitation in it. */
async function createOldLedger(columns: Record<string, unknown>) {
  const db = new Kysely<{ invitations: Record<string, unknown> }>({
    dialect: createSqliteDialect(file),
  })
  const migrations = { '0001-first': createFirstMigration(sqliteTables.identity) }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  await db.insertInto('invitations').values(columns).execute()
  await db.destroy()
}

/** Is another process writing, so that nobody else can begin to? */
function isLocked(): boolean {
  const database = new Libsql(file)
  try {
    database.exec('begin immediate; rollback')
    return false
  } catch {
    return true
  } finally {
    database.close()
  }
}

describe('a ledger from before', () => {
  it.each([
    ['sent', NOW + 9],
    ['queued', null],
  ])('gets what its invitations would have had, such as that a message is %s', async (status, sent_at) => {
    await createOldLedger({ ...firstRow, sent_at })
    const ledger = await openSqliteLedger(file)
    const row = await ledger.findInvitation('inv_old')
    expect(row).toMatchObject({
      ...firstRow,
      sent_at,
      version: 1,
      ttl_ms: DAY_MS,
      queued_at: NOW + 5,
      delivery_status: status,
      parent_id: null,
      expiry_noted: 0,
      revoke_on_release: 0,
      erased_at: null,
    })
    const editors = await ledger.listInvitations({ filter: { role: 'Editor' }, take: 9, now: NOW })
    expect(editors).toEqual([row])
    expect(
      await ledger.changeInvitations([changeOf({ ...firstRow, version: 1 } as never, { message: 'x' })]),
    ).toBe(true)
    await ledger.close()
  })

  it('is left as it was when a migration cannot be completed', async () => {
    await createOldLedger({ ...firstRow, roles: 'no list' })
    await expect(openSqliteLedger(file)).rejects.toThrow(LedgerError)
    querySqlite(file, "update invitations set roles = '[]'")
    const ledger = await openSqliteLedger(file)
    expect(await ledger.findInvitation('inv_old')).toMatchObject({ roles: '[]', version: 1 })
    await ledger.close()
  })

  it('is as it was after its process was killed in the middle of a migration, and the next one completes it', async () => {
    await createOldLedger(firstRow)
    // So many that the migration takes a while.
    const columns = querySqlite(file, 'pragma table_info(invitations)').map(({ name }) => String(name))
    const copied = columns.map(name => (name === 'id' ? "'inv_' || n" : name)).join(', ')
    querySqlite(
      file,
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 30000)
       insert into invitations (${columns.join(', ')}) select ${copied} from numbers, invitations`,
    )
    const script = join(import.meta.dirname, 'endless-migration.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script, file], { stdio: 'ignore' })
    await expect.poll(() => isLocked(), { timeout: 20_000, interval: 5 }).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const executed = () => querySqlite(file, 'select name from kysely_migration').map(({ name }) => name)
    expect(executed()).toEqual(['0001-first'])
    const names = querySqlite(file, 'pragma table_info(invitations)').map(({ name }) => String(name))
    expect(names).toEqual(columns)

    const ledger = await openSqliteLedger(file)
    const found = await ledger.listInvitations({ filter: { role: 'Editor' }, take: 5, now: NOW })
    expect(found).toMatchObject(Array(5).fill({ ttl_ms: DAY_MS }))
    await ledger.close()
    expect(executed().length).toBeGreaterThan(1)
  })

  it('is made once, too, however many processes open a new file at once', async () => {
    const ledgers = await Promise.all(Array.from({ length: 6 }, () => openSqliteLedger(file)))
    for (const ledger of ledgers) {
      await ledger.checkHealth()
      await ledger.close()
    }
  })

  it('is brought up to date once, however many processes open it at once', async () => {
    await createOldLedger(firstRow)
    const ledgers = await Promise.all(Array.from({ length: 4 }, () => openSqliteLedger(file)))
    for (const ledger of ledgers) {
      expect(await ledger.listInvitations({ filter: { role: 'Member' }, take: 9, now: NOW })).toHaveLength(1)
      await ledger.close()
    }
  })
})

/** The tables of a new ledger, made with an engine that fails at one of the statements; how many there were. */
async function migrateUntil(failing: number, failure: Error): Promise<number> {
  const dialect = createSqliteDialect(':memory:')
  let count = 0
  const createDriver = () => {
    const driver = dialect.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    driver.acquireConnection = async () => {
      const connection = await acquire()
      return {
        streamQuery: connection.streamQuery.bind(connection),
        async executeQuery<Row>(query: CompiledQuery) {
          count++
          if (count === failing) throw failure
          return connection.executeQuery<Row>(query)
        },
      }
    }
    return driver
  }
  const db = new Kysely<Database>({ dialect: { ...dialect, createDriver } })
  try {
    await migrate(db, sqliteTables)
    return count
  } finally {
    await db.destroy()
  }
}

describe('the tables of a new ledger', () => {
  it('are not there, and said not to be, whichever of the statements that make them fails', async () => {
    const all = await migrateUntil(0, new Error())
    expect(all).toBeGreaterThan(100)
    for (let failing = 1; failing <= all; failing++) {
      const made = migrateUntil(failing, new Error('canary of the engine'))
      await expect(made, `statement ${failing}`).rejects.toMatchObject({
        name: 'LedgerError',
        code: 'failed',
        message: 'ledger: failed',
      })
    }
  })

  it('fail as the ledger itself says that it does', async () => {
    await expect(migrateUntil(20, new LedgerError('busy'))).rejects.toMatchObject({ code: 'busy' })
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, Migrator } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import { createFirstMigration } from '../../../service/ledger/migrations/0001-first.ts'
import { createSqliteDialect } from '../../../service/ledger/sqlite-dialect.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { sqliteTables } from '../../../service/ledger/sqlite-tables.ts'
import { changeOf, DAY_MS, NOW } from './ledger-rows.ts'
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

const old = {
  ...{ id: 'inv_old', kind: 'personal', status: 'pending', generation: 2, delivery: 'delivered' },
  ...{ invitee_email: 'ada@example.com', inviter_id: 'auth0|inviter', inviter_kind: 'person' },
  ...{
    roles: '["Member","Editor"]',
    permissions: '[]',
    app_metadata: '{}',
    user_metadata: '{}',
    profile: '{}',
  },
  ...{ notify_inviter: 0, on_existing_user: 'add', max_uses: 1, uses: 0, link_issued_at: NOW + 5 },
  ...{ created_at: NOW, updated_at: NOW, expires_at: NOW + DAY_MS },
}

describe('a ledger from before', () => {
  it.each([
    ['sent', NOW + 9],
    ['queued', null],
  ])('gets what its invitations would have had, such as that a message is %s', async (status, sent_at) => {
    await createOldLedger({ ...old, sent_at })
    const ledger = await openSqliteLedger(file)
    const row = await ledger.findInvitation('inv_old')
    expect(row).toMatchObject({
      ...old,
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
      await ledger.changeInvitations([changeOf({ ...old, version: 1 } as never, { message: 'x' })]),
    ).toBe(true)
    await ledger.close()
  })

  it('is left as it was when a migration cannot be completed', async () => {
    await createOldLedger({ ...old, roles: 'no list' })
    await expect(openSqliteLedger(file)).rejects.toThrow(LedgerError)
    querySqlite(file, "update invitations set roles = '[]'")
    const ledger = await openSqliteLedger(file)
    expect(await ledger.findInvitation('inv_old')).toMatchObject({ roles: '[]', version: 1 })
    await ledger.close()
  })

  it('is made once, too, however many processes open a new file at once', async () => {
    const ledgers = await Promise.all(Array.from({ length: 6 }, () => openSqliteLedger(file)))
    for (const ledger of ledgers) {
      await ledger.checkHealth()
      await ledger.close()
    }
  })

  it('is brought up to date once, however many processes open it at once', async () => {
    await createOldLedger(old)
    const ledgers = await Promise.all(Array.from({ length: 4 }, () => openSqliteLedger(file)))
    for (const ledger of ledgers) {
      expect(await ledger.listInvitations({ filter: { role: 'Member' }, take: 9, now: NOW })).toHaveLength(1)
      await ledger.close()
    }
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { POSTGRES_PASSWORD } from '../../scripts/bench/postgres-server.ts'
import { moveLedger } from '../../scripts/move-ledger/move-ledger.ts'
import { openSource } from '../../scripts/move-ledger/source-ledger.ts'
import { openTarget } from '../../scripts/move-ledger/target-ledger.ts'
import { runMoveLedger } from '../../scripts/move-ledger.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import { openPostgresLedger } from '../../service/ledger/postgres-ledger.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../postgres/postgres-database.ts'
import { attemptOf, handoffRow, invitationRow, NOW, refusalRow } from '../service/ledger/ledger-rows.ts'
import { openTemporaryLedger, querySqlite } from '../service/ledger/temporary-ledger.ts'

/** More than are copied at once. */
const MANY = 1_150

let source: Awaited<ReturnType<typeof openTemporaryLedger>>
let database: PostgresDatabase
beforeEach(async () => {
  source = await openTemporaryLedger()
  database = await createPostgresDatabase()
})
afterEach(async () => {
  await source.close()
  await database.drop()
})

const due = { kinds: ['invitation_mail' as const, 'grant' as const], limit: 5, leaseMs: 1, now: NOW + 60_000 }

/** A life in which every kind of row comes about, numbers that were given out and are gone included. */
async function live(ledger: Ledger, count = 3) {
  const many = Array.from({ length: count }, (_, n) => invitationRow({ message: `Grüezi 🎟 "${n}"` }))
  await Promise.all(many.map(row => ledger.createInvitation(row, { mail: true })))
  // Its id comes after those that it sent, which refer to it.
  const link = invitationRow({ id: 'inv_zzz', kind: 'shared', invitee_email: null, max_uses: 2 })
  await ledger.createInvitation(link, { mail: false })
  const sent = invitationRow({ id: 'inv_aaa', parent_id: link.id, parent_generation: 1 })
  await ledger.createInvitation(sent, { mail: false })
  const handoff = handoffRow(sent)
  await ledger.createHandoff(handoff, NOW)
  await ledger.redeem({ ...attemptOf(handoff, 'auth0|ada'), parent: { id: link.id, generation: 1 } })
  await ledger.createRefusal(refusalRow())
  await ledger.incrementCounter({ key: 'inviter', windowStart: NOW, limit: 9 })
  await ledger.countCodeTry(sent.id, 1)
  await ledger.beginRequest({ keyHash: 'k', requestHash: 'r', now: NOW, lockedUntil: NOW + 1, notBefore: 0 })
  await ledger.countEvents(10)
  for (const work of await ledger.claimWork(due)) await ledger.completeWork(work)
  return { link }
}

async function run(words = ['--from', source.file, '--to', database.url]) {
  const lines: string[] = []
  const code = await runMoveLedger(words, {}, line => lines.push(line))
  expect(lines.join('\n')).not.toContain(POSTGRES_PASSWORD)
  return { code, text: lines.join('\n') }
}

const tablesOf = () =>
  querySqlite(source.file, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .map(({ name }) => String(name))
    .filter(name => !name.startsWith('kysely_'))

async function expectSame() {
  for (const table of tablesOf()) {
    const texts = (rows: object[]) => rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()
    const there = querySqlite(source.file, `select * from ${table}`)
    expect(texts(await database.query(`select * from ${table}`)), table).toEqual(texts(there))
  }
}

describe('moving a ledger to PostgreSQL', () => {
  it('copies every row of every table, and the service goes on there with fresh numbers', async () => {
    const { link } = await live(source.ledger, MANY)
    const [highest] = querySqlite(source.file, "select seq from sqlite_sequence where name = 'outbox'")
    querySqlite(source.file, `delete from outbox where id = ${highest?.seq}`)
    expect(await run()).toMatchObject({
      code: 0,
      text: expect.stringMatching(/invitations +1152 rows +1152 copied/),
    })
    await expectSame()

    const ledger = await openPostgresLedger(database.url)
    expect(await ledger.findInvitation(link.id)).toMatchObject({ uses: 1 })
    await ledger.createInvitation(invitationRow(), { mail: true })
    const [newest] = await database.query('select max(id) as id from outbox')
    expect(newest?.id).toBe(Number(highest?.seq) + 1)
    expect(await ledger.countEvents(9_999)).toBeGreaterThan(1_000)
    await ledger.close()
  })

  it('copies nothing the second time, and compares again', async () => {
    await live(source.ledger)
    await run()
    const again = await run()
    expect(again.code).toBe(0)
    expect(again.text).not.toMatch(/ [1-9]\d* copied/)
  })

  it('goes on where it was interrupted', async () => {
    await live(source.ledger, MANY)
    await (await openPostgresLedger(database.url)).close()
    const [from, target] = [openSource(source.file), await openTarget(database.url)]
    const onBatch = (table: string, rows: number) => {
      if (table === 'invitations' && rows > 0) throw new TypeError('interrupted')
    }
    await expect(moveLedger({ source: from, target, onBatch })).rejects.toThrow('interrupted')
    from.close()
    await target.close()
    expect(await database.query('select count(*) as count from invitations')).toEqual([{ count: 1_000 }])
    expect(await run()).toMatchObject({
      code: 0,
      text: expect.stringMatching(/invitations +1152 rows +152 copied/),
    })
    await expectSame()
  })

  it.each([
    ['a row of its own', "insert into counters values ('foreign', 1, 1)", 'counters'],
    ['a row that differs', 'update invitations set uses = 0', 'invitations'],
  ])('refuses a target with %s, and writes nothing', async (_what, sql, table) => {
    await live(source.ledger)
    await run()
    await database.query(sql)
    await source.ledger.createRefusal(refusalRow({ user_id: 'google-oauth2|late' }))
    const { code, text } = await run()
    expect([code, text]).toEqual([1, expect.stringContaining(` rows in ${table} that are not in the source`)])
    expect(await database.query('select count(*) as count from refusals')).toEqual([{ count: 1 }])
  })

  it('finds a difference that comes about while it copies', async () => {
    await live(source.ledger)
    await (await openPostgresLedger(database.url)).close()
    const [from, target] = [openSource(source.file), await openTarget(database.url)]
    const insert: typeof target.insert = (table, rows) =>
      target.insert(table, table.name === 'events' ? rows.slice(1) : rows)
    const moved = moveLedger({ source: from, target: { ...target, insert } })
    await expect(moved).rejects.toThrow('events is not the same in both ledgers')
    from.close()
    await target.close()
  })

  it('does not begin while somebody is writing to the file, and keeps others from writing', async () => {
    const other = openSource(source.file)
    expect(await run()).toMatchObject({ code: 1, text: expect.stringContaining('Stop the service first') })
    other.close()
  })

  it.each([
    [['--from', 'missing.db'], 2],
    [['--from', 'missing.db', '--to', 'postgres://guestlist:canary@127.0.0.1:9/guestlist'], 1],
    [['--to', 'postgres://guestlist:canary@127.0.0.1:9/guestlist'], 2],
    [['--from', 'a', '--to', 'mysql://guestlist:canary@127.0.0.1/guestlist'], 2],
  ])('says what is wrong with %j and quotes no password', async (words, code) => {
    const answer = await run(words)
    expect(answer.code).toBe(code)
    expect(answer.text).not.toContain('canary')
  })

  it('knows all tables that are not empty in a new ledger', async () => {
    await (await openPostgresLedger(database.url)).close()
    const filled: string[] = []
    for (const table of tablesOf())
      if ((await database.query(`select 1 as one from ${table} limit 1`)).length > 0) filled.push(table)
    expect(filled.sort()).toEqual(['event_retention', 'statistics_cursor'])
  })
})

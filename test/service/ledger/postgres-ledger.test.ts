import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openPostgresLedger } from '../../../service/ledger/postgres-ledger.ts'
import { createPostgresDatabase } from '../../postgres/postgres-database.ts'
import { describeLedger } from './contract/ledger-contract.ts'
import { changeOf, invitationRow, NOW } from './ledger-rows.ts'
import { openTemporaryPostgresLedger } from './temporary-postgres-ledger.ts'

describeLedger('PostgreSQL', openTemporaryPostgresLedger)

describe('transactions side by side on PostgreSQL', () => {
  let opened: Awaited<ReturnType<typeof openTemporaryPostgresLedger>>
  let ledgers: [Ledger, Ledger]
  let client: Client
  beforeEach(async () => {
    opened = await openTemporaryPostgresLedger()
    ledgers = [opened.ledger, await opened.another()]
    client = new Client({ connectionString: opened.url })
    await client.connect()
  })
  afterEach(async () => {
    await client.end()
    await opened.close()
  })
  const store = async (count: number, changes: Parameters<typeof invitationRow>[0] = {}) => {
    const rows = Array.from({ length: count }, () => invitationRow(changes))
    await Promise.all(rows.map(row => opened.ledger.createInvitation(row, { mail: true })))
    return rows
  }

  it('pass over work that another replica has in hand, without waiting for it', async () => {
    const rows = await store(3)
    await client.query('begin')
    const held = await client.query('select subject from outbox order by id limit 1 for update')
    const due = { kinds: ['invitation_mail' as const], limit: 9, leaseMs: 1_000, now: NOW }
    const claimed = (await opened.ledger.claimWork(due)).map(({ subject }) => subject)
    await client.query('rollback')
    const others = rows.map(({ id }) => id).filter(id => id !== held.rows[0].subject)
    expect(claimed.sort()).toEqual(others.sort())
  })

  it('claim no more than they were asked for, however often the engine looks', async () => {
    await store(60)
    await client.query('analyze outbox')
    const due = { kinds: ['invitation_mail' as const], limit: 7, leaseMs: 1_000, now: NOW }
    const claims = await Promise.all(Array.from({ length: 8 }, (_, n) => ledgers[n % 2]?.claimWork(due)))
    for (const claim of claims) expect(claim?.length).toBeLessThanOrEqual(7)
    const ids = claims.flatMap(claim => claim ?? []).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('write each end once, when both replicas make the round at the same moment', async () => {
    const rows = await store(30, { expires_at: NOW })
    const noted = await Promise.all(Array.from({ length: 8 }, (_, n) => ledgers[n % 2]?.noteExpired(NOW, 10)))
    while ((await opened.ledger.noteExpired(NOW, 10)) > 0);
    expect(Math.max(...noted.map(count => count ?? 0))).toBeGreaterThan(0)
    const events = await opened.query(`select invitation_id from events where type = 'expired'`)
    expect(events.map(({ invitation_id }) => invitation_id).sort()).toEqual(rows.map(({ id }) => id).sort())
  })

  it('never wait for each other with bulk changes in opposite orders: one of two is written', async () => {
    for (let round = 0; round < 6; round++) {
      const rows = await store(12)
      const revoke = (message: string) => rows.map(row => changeOf(row, { message }))
      const written = await Promise.all([
        ledgers[0].changeInvitations(revoke('one')),
        ledgers[1].changeInvitations(revoke('other').reverse()),
      ])
      expect(written.filter(Boolean)).toHaveLength(1)
      const left = await Promise.all(rows.map(({ id }) => opened.ledger.findInvitation(id)))
      expect(new Set(left.map(row => row?.message)).size).toBe(1)
    }
  })

  it('are made again where each waits for the other', async () => {
    const [one, other] = (await store(2)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    if (!one || !other) throw new TypeError('nothing was stored')
    const lock = (id: string) => client.query(`update invitations set version = version where id = '${id}'`)
    await client.query('begin')
    // PostgreSQL ends the one that looks around first and finds a circle: the ledger's, a while after it began to wait.
    await client.query(`set local deadlock_timeout = '60s'`)
    await lock(other.id)
    const options = encodeURIComponent('-c deadlock_timeout=700ms')
    const ledger = await openPostgresLedger(`${opened.url}?options=${options}`, { poolSize: 1 })
    const change = ledger.changeInvitations([one, other].map(row => changeOf(row, { message: 'new' })))
    const waiting = `select count(*) as count from pg_stat_activity where wait_event_type = 'Lock'
      and datname = current_database()`
    await expect.poll(() => opened.query(waiting)).toEqual([{ count: 1 }])
    await lock(one.id)
    await client.query('commit')
    expect(await change).toBe(true)
    // Its connection tells what it has counted when it ends.
    await ledger.close()
    const deadlocks = `select deadlocks > 0 as were from pg_stat_database where datname = current_database()`
    await expect.poll(() => opened.query(deadlocks)).toEqual([{ were: true }])
  })

  it('see a change that was written between their question and their lock', async () => {
    const [row] = await store(1)
    if (!row) throw new TypeError('nothing was stored')
    await client.query('begin')
    await client.query(`update invitations set version = 2, message = 'first' where id = '${row.id}'`)
    const late = opened.ledger.changeInvitations([changeOf(row, { message: 'late' })])
    const waiting = `select count(*) as count from pg_stat_activity where wait_event_type = 'Lock'
      and datname = current_database()`
    await expect.poll(() => opened.query(waiting)).toEqual([{ count: 1 }])
    await client.query('commit')
    expect(await late).toBe(false)
    expect((await opened.ledger.findInvitation(row.id))?.message).toBe('first')
  })

  it('keep history also from being emptied as a whole', async () => {
    await store(1)
    await expect(client.query('truncate events')).rejects.toThrow('append-only')
    await expect(client.query('truncate events, invitations cascade')).rejects.toThrow('append-only')
  })
})

describe('texts on PostgreSQL', () => {
  it('are in the order of their bytes in every column, whatever the order of the database', async () => {
    const database = await createPostgresDatabase(`template0 locale_provider icu icu_locale 'en-US'`)
    const ledger = await openPostgresLedger(database.url)
    const ids = ['inv_b', 'inv_A', 'inv_a', 'inv_B', 'inv-c']
    for (const id of ids) await ledger.createInvitation(invitationRow({ id }), { mail: false })
    const listed = await ledger.listInvitations({ filter: {}, take: 9, now: NOW })
    expect(listed.map(({ id }) => id)).toEqual(ids.toSorted().reverse())
    const others = `select table_name, column_name from information_schema.columns where table_schema = 'public'
      and data_type = 'text' and collation_name is distinct from 'C'`
    expect(await database.query(others)).toEqual([])
    await ledger.close()
    await database.drop()
  })
})

import { inspect } from 'node:util'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  POSTGRES_PASSWORD,
  type PostgresServer,
  startPostgres,
} from '../../../scripts/bench/postgres-server.ts'
import { createPostgresPool } from '../../../service/ledger/engine/postgres-pool.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import { openPostgresLedger } from '../../../service/ledger/postgres-ledger.ts'
import { invitationRow, NOW } from './ledger-rows.ts'

/** A server of this file's own, which it may end. */
let server: PostgresServer
let ledger: Ledger | undefined
beforeAll(async () => {
  server = await startPostgres()
})
afterEach(() => ledger?.close())
afterAll(() => server.stop())

const open = async (statementTimeoutMs?: number) => {
  ledger = await openPostgresLedger(server.url('postgres'), { statementTimeoutMs })
  return ledger
}
const errorOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(LedgerError)
  // With its causes, and with what is not enumerable.
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(POSTGRES_PASSWORD)
  return error as LedgerError
}
const connect = async () => {
  const client = new Client({ connectionString: server.url('postgres') })
  client.on('error', () => {})
  await client.connect()
  return client
}

describe('a ledger whose PostgreSQL server goes away', () => {
  it('is unreachable meanwhile, and all there as soon as the server is back', async () => {
    const { createInvitation, findInvitation, checkHealth } = await open()
    const row = invitationRow()
    await createInvitation(row, { mail: true })
    await server.kill()
    expect(await errorOf(checkHealth())).toMatchObject({
      code: 'unreachable',
      message: 'ledger: unreachable',
    })
    expect((await errorOf(createInvitation(invitationRow(), { mail: true }))).code).toBe('unreachable')
    await server.start()
    await checkHealth()
    expect(await findInvitation(row.id)).toEqual(row)
  })

  it('fails what was under way, stores none of it, and ends no process', async () => {
    const { createInvitation, claimWork, checkHealth } = await open()
    const other = await connect()
    await other.query('begin')
    await other.query('lock table outbox in access exclusive mode')
    const rows = Array.from({ length: 4 }, () => invitationRow({ expires_at: NOW + 1 }))
    const writes = rows.map(row => errorOf(createInvitation(row, { mail: true })))
    const watcher = await connect()
    const waiting = `select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock'`
    await expect.poll(async () => (await watcher.query(waiting)).rows[0].count).toBe(4)
    await server.kill()
    expect((await Promise.all(writes)).map(({ code }) => code)).toEqual(Array(4).fill('unreachable'))
    await server.start()
    await checkHealth()
    const due = { kinds: ['invitation_mail' as const], limit: 99, leaseMs: 1, now: NOW }
    const subjects = (await claimWork(due)).map(({ subject }) => subject)
    for (const row of rows) {
      expect(subjects).not.toContain(row.id)
      expect(await ledger?.findInvitation(row.id)).toBeUndefined()
    }
  })

  it('takes new connections for those that the server has ended', async () => {
    const { checkHealth } = await open()
    await checkHealth()
    const other = await connect()
    await other.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guestlist'`,
    )
    await other.end()
    await expect
      .poll(() =>
        checkHealth().then(
          () => 'healthy',
          () => 'ill',
        ),
      )
      .toBe('healthy')
  })
})

describe('a connection that the server ends while it is in use', () => {
  it('fails what is asked next, and ends no process', async () => {
    const crashes: unknown[] = []
    const note = (error: unknown) => crashes.push(error)
    process.on('uncaughtException', note)
    const pool = createPostgresPool({ url: server.url('postgres'), poolSize: 1, statementTimeoutMs: 5_000 })
    const client = await pool.connect()
    await client.query('begin', [])
    const [row] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid', [])).rows
    const other = await connect()
    await other.query('select pg_terminate_backend($1)', [row?.pid])
    const isGone = `select count(*)::int as count from pg_stat_activity where pid = $1`
    await expect.poll(async () => (await other.query(isGone, [row?.pid])).rows[0].count).toBe(0)
    // Nothing is under way on it, so that nobody but a listener hears of it.
    await expect
      .poll(() => errorOf(client.query('select 1', [])).then(({ code }) => code))
      .toBe('unreachable')
    client.release()
    const another = await pool.connect()
    expect((await another.query('select 1 as one', [])).rows).toEqual([{ one: 1 }])
    another.release()
    await pool.end()
    process.off('uncaughtException', note)
    await other.end()
    expect(crashes).toEqual([])
  })
})

describe('a ledger on a PostgreSQL server', () => {
  it('gives a statement up that another holds up for too long, and can do it afterwards', async () => {
    const { createInvitation } = await open(150)
    const other = await connect()
    await other.query('begin')
    await other.query('lock table invitations in access exclusive mode')
    const row = invitationRow()
    expect((await errorOf(createInvitation(row, { mail: false }))).code).toBe('busy')
    await other.query('rollback')
    await other.end()
    expect(await createInvitation(row, { mail: false })).toBe(true)
  })

  it('waits for each commit to be flushed, whatever the server says otherwise', async () => {
    const other = await connect()
    await other.query('alter role postgres set synchronous_commit = off')
    const pool = createPostgresPool({ url: server.url('postgres'), poolSize: 1, statementTimeoutMs: 7_000 })
    const client = await pool.connect()
    const read = async (name: string) =>
      (await client.query<Record<string, string>>(`show ${name}`, [])).rows[0]
    expect(await read('synchronous_commit')).toEqual({ synchronous_commit: 'on' })
    expect(await read('statement_timeout')).toEqual({ statement_timeout: '7s' })
    expect(await read('idle_in_transaction_session_timeout')).toMatchObject({})
    client.release()
    await pool.end()
    await other.query('alter role postgres reset synchronous_commit')
    await other.end()
  })

  it.each([
    ['with another password', (url: string) => url.replace(POSTGRES_PASSWORD, `not-${POSTGRES_PASSWORD}`)],
    ['without its database', (url: string) => url.replace('/postgres?', '/missing?')],
    ['where nothing listens', (url: string) => url.replace(/:\d+\//, ':9/')],
    ['over TLS where it has none', (url: string) => `${url}sslmode=verify-full`],
  ])('is not opened %s, and the password is in no error', async (_situation, change) => {
    await errorOf(openPostgresLedger(change(`${server.url('postgres')}?`)))
  })
})

import { join } from 'node:path'
import Libsql from 'libsql'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeBenchEnvironment } from '../../scripts/bench/bench-service.ts'
import { type BenchTenant, startBenchTenant } from '../../scripts/bench/bench-tenant.ts'
import { startPostgres } from '../../scripts/bench/postgres-server.ts'
import { querySqlite } from '../service/ledger/temporary-ledger.ts'
import { checkInvariants } from './invariants.ts'
import { type KeptClient, keepClient } from './kept-client.ts'
import { type ServiceUnderFault, startService } from './service-process.ts'

/** 3 MB: less than the write-ahead log becomes before SQLite empties it by itself. */
const FULL_BLOCKS = 6_000

let tenant: BenchTenant
let token: string
let count = 0
const started: ServiceUnderFault[] = []
beforeAll(async () => {
  tenant = await startBenchTenant()
  token = await tenant.issueAccessToken()
})
afterEach(async () => {
  for (const { process } of started.splice(0)) process.kill('SIGKILL')
})
afterAll(() => tenant?.stop())

const nextEmail = () => `person${++count}@example.com`

async function onSqlite(options: { maxFileBlocks?: number } = {}) {
  const file = join(tenant.directory, `ledger-${++count}.db`)
  const environment = await makeBenchEnvironment(tenant, { LEDGER_FILE: file })
  const start = async (more: typeof options = {}) => {
    const service = await startService({ environment, token, ...more })
    started.push(service)
    return service
  }
  const query = async (sql: string) => querySqlite(file, sql)
  return { file, start, service: await start(options), query, port: Number(environment.PORT) }
}

/** Everybody whose invitation was answered as made has one, with a message; others have none or a whole one. */
async function checkAnswered(query: (sql: string) => Promise<Record<string, unknown>[]>, ids: string[]) {
  const rows = (await query('select id from invitations')).map(({ id }) => String(id))
  expect(ids.filter(id => !rows.includes(id))).toEqual([])
  await checkInvariants({ query, rolesOf: () => [] }, { isSettled: false })
}

const allSent = (query: (sql: string) => Promise<Record<string, unknown>[]>) =>
  expect
    .poll(() => query("select id from invitations where delivery_status = 'queued'"), { timeout: 20_000 })
    .toEqual([])

describe('the service, as a process of its own', () => {
  it('on a full disk: refuses what it cannot keep, loses nothing, and goes on when there is room again', async () => {
    const { service, query, file } = await onSqlite({ maxFileBlocks: FULL_BLOCKS })
    const ids: string[] = []
    let full = 0
    while (full === 0 && count < 2_000) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => service.invite(nextEmail())))
      ids.push(...answers.filter(({ status }) => status === 201).map(({ id }) => id))
      full = answers.filter(({ status }) => status === 503).length
    }
    expect(full).toBeGreaterThan(0)
    // Whatever needs no room is answered; but who can choose, asks somebody else.
    expect([await service.ready(), await service.list()]).toEqual([503, 200])
    // Somebody makes room: the log goes into the ledger's own file, which is far smaller.
    await expect
      .poll(() => Object.values(querySqlite(file, 'pragma wal_checkpoint(truncate)')[0] ?? {})[0])
      .toBe(0)
    await expect.poll(() => service.ready(), { timeout: 20_000 }).toBe(200)
    expect((await service.invite(nextEmail())).status).toBe(201)
    expect(querySqlite(file, "select key from counters where key like 'room%'")).toEqual([])
    await checkAnswered(query, ids)
    expect(querySqlite(file, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  it('with its ledger locked by another process: is not ready, reads on, and writes when the lock is gone', async () => {
    const { service, query, file } = await onSqlite()
    const other = new Libsql(file)
    // The service writes a little now and then by itself.
    other.exec('pragma busy_timeout = 5000')
    other.exec('begin immediate')
    const [refused, list] = await Promise.all([service.invite(nextEmail()), service.list()])
    expect([refused.status, list]).toEqual([503, 200])
    const waiting = [nextEmail(), nextEmail()].map(email => service.invite(email))
    await new Promise(resolve => setTimeout(resolve, 300))
    other.exec('rollback')
    other.close()
    const answers = await Promise.all(waiting)
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(await service.ready()).toBe(200)
    await allSent(query)
    await checkAnswered(
      query,
      answers.map(({ id }) => id),
    )
    expect(await query('select count(*) as count from invitations')).toEqual([{ count: 2 }])
  })

  it('on a PostgreSQL that is stopped and started: is not ready meanwhile, and is again without a restart', async () => {
    const server = await startPostgres()
    try {
      const environment = await makeBenchEnvironment(tenant, { DATABASE_URL: server.url('postgres') })
      const service = await startService({ environment, token })
      started.push(service)
      const query = async (sql: string) => {
        const client = new Client({ connectionString: server.url('postgres') })
        await client.connect()
        const { rows } = await client.query(sql).finally(() => client.end())
        return rows
      }
      const before = await service.invite(nextEmail())
      // What is under way when the server goes waits for the end of its lease: nothing is, so that nobody waits here.
      await allSent(query)
      await server.kill()
      expect(await service.ready()).toBe(503)
      expect((await service.invite(nextEmail())).status).toBe(503)
      await server.start()
      await expect.poll(() => service.ready(), { timeout: 20_000 }).toBe(200)
      const after = await service.invite(nextEmail())
      expect([before.status, after.status, service.process.exitCode]).toEqual([201, 201, null])
      await allSent(query)
      await checkInvariants({ query, rolesOf: () => [] }, { isSettled: false })
      const stored = (await query('select id from invitations')).map(({ id }) => id)
      expect(stored.sort()).toEqual([before.id, after.id].sort())
      service.process.kill('SIGKILL')
      await service.ended
    } finally {
      await server.stop()
    }
  })

  it('at SIGTERM under load: is unready first, sends clients on, cuts no request, and loses no job', async () => {
    const { service, start, query, port } = await onSqlite()
    const ids: string[] = []
    const cut: unknown[] = []
    // Each keeps one connection, and knows nothing of readiness: it stays until it is told to go.
    const clients = Array.from({ length: 12 }, () => keepClient(port, token))
    const load = async (client: KeptClient) => {
      while (client.isWelcome()) {
        const answer = await client.invite(nextEmail()).catch(error => void cut.push(error))
        if (!answer) return
        expect(answer.status).toBe(201)
        ids.push(answer.id)
      }
    }
    const loads = clients.map(load)
    await expect.poll(() => ids.length, { timeout: 20_000 }).toBeGreaterThan(50)
    service.process.kill('SIGTERM')
    await expect.poll(() => service.ready(), { interval: 50 }).toBe(503)
    // It is not ready, and answers all the same.
    expect((await service.invite(nextEmail())).status).toBe(201)
    await Promise.all(loads)
    expect(clients.map(client => client.connections())).toEqual(clients.map(() => 1))
    expect(await service.ended).toBe(0)
    expect(cut).toEqual([])
    expect(service.output()).toContain('"event":"stopped"')
    await checkAnswered(query, ids)

    await start()
    await allSent(query)
    const mails = await tenant.localTenant.control.mails()
    const people = (await query('select invitee_email from invitations')).map(row =>
      String(row.invitee_email),
    )
    const all = JSON.stringify(mails)
    expect(people.filter(email => !all.includes(`"${email}"`))).toEqual([])
    await checkAnswered(query, ids)
  })
})

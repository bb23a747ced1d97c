import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFreePort } from '../../../local-tenant/free-port.ts'
import { makeBenchEnvironment } from '../../../scripts/bench/bench-service.ts'
import { type BenchTenant, startBenchTenant } from '../../../scripts/bench/bench-tenant.ts'
import { POSTGRES_PASSWORD } from '../../../scripts/bench/postgres-server.ts'
import { type Prepared, prepareInvitations } from '../../../scripts/bench/prepare-ledger.ts'
import { createServiceProcess, type ServiceProcess } from '../../../scripts/demo/service-process.ts'
import { openPostgresLedger } from '../../../service/ledger/postgres-ledger.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../../postgres/postgres-database.ts'

const CONNECTION = 'Username-Password-Authentication'
const INVITATIONS = 40

/** Two real processes of the service on one database, as if a proxy stood before them. */
let database: PostgresDatabase
let tenant: BenchTenant
let environment: Record<string, string>
let services: ServiceProcess[]
let origins: string[]
let prepared: Prepared[]
let token: string

beforeAll(async () => {
  database = await createPostgresDatabase()
  tenant = await startBenchTenant()
  const limits = { per_recipient_per_day: 4, per_tenant_per_day: 10_000, per_inviter_per_day: 10_000 }
  await writeFile(join(tenant.directory, 'policy.json'), JSON.stringify({ limits }))
  environment = {
    ...(await makeBenchEnvironment(tenant, { DATABASE_URL: database.url })),
    AUTH0_MANAGEMENT_REQUESTS_PER_SECOND: '100',
  }
  const ports = [Number(environment.PORT), await findFreePort()]
  origins = ports.map(port => `http://localhost:${port}`)
  services = ports.map(port =>
    createServiceProcess({
      environment: { ...environment, PORT: String(port) },
      url: `http://localhost:${port}`,
      ledgerFile: '',
      directory: tenant.directory,
      onUnexpectedEnd: () => {},
    }),
  )
  // At once, on an empty database.
  await Promise.all(services.map(service => service.start()))
  const ledger = await openPostgresLedger(database.url)
  prepared = await prepareInvitations(ledger, environment, INVITATIONS)
  await ledger.close()
  token = await tenant.issueAccessToken()
})

afterAll(async () => {
  await Promise.all((services ?? []).map(service => service.stop()))
  await tenant?.stop()
  await database?.drop()
})

async function post(replica: number, path: string, options: { key: string; body: object; headers?: object }) {
  const { key, body, headers } = options
  const answer = await fetch(`${origins[replica % 2]}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const invite = (replica: number, email: string, headers: object = {}) =>
  post(replica, '/api/invitations', { key: token, body: { invitee: { email } }, headers })

/** As the Post-Login Action sends it for a database user. */
const redeem = (replica: number, { handoff, admission, email }: Prepared, userId: string) =>
  post(replica, '/actions/redemption', {
    key: environment.ACTION_KEYS ?? '',
    body: {
      handoff,
      admission,
      user: {
        user_id: `auth0|${userId}`,
        created_at: '2026-11-01T00:00:00.000Z',
        logins_count: 1,
        email,
        email_verified: true,
        identities: [{ provider: 'auth0', user_id: userId, connection: CONNECTION, isSocial: false }],
      },
      connection: { name: CONNECTION, strategy: 'auth0' },
      client_id: 'guestlist',
      passes: false,
      excepted: false,
    },
  })

/** How many of a pair are redeemed; on a busy machine a login may be refused because the tenant was too slow, and comes again. */
async function redeemUntil(wanted: number, attempt: () => Promise<{ body: Record<string, unknown> }[]>) {
  for (let tries = 1; ; tries++) {
    const redeemed = (await attempt()).filter(({ body }) => body.outcome === 'redeemed').length
    if (redeemed >= wanted || tries === 20) return redeemed
  }
}

const countOf = async (sql: string) =>
  Number((await database.query(`select count(*) as count ${sql}`))[0]?.count)
const both = <T>(run: (replica: number) => Promise<T>) => Promise.all([run(0), run(1)])
const mailsTo = async (email: string) =>
  (await tenant.localTenant.control.mails()).filter(mail => JSON.stringify(mail).includes(email))

describe('two replicas on one PostgreSQL', () => {
  it('make each invitation once, however often and wherever its request arrives, and send one mail', async () => {
    const emails = Array.from({ length: 30 }, (_, n) => `created-${n}@example.com`)
    const answers = await Promise.all(
      emails.map(email => both(replica => invite(replica, email, { 'idempotency-key': `key-of-${email}` }))),
    )
    for (const pair of answers) {
      const made = pair.filter(({ status }) => status === 201)
      expect(made.length).toBeGreaterThan(0)
      expect(pair.every(({ status }) => status === 201 || status === 409)).toBe(true)
      expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
    }
    expect(await countOf(`from invitations where invitee_email like 'created-%'`)).toBe(30)
    const isSent = `from invitations where invitee_email like 'created-%' and delivery_status = 'sent'`
    await expect.poll(() => countOf(isSent), { timeout: 20_000 }).toBe(30)
    for (const email of emails) expect(await mailsTo(email)).toHaveLength(1)
  })

  it('have one live invitation for an address, and hold its limit together', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => invite(n, 'wanted@example.com')))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await countOf(`from invitations where invitee_email = 'wanted@example.com'`)).toBe(1)
    const mailed = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        post(n, '/api/invitations', {
          key: token,
          body: { invitee: { email: 'limited@example.com' }, on_live_invitation: 'replace' },
        }),
      ),
    )
    const made = mailed.filter(({ status }) => status === 201)
    expect(made.length).toBeLessThanOrEqual(4)
    const limited = mailed.filter(({ status }) => status === 429)
    expect(limited.length).toBeGreaterThan(0)
  })

  it('redeem each handoff once for one user, wherever the login arrives, and once only for two', async () => {
    const twice = prepared.slice(0, 25)
    const rivals = prepared.slice(25)
    const same = await Promise.all(
      twice.map((one, n) => redeemUntil(2, () => both(replica => redeem(replica, one, `same-${n}`)))),
    )
    expect(same).toEqual(Array(25).fill(2))
    const fought = await Promise.all(
      rivals.map((one, n) =>
        redeemUntil(1, () => both(replica => redeem(replica, one, `rival-${n}-${replica}`))),
      ),
    )
    expect(fought).toEqual(Array(15).fill(1))
    expect(await countOf('from redemptions')).toBe(INVITATIONS)
    expect(await countOf('from invitations where uses > max_uses')).toBe(0)
    expect(await countOf(`from invitations where status = 'accepted'`)).toBe(INVITATIONS)
    expect(await countOf(`from events where type = 'accepted'`)).toBe(INVITATIONS)
    // Each piece of work that it caused is done to its end, once, by one of the two. Nobody of them is a user of the tenant: each grant is given up, and says so once.
    await expect.poll(() => countOf('from outbox where failed_at is null'), { timeout: 20_000 }).toBe(0)
    expect(await countOf(`from events where type = 'grant_failed'`)).toBe(INVITATIONS)
    expect(await countOf(`from outbox where kind = 'grant' and last_error = 'user_gone'`)).toBe(INVITATIONS)
    for (const service of services) expect(service.output()).toContain('"event":"work.')
    // They keep their pace towards the tenant together.
    expect(await countOf('from request_pace')).toBe(1)
  })

  it('say nothing of the password of the database', () => {
    for (const service of services) expect(service.output()).not.toContain(POSTGRES_PASSWORD)
  })

  it('send one mail more when both are asked to send again at once', async () => {
    const email = 'asked-again@example.com'
    await invite(0, email)
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 20_000 }).toBe(1)
    const [row] = await database.query(`select id from invitations where invitee_email = '${email}'`)
    // The pause after the first mail is over.
    await database.query(`update invitations set queued_at = queued_at - 86400000 where id = '${row?.id}'`)
    const path = `/api/invitations/${row?.id}/resend`
    const answers = await both(replica => post(replica, path, { key: token, body: {} }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 20_000 }).toBe(2)
    expect(await countOf(`from invitations where id = '${row?.id}' and generation = 2`)).toBe(1)
  })
})

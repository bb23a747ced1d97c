import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person
let root: Person
let endOfSeed: string

beforeEach(async () => {
  service = await startTestService()
  service.management.clients.push({
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: {},
    initiateLoginUri: undefined,
  })
  ;[ada, root] = [as(service, 'ada', { permissions: everythingButAll }), as(service, 'root')]
  await seed()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'
const everythingButAll = [
  'create:invitations',
  'read:invitations',
  'update:invitations',
  'delete:invitations',
]

/** Seven of Ada's and two of an administrator's, a minute apart. */
async function seed() {
  const ask = async (person: Person, fields: object) => {
    await service.clock.advance(60_000)
    const answer = await person.ask('POST', path, fields)
    expect(answer.status).toBe(201)
    return String(answer.body.id)
  }
  for (let number = 1; number <= 5; number++)
    await ask(ada, {
      invitee: { email: `guest${number}@example.com` },
      ...(number === 2 && { client_id: 'portal' }),
    })
  await ask(ada, { invitee: { email: 'late@example.com' }, ttl_sec: 60, external_id: 'crm-6' })
  const revoked = await ask(ada, { invitee: { email: 'gone@example.com' } })
  await ada.ask('POST', `${path}/${revoked}/revoke`)
  await ask(root, { invitee: { email: 'vip@example.com' }, roles: ['Editor'] })
  await ask(root, { invitee: { phone_number: '+491701234567' }, send_invitation_email: false })
  await service.worker.drain()
  await service.clock.advance(60_000)
  endOfSeed = new Date(service.clock.now()).toISOString()
}

function emailsOf({ body }: { body: Record<string, unknown> }): (string | null)[] {
  return (body.invitations as { invitee: { email: string | null } }[]).map(({ invitee }) => invitee.email)
}

describe('accepts', () => {
  test('nothing at all: newest first, those of the caller', async () => {
    const answer = await ada.ask('GET', path)
    expect(answer.status).toBe(200)
    expect(emailsOf(answer)).toEqual([
      'gone@example.com',
      'late@example.com',
      ...[5, 4, 3, 2, 1].map(number => `guest${number}@example.com`),
    ])
    expect(answer.body).not.toHaveProperty('next')
    expect(answer.body).not.toHaveProperty('total')
  })

  test('an administrator, who sees all', async () => {
    expect((await root.ask('GET', path)).body.invitations).toHaveLength(9)
  })

  test('cursors: pages that miss nothing and repeat nothing, also while invitations are made', async () => {
    const first = await ada.ask('GET', `${path}?take=3`)
    await service.clock.advance(1)
    const made = await ada.ask('POST', path, { invitee: { email: 'meanwhile@example.com' } })
    const rest: (string | null)[] = []
    let next = first.body.next
    while (next) {
      const page = await ada.ask('GET', `${path}?take=3&from=${next}`)
      rest.push(...emailsOf(page))
      next = page.body.next
    }
    expect([...emailsOf(first), ...rest]).toEqual([
      'gone@example.com',
      'late@example.com',
      ...[5, 4, 3, 2, 1].map(number => `guest${number}@example.com`),
    ])
    await ada.ask('POST', `${path}/${made.body.id}/revoke`)
  })

  test('a page that ends where the list ends is the last one', async () => {
    const { body } = await ada.ask('GET', `${path}?take=7&created_before=${encodeURIComponent(endOfSeed)}`)
    expect(body.invitations).toHaveLength(7)
    expect(body).not.toHaveProperty('next')
  })

  test.each<[string, string[]]>([
    ['status=expired', ['late@example.com']],
    ['status=pending&take=2', ['vip@example.com']],
    ['status=revoked&email=gone@example.com', ['gone@example.com']],
    ['delivery_status=sent&role=Editor', ['vip@example.com']],
    ['email=GUEST3@Example.com', ['guest3@example.com']],
    ['inviter=auth0%7Croot&kind=personal&role=Editor', ['vip@example.com']],
    ['client_id=portal', ['guest2@example.com']],
    ['external_id=crm-6', ['late@example.com']],
    ['role=Nobody', []],
    ['external_id=crm', []],
  ])('the filter %s', async (query, emails) => {
    const answer = await root.ask('GET', `${path}?${query}`)
    expect(answer.status).toBe(200)
    expect(emailsOf(answer).filter(email => email !== null)).toEqual(emails)
  })

  test('a telephone number', async () => {
    const { body } = await root.ask('GET', `${path}?phone_number=%2B491701234567`)
    expect(body.invitations).toMatchObject([{ invitee: { email: null, phone_number: '+491701234567' } }])
  })

  test('ranges: their beginning is in them, their end is not', async () => {
    const all = (await ada.ask('GET', path)).body.invitations as { created_at: string; expires_at: string }[]
    const [, , , third, second] = all.filter(({ created_at }) => created_at)
    const range = `created_after=${third?.created_at}&created_before=${all[0]?.created_at}`
    const { body } = await ada.ask('GET', `${path}?${range}`)
    const times = (body.invitations as { created_at: string }[]).map(({ created_at }) => created_at)
    expect(times).toContain(third?.created_at)
    expect(times).not.toContain(second?.created_at)
    expect(times).not.toContain(all[0]?.created_at)
    const expiring = await ada.ask('GET', `${path}?expires_before=${second?.expires_at}&status=expired`)
    expect(emailsOf(expiring)).toEqual(['late@example.com'])
  })

  test('include_totals: how many match, all and by status', async () => {
    const { body } = await root.ask('GET', `${path}?include_totals=true&take=1&email=late@example.com`)
    expect(body).toMatchObject({
      total: 1,
      counts: { pending: 0, accepted: 0, declined: 0, revoked: 0, expired: 1 },
    })
    const all = await root.ask('GET', `${path}?include_totals=true&take=1`)
    const counts = Object.values(all.body.counts as Record<string, number>)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.body.total)
    expect(all.body.total).toBeGreaterThan(8)
  })
})

describe('refuses', () => {
  test.each<[string, string]>([
    ['status', 'status=open'],
    ['delivery_status', 'delivery_status=lost'],
    ['email', 'email=nobody'],
    ['phone_number', 'phone_number=0170'],
    ['phone_number', 'phone_number=%2B491701234567&email=guest1@example.com'],
    ['created_after', 'created_after=yesterday'],
    ['expires_before', 'expires_before=2026-11-20'],
    ['take', 'take=0'],
    ['take', 'take=101'],
    ['take', 'take=ten'],
    ['from', 'from=junk'],
    ['from', `from=${Buffer.from('{}').toString('base64url')}`],
    ['from', `from=${Buffer.from('["x",1]').toString('base64url')}`],
    ['include_totals', 'include_totals=1'],
    ['status', 'status=pending&status=revoked'],
  ])('an invalid %s by its name: %s', async (field, query) => {
    expect(await ada.ask('GET', `${path}?${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })

  test('a condition that does not exist', async () => {
    expect(await ada.ask('GET', `${path}?q=guest`)).toMatchObject({
      status: 422,
      body: { error: { code: 'unknown_field', field: 'q' } },
    })
  })
})

describe('security', () => {
  test("S33 an inviter finds nothing of anybody else's, whatever they filter by", async () => {
    for (const query of [
      'role=Editor',
      'email=vip@example.com',
      'inviter=auth0%7Croot',
      'phone_number=%2B491701234567',
    ])
      expect((await ada.ask('GET', `${path}?${query}&include_totals=true`)).body).toEqual({
        invitations: [],
        total: 0,
        counts: { pending: 0, accepted: 0, declined: 0, revoked: 0, expired: 0 },
      })
  })

  test('S33 a cursor of an administrator shows an inviter their own only', async () => {
    const { body } = await root.ask('GET', `${path}?take=1`)
    const answer = await ada.ask('GET', `${path}?from=${body.next}`)
    expect(emailsOf(answer)).not.toContain('vip@example.com')
    expect(answer.body.invitations).not.toHaveLength(0)
  })

  test('S5 a filter is a value, never a pattern', async () => {
    for (const email of ['%25@example.com', '_uest1@example.com', '*@example.com'])
      expect((await ada.ask('GET', `${path}?email=${email}`)).body.invitations).toEqual([])
    for (const text of ['%25', '_', "' OR 1=1 --"])
      expect(
        (await ada.ask('GET', `${path}?external_id=${encodeURIComponent(text)}`)).body.invitations,
      ).toEqual([])
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeUser } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as } from './people.ts'

let directory: string
let service: TestService

const policy = {
  allowed_domains: ['example.com'],
  max_ttl_sec: { personal: 86_400, shared: 172_800 },
  cool_down_sec: 30,
  limits: { per_inviter_per_day: 5, per_recipient_per_day: 2, per_tenant_per_day: 12 },
  roles: {
    Editor: { grantable_roles: ['Viewer'], metadata_keys: ['order'] },
    'client:shop': { grantable_roles: ['Viewer'] },
  },
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guestlist-policy-'))
  const file = join(directory, 'policy.json')
  await writeFile(file, JSON.stringify(policy))
  service = await startTestService({ POLICY_FILE: file })
  service.management.rolesOf.set('auth0|ada', new Set(['rol_editor']))
})
afterEach(async () => {
  await service.close()
  await rm(directory, { recursive: true })
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'
let count = 0
const someone = () => ({ invitee: { email: `guest${count++}@example.com` } })

describe('GET /api/policy', () => {
  test('says what an inviter may grant, for how long, and what is left of the limits', async () => {
    const ada = as(service, 'ada')
    const { status, body } = await ada.ask('GET', '/api/policy')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: 'auth0|ada',
      kind: 'person',
      permissions: expect.arrayContaining(['create:invitations', 'create:shared_links']),
      grantable: { roles: ['Editor', 'Viewer'], metadata_keys: [] },
      max_ttl_sec: { personal: 86_400, shared: 172_800 },
      cool_down_sec: 30,
      existence_visible: false,
      limits: [
        { limit: 'per_inviter_per_day', max: 5, left: 5 },
        { limit: 'per_tenant_per_day', max: 12, left: 12 },
      ],
    })
    await ada.ask('POST', path, someone())
    await ada.ask('POST', path, { ...someone(), roles: ['No such role'] })
    const after = await ada.ask('GET', '/api/policy')
    const [own] = after.body.limits as { left: number; ends_at: string }[]
    expect(own?.left).toBeLessThan(5)
    expect(Date.parse(String(own?.ends_at))).toBeGreaterThan(service.clock.now())
  })

  test('counts nothing itself', async () => {
    const ask = async () => (await as(service, 'ada').ask('GET', '/api/policy')).body
    expect(await ask()).toEqual(await ask())
  })

  test('lists metadata keys only with grant:metadata', async () => {
    const claims = { permissions: ['create:invitations', 'grant:metadata'] }
    const { body } = await as(service, 'ada', claims).ask('GET', '/api/policy')
    expect(body.grantable).toEqual({ roles: ['Editor', 'Viewer'], metadata_keys: ['order'] })
  })

  test('has no lists for an administrator', async () => {
    const { body } = await as(service, 'root').ask('GET', '/api/policy')
    expect(body).toMatchObject({ grantable: { roles: null, metadata_keys: null }, existence_visible: true })
  })

  test('says what the policy lists for a client', async () => {
    const { body } = await as(service, 'shop', { permissions: ['create:invitations'] }).ask(
      'GET',
      '/api/policy',
    )
    expect(body).toMatchObject({
      id: 'shop@clients',
      kind: 'client',
      grantable: { roles: ['Viewer'], metadata_keys: [] },
    })
  })

  test('is true: what it lists may be granted, and nothing else', async () => {
    const eve = as(service, 'eve')
    makeUser(service, 'eve@acme.example', { userId: 'auth0|eve' })
    service.management.rolesOf.set('auth0|eve', new Set(['rol_editor']))
    expect((await eve.ask('POST', path, { ...someone(), roles: ['Editor', 'Viewer'] })).status).toBe(201)
    const shop = as(service, 'shop', { permissions: ['create:invitations'] })
    expect((await shop.ask('POST', path, { ...someone(), roles: ['Viewer'] })).status).toBe(201)
    expect((await shop.ask('POST', path, { ...someone(), roles: ['Editor'] })).status).toBe(403)
  })
})

describe('the policy', () => {
  test.each<[string, object]>([
    ['ttl_sec', { ...someone(), ttl_sec: 86_401 }],
    ['ttl_sec', { kind: 'shared', ttl_sec: 172_801 }],
    ['invitee.email', { invitee: { email: 'guest@other.example' } }],
    ['domain', { kind: 'domain', domain: 'other.example' }],
  ])('refuses by naming %s: %j', async (field, body) => {
    expect(await as(service, 'root').ask('POST', path, body)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })

  test('S39 refuses what is too much for an address, an inviter, the tenant: which limit, and until when', async () => {
    const fresh = await startTestService({ POLICY_FILE: join(directory, 'policy.json') })
    const untilMidnight = 86_400 - (Math.floor(fresh.clock.now() / 1000) % 86_400)
    const limits: unknown[] = []
    const ask = async (name: 'ada' | 'eve' | 'root', body: object) => {
      const answer = await as(fresh, name).ask('POST', path, body)
      if (answer.status !== 429) return expect(answer.status).toBe(201)
      expect(answer.body).toMatchObject({ error: { code: 'limit_reached', message: expect.any(String) } })
      expect(Math.abs(Number(answer.headers.get('retry-after')) - untilMidnight)).toBeLessThan(5)
      limits.push((answer.body.error as { limit: string }).limit)
    }
    const same = { ...someone(), on_live_invitation: 'replace' }
    for (let number = 0; number < 3; number++) await ask('ada', same)
    expect(limits).toEqual(['per_recipient_per_day'])
    for (let number = 0; number < 3; number++) await ask('ada', someone())
    expect(limits).toEqual(['per_recipient_per_day', 'per_inviter_per_day'])
    for (const name of ['eve', 'root'] as const)
      for (let number = 0; number < 5; number++) await ask(name, someone())
    expect(limits.at(-1)).toBe('per_tenant_per_day')
    await fresh.clock.advance(86_400_000)
    await ask('ada', someone())
    await fresh.close()
  })
})

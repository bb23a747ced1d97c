import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { WebhookMessage } from '../../../../service/webhooks/webhook-schema.ts'
import { openSignedIn, signIn } from '../admin/administrators.ts'
import { openBrowser } from '../browser.ts'
import { accept, makeUser, redeem } from '../invitee/invitee-flow.ts'
import { everyPermission, startTestService, type TestService } from '../test-service.ts'

const inviting = ['create:invitations', 'read:invitations', 'update:invitations', 'delete:invitations']
const folder = mkdtempSync(join(tmpdir(), 'guestlist-acting-'))
let service: TestService
let number = 0

beforeAll(async () => {
  const POLICY_FILE = join(folder, 'policy.json')
  const roles = {
    'client:agt_1a2b3c': { grantable_roles: ['Editor'] },
    'client:shop': { grantable_roles: ['Viewer'] },
  }
  writeFileSync(POLICY_FILE, JSON.stringify({ roles }))
  service = await startTestService({
    POLICY_FILE,
    WEBHOOKS: JSON.stringify([
      { url: 'https://hooks.example/', secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` },
    ]),
  })
})
beforeEach(() => {
  service.management.scopesOf.clear()
  service.management.requests.length = 0
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
  nock.cleanAll()
  nock.enableNetConnect()
})

async function ask(claims: object, method: string, path: string, body?: unknown) {
  const token = await service.tenant.issueAccessToken({ permissions: inviting, ...claims })
  return service.api(path, { method, token, ...(body !== undefined && { body }) })
}

/** As `azp` in tokens of Auth0's own profile, and as `client_id` in those of RFC 9068. */
const agent = { sub: 'agt_1a2b3c', azp: 'shop', gty: 'client-credentials' }

async function invite(claims: object, fields: object = {}) {
  number += 1
  const email = `grace-${number}@example.com`
  const answer = await ask(claims, 'POST', '/api/invitations', { invitee: { email }, ...fields })
  return { answer, email, id: String(answer.body.id) }
}

async function joinAs(id: string, email: string) {
  await service.worker.drain()
  const authorization = await accept(openBrowser(service.app), await service.linkOf(id))
  return (await redeem(service, makeUser(service, email), authorization)).body
}

async function historyOf(id: string) {
  const { body } = await ask({ permissions: everyPermission }, 'GET', `/api/invitations/${id}/history`)
  return (body.events as { type: string; actor: unknown }[]).map(({ type, actor }) => [type, actor])
}

describe('S74 an agent that invites by itself', () => {
  test('is recorded as that agent, by way of its client, and lets people in', async () => {
    service.management.scopesOf.set('shop', { scopes: inviting, isAll: false })
    const { answer, id, email } = await invite(agent, { roles: ['Editor'] })
    expect(answer).toMatchObject({
      status: 201,
      body: { inviter: { id: 'agt_1a2b3c', kind: 'client', client_id: 'shop' } },
    })
    expect(await joinAs(id, email)).toMatchObject({ outcome: 'redeemed', grant: { roles: ['Editor'] } })
    expect(await historyOf(id)).toContainEqual([
      'created',
      { kind: 'client', id: 'agt_1a2b3c', client_id: 'shop' },
    ])
  })

  test('is judged when somebody joins by what its client may do then', async () => {
    for (const scopes of [[], ['read:invitations']]) {
      service.management.scopesOf.set('shop', { scopes: inviting, isAll: false })
      const { id, email } = await invite(agent)
      await service.worker.drain()
      const authorization = await accept(openBrowser(service.app), await service.linkOf(id))
      service.management.scopesOf.set('shop', { scopes, isAll: false })
      await service.clock.advance(60_000)
      const { body } = await redeem(service, makeUser(service, email), authorization)
      expect(body).toMatchObject({ outcome: 'refused', code: 'inviter_not_allowed' })
      expect(service.management.requests).toContain('readClientScopes')
      await service.clock.advance(60_000)
    }
  })

  test('answers by what its client may do for what it has changed of another’s', async () => {
    makeUser(service, 'eve@acme.example', { userId: 'auth0|eve' })
    service.management.permissionsOf.set(
      'auth0|eve',
      inviting.map(name => ({ api: String(service.env.API_AUDIENCE), name })),
    )
    const administrating = { ...agent, permissions: [...inviting, 'grant:any'] }
    for (const [scopes, outcome] of [
      [[...inviting, 'grant:any'], 'redeemed'],
      [inviting, 'refused'],
    ] as const) {
      const { id, email } = await invite({ sub: 'auth0|eve' })
      const edited = await ask(administrating, 'PATCH', `/api/invitations/${id}`, { roles: ['Viewer'] })
      expect(edited.status).toBe(200)
      service.management.scopesOf.set('shop', { scopes: [...inviting, 'grant:any'], isAll: false })
      await service.worker.drain()
      const authorization = await accept(openBrowser(service.app), await service.linkOf(id))
      service.management.scopesOf.set('shop', { scopes: [...scopes], isAll: false })
      await service.clock.advance(60_000)
      expect((await redeem(service, makeUser(service, email), authorization)).body).toMatchObject({ outcome })
    }
  })

  test('gives what the policy lists for it, not what it lists for its client', async () => {
    expect((await invite(agent, { roles: ['Editor'] })).answer.status).toBe(201)
    const { answer } = await invite(agent, { roles: ['Viewer'] })
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden', field: 'roles' } } })
    const shop = { sub: 'shop@clients', azp: 'shop', gty: 'client-credentials' }
    expect((await invite(shop, { roles: ['Viewer'] })).answer.status).toBe(201)
    expect((await invite(shop, { roles: ['Editor'] })).answer.status).toBe(403)
  })

  test.each([
    ['an agent, in Auth0’s own profile', agent, { id: 'agt_1a2b3c', client_id: 'shop' }],
    ['an agent, as in RFC 9068', { sub: 'agt_9', client_id: 'shop' }, { id: 'agt_9', client_id: 'shop' }],
    [
      'an agent by a name of its own',
      { sub: 'billing-bot', sub_profile: 'ai_agent', client_id: 'shop' },
      { id: 'billing-bot', client_id: 'shop' },
    ],
    ['an agent whose token names no client', { sub: 'agt_9' }, { id: 'agt_9' }],
    ['a client', { sub: 'shop@clients', azp: 'shop', gty: 'client-credentials' }, { id: 'shop@clients' }],
    ['a client, as in RFC 9068', { sub: 'shop@clients', client_id: 'shop' }, { id: 'shop@clients' }],
    ['a client that is its own subject', { sub: 'shop', client_id: 'shop' }, { id: 'shop' }],
  ])('is told from people by its token: %s', async (_, claims, inviter) => {
    const { body } = (await invite(claims)).answer
    expect(body.inviter).toEqual({ kind: 'client', name: null, ...inviter })
  })

  test('whose client the tenant does not know lets nobody in', async () => {
    const { id } = await invite({ sub: 'agt_9' })
    await service.worker.drain()
    service.management.requests.length = 0
    const browser = openBrowser(service.app)
    const pressed = await browser.submit(await browser.get(await service.linkOf(id)))
    expect(pressed.url).not.toContain('/authorize')
    expect(service.management.requests).toEqual(['readClientScopes'])
  })

  test('is nobody whose user id only looks a little like it', async () => {
    const { body } = (await invite({ sub: 'auth0|agt_1', azp: 'shop', sub_profile: 'user' })).answer
    expect(body.inviter).toEqual({ kind: 'person', name: null, id: 'auth0|agt_1' })
  })
})

describe('S74 somebody who acts for a person', () => {
  const act = { sub: 'agt_1a2b3c', act: { sub: 'spa-client' } }
  const acting = {
    sub: 'auth0|ada',
    azp: 'shop',
    act: { ...act, client_id: 'shop', sub_profile: 'ai_agent' },
  }
  const actor = { kind: 'person', id: 'auth0|ada', act }

  test('is recorded beside that person in everything that they do', async () => {
    const { answer, id } = await invite(acting)
    expect(answer.body.inviter).toEqual({ kind: 'person', id: 'auth0|ada', name: null, act })
    await ask(acting, 'PATCH', `/api/invitations/${id}`, { message: 'Hello' })
    await ask({ sub: 'auth0|ada' }, 'PATCH', `/api/invitations/${id}`, { message: 'Hello again' })
    await ask(acting, 'POST', `/api/invitations/${id}/extend`, { ttl_sec: 2_000_000 })
    await ask(acting, 'POST', `/api/invitations/${id}/revoke`)
    expect(await historyOf(id)).toEqual([
      ['created', actor],
      ['updated', actor],
      ['updated', { kind: 'person', id: 'auth0|ada' }],
      ['extended', actor],
      ['revoked', actor],
    ])
  })

  test('is told to those who listen', async () => {
    const { id } = await invite(acting)
    await service.worker.drain()
    const told = service.webhooks.map(({ body }) => JSON.parse(body) as WebhookMessage)
    const [created] = told.filter(({ data }) => data.invitation.id === id)
    expect(created).toMatchObject({
      type: 'invitation.created',
      data: { actor, invitation: { inviter: { act } } },
    })
  })

  test('never gets more than that person has', async () => {
    makeUser(service, 'mia@example.com', { userId: 'auth0|mia' })
    service.management.rolesOf.set('auth0|mia', new Set(['rol_viewer']))
    const mia = { sub: 'auth0|mia', act: { sub: 'auth0|ada' } }
    expect((await invite(mia, { roles: ['Viewer'] })).answer.status).toBe(201)
    expect((await invite(mia, { roles: ['Editor'] })).answer).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden', field: 'roles' } },
    })
    const { id } = await invite({ sub: 'auth0|ada' })
    expect((await ask(mia, 'GET', `/api/invitations/${id}`)).status).toBe(404)
    const { answer } = await invite({ ...mia, permissions: ['read:invitations'] })
    expect(answer.body.error).toMatchObject({ code: 'insufficient_permissions' })
  })

  test('is recorded with everybody in a file that they have confirmed', async () => {
    const token = await service.tenant.issueAccessToken({ permissions: inviting, ...acting })
    const answer = await service.api('/api/imports?confirm=true', {
      method: 'POST',
      token,
      body: 'email\nin-a-file@example.com\n',
      headers: { 'content-type': 'text/csv' },
    })
    expect(answer.status).toBe(201)
    await service.worker.drain()
    const [row] = await service.ledger.listInvitations({
      filter: { address: { email: 'in-a-file@example.com' } },
      take: 1,
      now: service.clock.now(),
    })
    expect((await historyOf(row?.id ?? ''))[0]).toEqual(['created', actor])
  })

  test.each([
    ['nobody', {}],
    ['a text', 'agt_1'],
    ['a subject that is no text', { sub: 5 }],
    ['an empty subject', { sub: '' }],
    ['an endless subject', { sub: 'a'.repeat(256) }],
    ['somebody before them who cannot be named', { sub: 'agt_1', act: { sub: null } }],
    ['null', null],
    [
      'a chain of six',
      [1, 2, 3, 4, 5].reduce<object>((act, sub) => ({ sub: `agt_${sub}`, act }), { sub: 'agt_0' }),
    ],
  ])('who cannot be named does nothing: %s', async (_, act) => {
    const { answer } = await invite({ sub: 'auth0|ada', act })
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_token' } } })
  })

  test('may be the fifth in a chain', async () => {
    const chain = [1, 2, 3, 4].reduce<object>((act, sub) => ({ sub: `agt_${sub}`, act }), { sub: 'agt_0' })
    expect((await invite({ sub: 'auth0|ada', act: chain })).answer.status).toBe(201)
  })
})

describe('S74 an administrator’s session in which somebody acts for them', () => {
  test('is recorded as such, in history and audit', async () => {
    const { id } = await invite({ sub: 'auth0|ada' })
    const browser = openBrowser(service.app)
    await signIn(service, browser, { accessToken: { act: { sub: 'auth0|support' } } })
    await browser.press(await browser.get(`/admin/invitations/${id}/revoke`), 'Revoke')
    expect((await historyOf(id)).at(-1)).toEqual([
      'revoked',
      { kind: 'person', id: 'auth0|ada', act: { sub: 'auth0|support' } },
    ])
    expect((await browser.get(`/admin/invitations/${id}`)).text).toContain('by you, through auth0|support')
    const others = await openSignedIn(service)
    const { text } = await others.get(`/admin/audit?invitation=${id}&type=revoked`)
    expect(text).toContain('through auth0|support')
    expect(text).toContain('auth0|ada')
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService
const path = '/api/invitations'
/** In all that is refused for another reason. */
const invitee = { email: 'refused@example.com' }
let count = 0
const someone = () => ({ email: `guest${count++}@example.com` })

beforeEach(async () => {
  service = await startTestService()
  service.management.clients.push({
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: {},
    initiateLoginUri: undefined,
  })
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('accepts', () => {
  test('an address alone, for seven days', async () => {
    const answer = await service.api(path, { body: { invitee: { email: 'Grace@Example.com' } } })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('Location')).toBe(`https://guestlist.example/api/invitations/${answer.body.id}`)
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^inv_/),
      kind: 'personal',
      status: 'pending',
      inviter: { id: 'auth0|ada', kind: 'person', name: null },
      invitee: { email: 'grace@example.com' },
      roles: [],
      max_uses: 1,
      uses: 0,
      accepted_at: null,
      redemptions: [],
    })
    expect(lifetimeSeconds(answer.body)).toBe(7 * 86_400)
  })

  test('every field, as Auth0 names it, and shows it again', async () => {
    const fields = {
      invitee: { email: 'every@example.com', phone_number: null },
      client_id: 'portal',
      connection: 'google-oauth2',
      roles: ['Editor'],
      app_metadata: { order: { number: 7 } },
      user_metadata: { theme: 'dark' },
      result_url: 'https://portal.acme.example/start',
      external_id: 'crm-1',
      permissions: [{ resource_server_identifier: 'https://api.example', permission_name: 'read:orders' }],
      profile: { given_name: 'Grace', picture: 'https://cdn.acme.example/grace.png' },
      message: 'Welcome!',
      locale: 'de',
      on_existing_user: 'refuse',
      notify_inviter: true,
      send_invitation_email: true,
    }
    const body = { ...fields, invitee: { email: 'every@example.com' }, ttl_sec: 3600 }
    const answer = await service.api(path, { body })
    expect(answer).toMatchObject({ status: 201, body: fields })
    expect(lifetimeSeconds(answer.body)).toBe(3600)
  })

  test('the name of an inviter from a client, which acts for somebody', async () => {
    const claims = { sub: 'shop@clients', gty: 'client-credentials', permissions: ['create:invitations'] }
    const token = await service.tenant.issueAccessToken(claims)
    const body = { invitee: someone(), inviter: { name: 'Ada Lovelace' } }
    const answer = await service.api(path, { token, body })
    expect(answer).toMatchObject({
      status: 201,
      body: { inviter: { id: 'shop@clients', kind: 'client', name: 'Ada Lovelace' } },
    })
  })

  test('a request only once it is in the ledger', async () => {
    const asked = someone()
    const { body } = await service.api(path, { body: { invitee: asked } })
    expect(await service.ledger.findInvitation(String(body.id))).toMatchObject({ invitee_email: asked.email })
  })
})

describe('refuses', () => {
  const countAll = async () => (await service.api(`${path}?include_totals=true`)).body.total
  let before: unknown

  beforeEach(async () => {
    before = await countAll()
  })
  afterEach(async () => {
    // Nothing is written by anything that is refused.
    expect(await countAll()).toBe(before)
  })

  test.each([
    ['email', { email: 'x@example.com' }],
    ['invitee.mail', { invitee: { email: 'x@example.com', mail: 'x' } }],
    ['inviter.email', { invitee, inviter: { email: 'x@example.com' } }],
    ['role', { invitee, role: 'Editor' }],
  ])('the unknown field %s by its name', async (field, body) => {
    expect(await service.api(path, { body })).toMatchObject({
      status: 422,
      body: { error: { code: 'unknown_field', field } },
    })
  })

  test.each<[string, object]>([
    ['invitee.email', {}],
    ['invitee.email', { invitee: {} }],
    ['invitee.email', { invitee: { email: 'not an address' } }],
    ['invitee.email', { invitee: { email: 7 } }],
    ['invitee.phone_number', { invitee: { phone_number: '0170' } }],
    ['inviter.name', { invitee, inviter: { name: 'x'.repeat(301) } }],
    ['client_id', { invitee, client_id: 'unknown-client' }],
    ['connection', { invitee, connection: 'no spaces' }],
    ['roles', { invitee, roles: ['No such role'] }],
    ['roles', { invitee, roles: 'Editor' }],
    ['roles', { invitee, roles: Array.from({ length: 51 }, (_, index) => `role ${index}`) }],
    ['app_metadata', { invitee, app_metadata: [] }],
    ['ttl_sec', { invitee, ttl_sec: 59 }],
    ['ttl_sec', { invitee, ttl_sec: 2_592_001 }],
    ['ttl_sec', { invitee, ttl_sec: 3600.5 }],
    ['max_uses', { invitee, max_uses: 0 }],
    ['result_url', { invitee, result_url: 'not a url' }],
    ['locale', { invitee, locale: 'English' }],
    ['kind', { invitee, kind: 'secret' }],
    ['on_existing_user', { invitee, on_existing_user: 'ignore' }],
    ['on_live_invitation', { invitee, on_live_invitation: 'refuse' }],
    ['domain', { kind: 'domain' }],
    ['domain', { kind: 'domain', domain: 'not a domain' }],
    ['domain', { invitee, domain: 'example.com' }],
    ['max_uses', { invitee, max_uses: 2 }],
    ['max_uses', { kind: 'shared', max_uses: 100_001 }],
    ['invitee.email', { kind: 'shared', invitee }],
    ['invitee.phone_number', { invitee: { ...invitee, phone_number: '+491701234567' } }],
    ['send_invitation_email', { invitee: { phone_number: '+491701234567' } }],
    ['send_invitation_email', { kind: 'shared', send_invitation_email: true }],
    ['ttl_sec', { kind: 'shared', ttl_sec: 7_776_001 }],
    ['message', { invitee, message: 'x'.repeat(1001) }],
    ['message', { invitee, message: 'Look: https://evil.example' }],
    ['profile.picture', { invitee, profile: { picture: 'not a url' } }],
    ['permissions.permission_name', { invitee, permissions: [{ resource_server_identifier: 'api' }] }],
  ])('an invalid %s by its name: %j', async (field, body) => {
    expect(await service.api(path, { body })).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })

  test('an organization as not built yet', async () => {
    const body = { invitee, organization: 'org_1' }
    expect(await service.api(path, { body })).toMatchObject({
      status: 501,
      body: { error: { code: 'not_yet', field: 'organization' } },
    })
  })

  test.each(['', '{', 'invitee', '[1', '"\\u'])('the body %j, which is not JSON', async body => {
    expect(await service.api(path, { method: 'POST', body })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_json' } },
    })
  })

  test('a body of more than 64 kB', async () => {
    const body = { invitee, app_metadata: { note: 'x'.repeat(70_000) } }
    expect(await service.api(path, { body })).toMatchObject({
      status: 413,
      body: { error: { code: 'body_too_large' } },
    })
  })

  test('with 503 while the tenant cannot say which roles there are', async () => {
    const fresh = await startTestService()
    fresh.management.isDown = true
    expect(await fresh.api(path, { body: { invitee, roles: ['Editor'] } })).toMatchObject({
      status: 503,
      body: { error: { code: 'unavailable' } },
    })
    await fresh.close()
  })
})

describe('security', () => {
  const asInviter = (permissions: string[]) =>
    service.tenant.issueAccessToken({ permissions: ['create:invitations', ...permissions] })

  test.each([
    ['roles', { roles: ['Editor'] }],
    ['app_metadata', { app_metadata: { order: 1 } }],
    ['user_metadata', { user_metadata: { theme: 'dark' } }],
  ])('an inviter without the permission to grant it may not set %s', async (field, fields) => {
    const answer = await service.api(path, { token: await asInviter([]), body: { invitee, ...fields } })
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden', field } } })
  })

  test.each([
    ['app_metadata', { app_metadata: { guestlist: { admitted: true } } }],
    ['user_metadata', { user_metadata: { guestlist: {} } }],
    ['app_metadata', { app_metadata: { roles: ['admin'], clientID: 'x' } }],
  ])('nobody may set a reserved key: %j', async (_name, fields) => {
    expect(await service.api(path, { body: { invitee, ...fields } })).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field' } },
    })
  })

  test('a person invites as themselves and under no other name', async () => {
    const answer = await service.api(path, { body: { invitee, inviter: { name: 'The Board' } } })
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field: 'inviter.name' } },
    })
  })

  test('S8 a result_url of an origin that is not listed is refused', async () => {
    for (const result_url of [
      'https://evil.example/',
      'https://portal.acme.example.evil.example/',
      'https://portal.acme.example@evil.example/',
      'http://portal.acme.example/',
      'https://portal.acme.example:8443/',
      'javascript:alert(1)',
    ])
      expect(await service.api(path, { body: { invitee, result_url } })).toMatchObject({
        status: 422,
        body: { error: { code: 'invalid_field', field: 'result_url' } },
      })
  })

  test('S34 neither the answer nor the location holds a link or a token', async () => {
    const { id, link } = await service.invite()
    const token = link.slice(link.lastIndexOf('/') + 1)
    for (const answer of [
      await service.api(`${path}/${id}`),
      await service.api(path, { body: { invitee: someone() } }),
    ]) {
      const everything = JSON.stringify([answer.body, [...answer.headers]])
      expect(everything).not.toContain(token.split('.')[2])
      expect(everything).not.toMatch(/\/i\/|eyJ/)
    }
  })
})

function lifetimeSeconds(body: Record<string, unknown>): number {
  return (Date.parse(String(body.expires_at)) - Date.parse(String(body.created_at))) / 1000
}

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeUser } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person
let eve: Person
let root: Person

beforeEach(async () => {
  service = await startTestService()
  ;[ada, eve, root] = [as(service, 'ada'), as(service, 'eve'), as(service, 'root')]
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'
let count = 0
const someone = () => ({ email: `guest${count++}@example.com` })
const create = (person: Person, body: object) => person.ask('POST', path, body)

describe('a link to hand out', () => {
  test('is in the answer where no mail is wanted, and opens the invitation', async () => {
    const mailsBefore = service.mails.length
    const { status, body } = await create(ada, { invitee: someone(), send_invitation_email: false })
    expect(status).toBe(201)
    expect(body).toMatchObject({ send_invitation_email: false, delivery_status: null, sent_at: null })
    expect(body.invitation_url).toMatch(/^https:\/\/guestlist\.example\/i\/eyJ/)
    await service.worker.drain()
    expect(service.mails.length).toBe(mailsBefore)
    expect((await service.app.request(String(body.invitation_url))).status).toBe(303)
  })

  test('is in no answer where a mail is sent', async () => {
    for (const wanted of [{}, { send_invitation_email: true }]) {
      const { body } = await create(ada, { invitee: someone(), ...wanted })
      expect(body).toMatchObject({ send_invitation_email: true, delivery_status: 'queued' })
      expect(body).not.toHaveProperty('invitation_url')
    }
  })

  test('may be for a telephone number', async () => {
    const invitee = { phone_number: '+491701234567' }
    const { status, body } = await create(ada, { invitee, send_invitation_email: false })
    expect(status).toBe(201)
    expect(body).toMatchObject({ invitee: { email: null, ...invitee }, invitation_url: expect.any(String) })
  })
})

describe('a link for several people', () => {
  test.each<[string, object]>([
    ['shared', { kind: 'shared', max_uses: 25 }],
    ['domain', { kind: 'domain', domain: 'example.com', max_uses: 25 }],
  ])('%s: is always handed out, for up to 90 days', async (kind, fields) => {
    const { status, body } = await create(ada, { ...fields, ttl_sec: 7_776_000 })
    expect(status).toBe(201)
    expect(body).toMatchObject({ kind, max_uses: 25, uses: 0, send_invitation_email: false })
    expect(body.invitation_url).toMatch(/\/i\/eyJ/)
    const lifetime = Date.parse(String(body.expires_at)) - Date.parse(String(body.created_at))
    expect(lifetime).toBe(7_776_000_000)
  })

  test('needs create:shared_links', async () => {
    const person = as(service, 'ada', { permissions: ['create:invitations'] })
    for (const fields of [{ kind: 'shared' }, { kind: 'domain', domain: 'example.com' }])
      expect(await create(person, fields)).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden', field: 'kind' } },
      })
  })

  test('shows who joined through it by the invitations that it has sent', async () => {
    const { body } = await create(ada, { kind: 'shared' })
    expect((await ada.ask('GET', `${path}?parent_id=${body.id}`)).body).toEqual({ invitations: [] })
  })
})

describe('an address with an open invitation', () => {
  test('is refused', async () => {
    const invitee = someone()
    await create(ada, { invitee })
    expect(await create(ada, { invitee })).toMatchObject({
      status: 409,
      body: { error: { code: 'already_invited', field: 'invitee.email' } },
    })
  })

  test('gets another one in its place with "replace": the old one is revoked', async () => {
    const invitee = someone()
    const old = await create(ada, { invitee })
    const next = await create(ada, { invitee, on_live_invitation: 'replace' })
    expect(next.status).toBe(201)
    expect(next.body.id).not.toBe(old.body.id)
    expect((await ada.ask('GET', `${path}/${old.body.id}`)).body.status).toBe('revoked')
  })

  test('has more time with "extend": the same invitation, 200, and no link', async () => {
    const invitee = someone()
    const old = await create(ada, { invitee, send_invitation_email: false, ttl_sec: 3600 })
    const body = { invitee, on_live_invitation: 'extend', ttl_sec: 7200, send_invitation_email: false }
    const next = await create(ada, body)
    expect(next).toMatchObject({ status: 200, body: { id: old.body.id, status: 'pending' } })
    expect(Date.parse(String(next.body.expires_at))).toBeGreaterThan(Date.parse(String(old.body.expires_at)))
    expect(next.headers.get('location')).toBeNull()
    expect(next.body).not.toHaveProperty('invitation_url')
  })

  test("S33 of somebody else's: an inviter neither replaces nor extends it, an administrator may", async () => {
    const invitee = someone()
    const { body } = await create(ada, { invitee })
    for (const on_live_invitation of ['replace', 'extend'])
      expect(await create(eve, { invitee, on_live_invitation })).toMatchObject({
        status: 429,
        body: { error: { code: 'limit_reached', limit: 'per_recipient_per_day' } },
      })
    expect((await ada.ask('GET', `${path}/${body.id}`)).body).toMatchObject({ status: 'pending' })
    expect((await create(root, { invitee, on_live_invitation: 'replace' })).status).toBe(201)
    expect((await ada.ask('GET', `${path}/${body.id}`)).body).toMatchObject({ status: 'revoked' })
  })
})

describe('S32 S53 nobody grants what they do not have', () => {
  test.each<[string, object]>([
    ['roles', { roles: ['Editor'] }],
    [
      'permissions',
      { permissions: [{ resource_server_identifier: 'https://api.example', permission_name: 'read' }] },
    ],
    ['app_metadata', { app_metadata: { order: 1 } }],
    ['user_metadata', { user_metadata: { theme: 'dark' } }],
  ])('%s, at creation and at an edit', async (field, fields) => {
    const refusal = { status: 403, body: { error: { code: 'forbidden', field } } }
    expect(await create(eve, { invitee: someone(), ...fields })).toMatchObject(refusal)
    const { body } = await create(eve, { invitee: someone() })
    expect(await eve.ask('PATCH', `${path}/${body.id}`, fields)).toMatchObject(refusal)
    expect((await root.ask('PATCH', `${path}/${body.id}`, fields)).status).toBe(200)
  })

  test('but the roles that they have themselves', async () => {
    makeUser(service, 'eve@acme.example', { userId: 'auth0|eve' })
    service.management.rolesOf.set('auth0|eve', new Set(['rol_viewer']))
    await service.clock.advance(61_000)
    expect((await create(eve, { invitee: someone(), roles: ['Viewer'] })).status).toBe(201)
    expect((await create(eve, { invitee: someone(), roles: ['Viewer', 'Editor'] })).status).toBe(403)
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person
let root: Person

beforeEach(async () => {
  service = await startTestService()
  ;[ada, root] = [as(service, 'ada'), as(service, 'root')]
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/invitations'
let count = 0
const someone = () => ({ email: `guest${count++}@example.com` })

async function invite(fields: object = {}): Promise<Record<string, unknown>> {
  const { status, body } = await root.ask('POST', path, { invitee: someone(), ...fields })
  expect(status).toBe(201)
  await service.worker.drain()
  return body
}

const change = (id: unknown, body: object, person = root) => person.ask('PATCH', `${path}/${id}`, body)
const mailsTo = (email: string) => service.mails.filter(({ to }) => to === email).length
const opens = async (link: string) => (await openBrowser(service.app).get(link)).status

describe('accepts', () => {
  test('what does not touch the link: it goes on working, and no mail is sent', async () => {
    const before = await invite({ send_invitation_email: false, message: 'Hello' })
    const link = String(before.invitation_url)
    const fields = {
      message: null,
      locale: 'fr',
      result_url: 'https://portal.acme.example/next',
      external_id: 'crm-2',
      notify_inviter: true,
    }
    const answer = await change(before.id, { ...fields, ttl_sec: 1_209_600 })
    expect(answer).toMatchObject({ status: 200, body: { id: before.id, ...fields } })
    expect(answer.body).not.toHaveProperty('invitation_url')
    expect(Date.parse(String(answer.body.expires_at)) - service.clock.now()).toBe(1_209_600_000)
    expect(await opens(link)).toBe(200)
    expect(
      (await change(before.id, { result_url: null, external_id: null, locale: null })).body,
    ).toMatchObject({
      result_url: null,
      external_id: null,
      locale: null,
    })
  })

  test('S14 another grant: the old link is dead, and a new mail goes out by itself', async () => {
    const invitee = someone()
    const { id } = await invite({ invitee })
    const link = await service.linkOf(String(id))
    await service.clock.advance(120_000)
    const answer = await change(id, { roles: ['Editor'], app_metadata: { order: 1 } })
    expect(answer).toMatchObject({
      status: 200,
      body: { roles: ['Editor'], app_metadata: { order: 1 }, delivery_status: 'queued' },
    })
    expect(answer.body).not.toHaveProperty('invitation_url')
    await service.worker.drain()
    expect(mailsTo(invitee.email)).toBe(2)
    expect(await opens(link)).toBe(410)
    expect(await opens(await service.linkOf(String(id)))).toBe(200)
  })

  test('S14 another address: the new one gets the mail, the old one’s link is dead', async () => {
    const [before, after] = [someone(), someone()]
    const { id } = await invite({ invitee: before })
    const link = await service.linkOf(String(id))
    const answer = await change(id, { invitee: { email: after.email.toUpperCase() } })
    expect(answer).toMatchObject({ status: 200, body: { invitee: { email: after.email } } })
    await service.worker.drain()
    expect([mailsTo(before.email), mailsTo(after.email)]).toEqual([1, 1])
    expect(await opens(link)).toBe(410)
  })

  test('of one that is handed out: the answer has the new link, the old one is dead', async () => {
    const before = await invite({ send_invitation_email: false })
    const { status, body } = await change(before.id, { roles: ['Viewer'] })
    expect(status).toBe(200)
    expect(body.invitation_url).toMatch(/\/i\/eyJ/)
    expect(body.invitation_url).not.toBe(before.invitation_url)
    expect(await opens(String(before.invitation_url))).toBe(410)
    expect(await opens(String(body.invitation_url))).toBe(200)
  })

  test('another delivery, each way', async () => {
    const invitee = someone()
    const { id } = await invite({ invitee })
    const handedOut = await change(id, { send_invitation_email: false })
    expect(handedOut.body).toMatchObject({ send_invitation_email: false, invitation_url: expect.any(String) })
    await service.clock.advance(120_000)
    const delivered = await change(id, { send_invitation_email: true })
    expect(delivered.body).toMatchObject({ send_invitation_email: true, delivery_status: 'queued' })
    expect(delivered.body).not.toHaveProperty('invitation_url')
    await service.worker.drain()
    expect(mailsTo(invitee.email)).toBe(2)
    expect(await opens(String(handedOut.body.invitation_url))).toBe(410)
  })

  test('nothing at all, and changes nothing', async () => {
    const { id } = await invite({ send_invitation_email: false })
    const before = await service.ledger.findInvitation(String(id))
    const answer = await change(id, {})
    expect(answer.status).toBe(200)
    expect(answer.body).not.toHaveProperty('invitation_url')
    expect(await service.ledger.findInvitation(String(id))).toEqual(before)
  })
})

describe('refuses', () => {
  test.each<[string, object]>([
    ['invitee.email', { invitee: { email: 'not an address' } }],
    ['roles', { roles: ['No such role'] }],
    ['roles', { roles: null }],
    ['result_url', { result_url: 'https://evil.example/' }],
    ['message', { message: '' }],
    ['ttl_sec', { ttl_sec: 30 * 86_400 + 1 }],
    ['ttl_sec', { ttl_sec: null }],
    ['app_metadata', { app_metadata: { guestlist: {} } }],
    ['send_invitation_email', { send_invitation_email: 'no' }],
  ])('an invalid %s by its name, and changes nothing: %j', async (field, body) => {
    const { id } = await invite()
    const before = await service.ledger.findInvitation(String(id))
    expect(await change(id, body)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
    expect(await service.ledger.findInvitation(String(id))).toEqual(before)
  })

  test.each(['kind', 'max_uses', 'client_id', 'inviter', 'id', 'status', 'uses'])(
    '%s, which cannot be changed',
    async field => {
      const { id } = await invite()
      expect(await change(id, { [field]: 'x' })).toMatchObject({
        status: 422,
        body: { error: { code: 'unknown_field', field } },
      })
    },
  )

  test('an address that has an open invitation', async () => {
    const invitee = someone()
    await invite({ invitee })
    const { id } = await invite()
    expect(await change(id, { invitee })).toMatchObject({
      status: 409,
      body: { error: { code: 'already_invited', field: 'invitee.email' } },
    })
  })

  test('one whose time has come, unless it is given more', async () => {
    const { id } = await invite({ ttl_sec: 60 })
    await service.clock.advance(60_000)
    expect(await change(id, { roles: ['Editor'] })).toMatchObject({
      status: 409,
      body: { error: { code: 'expired' } },
    })
    expect((await change(id, { roles: ['Editor'], ttl_sec: 3600 })).body).toMatchObject({ status: 'pending' })
  })
})

test('S32 an inviter cannot make a pending invitation grant more than they have, whoever made it so', async () => {
  const { body } = await ada.ask('POST', path, { invitee: someone() })
  expect(await change(body.id, { roles: ['Editor'] }, ada)).toMatchObject({
    status: 403,
    body: { error: { code: 'forbidden', field: 'roles' } },
  })
  await change(body.id, { roles: ['Editor'] })
  // The administrator's grant is not the inviter's to send somewhere else.
  expect(await change(body.id, { invitee: someone() }, ada)).toMatchObject({ status: 403 })
})

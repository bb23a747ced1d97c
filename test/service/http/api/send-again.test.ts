import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let ada: Person

beforeEach(async () => {
  service = await startTestService()
  ada = as(service, 'ada')
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
  const { status, body } = await ada.ask('POST', path, { invitee: someone(), ...fields })
  expect(status).toBe(201)
  await service.worker.drain()
  await service.clock.advance(60_000)
  return body
}

const mailsTo = (email: string) => service.mails.filter(({ to }) => to === email).length
const opens = async (link: unknown) => (await openBrowser(service.app).get(String(link))).status

describe('resend', () => {
  test('S14 sends another mail with a new link; the old one is dead', async () => {
    const invitee = someone()
    const { id } = await invite({ invitee })
    const link = await service.linkOf(String(id))
    const answer = await ada.ask('POST', `${path}/${id}/resend`)
    expect(answer).toMatchObject({ status: 200, body: { id, delivery_status: 'queued' } })
    expect(answer.body).not.toHaveProperty('invitation_url')
    await service.worker.drain()
    expect(mailsTo(invitee.email)).toBe(2)
    expect(await opens(link)).toBe(410)
    expect(await opens(await service.linkOf(String(id)))).toBe(200)
  })

  test('makes delivered what was handed out, and the link that was shown is dead', async () => {
    const invitee = someone()
    const { id, invitation_url } = await invite({ invitee, send_invitation_email: false })
    const { body } = await ada.ask('POST', `${path}/${id}/resend`)
    expect(body).toMatchObject({ send_invitation_email: true, delivery_status: 'queued' })
    expect(body).not.toHaveProperty('invitation_url')
    await service.worker.drain()
    expect(mailsTo(invitee.email)).toBe(1)
    expect(await opens(invitation_url)).toBe(410)
  })

  test('S39 waits between two mails, and says for how long', async () => {
    const { id } = await invite()
    expect((await ada.ask('POST', `${path}/${id}/resend`)).status).toBe(200)
    await service.clock.advance(20_000)
    const answer = await ada.ask('POST', `${path}/${id}/resend`)
    expect(answer).toMatchObject({
      status: 429,
      body: { error: { code: 'limit_reached', limit: 'cool_down' } },
    })
    expect(answer.headers.get('retry-after')).toBe('40')
    await service.clock.advance(40_000)
    expect((await ada.ask('POST', `${path}/${id}/resend`)).status).toBe(200)
  })

  test('refuses one whose time has come, unless it is given more', async () => {
    const { id } = await invite({ ttl_sec: 60 })
    expect(await ada.ask('POST', `${path}/${id}/resend`)).toMatchObject({
      status: 409,
      body: { error: { code: 'expired' } },
    })
    const { status, body } = await ada.ask('POST', `${path}/${id}/resend`, { ttl_sec: 3600 })
    expect([status, body.status]).toEqual([200, 'pending'])
  })

  test('refuses a telephone number, to which nothing can be sent yet, and a link for several people', async () => {
    const phone = await invite({ invitee: { phone_number: '+491701234567' }, send_invitation_email: false })
    const shared = await invite({ kind: 'shared', invitee: {} })
    for (const { id } of [phone, shared])
      expect(await ada.ask('POST', `${path}/${id}/resend`)).toMatchObject({
        status: 422,
        body: { error: { code: 'invalid_field' } },
      })
  })
})

describe('link', () => {
  test('makes a new link to hand out; the one in the mailbox is dead', async () => {
    const { id } = await invite()
    const mailed = await service.linkOf(String(id))
    const { status, body } = await ada.ask('POST', `${path}/${id}/link`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      send_invitation_email: false,
      invitation_url: expect.stringMatching(/\/i\/eyJ/),
    })
    expect(await opens(mailed)).toBe(410)
    expect(await opens(body.invitation_url)).toBe(200)
    const again = await ada.ask('POST', `${path}/${id}/link`)
    expect(await opens(body.invitation_url)).toBe(410)
    expect(await opens(again.body.invitation_url)).toBe(200)
  })

  test('for several people, too', async () => {
    const { id, invitation_url } = await invite({ kind: 'shared', invitee: {} })
    const { status, body } = await ada.ask('POST', `${path}/${id}/link`)
    expect(status).toBe(200)
    expect(body.invitation_url).not.toBe(invitation_url)
  })

  test('refuses one whose time has come, unless it is given more', async () => {
    const { id } = await invite({ ttl_sec: 60 })
    expect(await ada.ask('POST', `${path}/${id}/link`)).toMatchObject({
      status: 409,
      body: { error: { code: 'expired' } },
    })
    const { body } = await ada.ask('POST', `${path}/${id}/link`, { ttl_sec: 3600 })
    expect(await opens(body.invitation_url)).toBe(200)
  })
})

describe('extend', () => {
  test('gives more time, also after the end: the link that is out goes on working', async () => {
    const { id, invitation_url } = await invite({ ttl_sec: 60, send_invitation_email: false })
    expect(await opens(invitation_url)).toBe(410)
    const { status, body } = await ada.ask('POST', `${path}/${id}/extend`, { ttl_sec: 7200 })
    expect([status, body.status]).toEqual([200, 'pending'])
    expect(body).not.toHaveProperty('invitation_url')
    expect(Date.parse(String(body.expires_at)) - service.clock.now()).toBe(7_200_000)
    expect(await opens(invitation_url)).toBe(200)
  })

  test('gives the time that it was made for when nothing is said', async () => {
    const { id } = await invite({ ttl_sec: 3600 })
    const { body } = await ada.ask('POST', `${path}/${id}/extend`)
    expect(Date.parse(String(body.expires_at)) - service.clock.now()).toBe(3_600_000)
  })

  test('refuses more than the policy allows, and an end that is no later', async () => {
    const { id } = await invite()
    for (const ttl_sec of [30 * 86_400 + 1, 3600])
      expect(await ada.ask('POST', `${path}/${id}/extend`, { ttl_sec })).toMatchObject({
        status: 422,
        body: { error: { code: 'invalid_field', field: 'ttl_sec' } },
      })
  })
})

describe('a body', () => {
  test.each(['resend', 'link', 'extend'])('of %s may be missing, but not be wrong', async verb => {
    const { id } = await invite()
    for (const [body, status, code] of [
      ['{', 400, 'invalid_json'],
      [{ ttl_sec: 'long' }, 422, 'invalid_field'],
      [{ days: 3 }, 422, 'unknown_field'],
      [[], 422, 'invalid_field'],
    ] as const)
      expect(await ada.ask('POST', `${path}/${id}/${verb}`, body)).toMatchObject({
        status,
        body: { error: { code } },
      })
  })
})

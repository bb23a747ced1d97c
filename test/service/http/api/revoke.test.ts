import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { accept, makeUser, redeem, share } from '../invitee/invitee-flow.ts'
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

async function invite(fields: object = {}, person = ada): Promise<string> {
  const body = { invitee: { email: `guest${count++}@example.com` }, ...fields }
  const answer = await person.ask('POST', path, body)
  expect(answer.status).toBe(201)
  return String(answer.body.id)
}

async function listIds(query: string): Promise<string[]> {
  const { body } = await root.ask('GET', `${path}?${query}`)
  return (body.invitations as { id: string }[]).map(({ id }) => id)
}

const statusOf = async (id: string) => (await root.ask('GET', `${path}/${id}`)).body.status

describe('revokes one', () => {
  test('that is pending', async () => {
    const id = await invite()
    const answer = await ada.ask('POST', `${path}/${id}/revoke`)
    expect(answer).toMatchObject({ status: 200, body: { id, status: 'revoked' } })
    expect(await statusOf(id)).toBe('revoked')
  })

  test('whose time has come', async () => {
    const id = await invite({ ttl_sec: 60 })
    await service.clock.advance(60_000)
    expect(await statusOf(id)).toBe('expired')
    expect((await ada.ask('POST', `${path}/${id}/revoke`)).body.status).toBe('revoked')
  })

  test("under the name that Auth0's organization invitations have for it", async () => {
    const id = await invite()
    const answer = await ada.ask('DELETE', `${path}/${id}`)
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(await statusOf(id)).toBe('revoked')
  })

  test('S43 and with it every handoff that it has made', async () => {
    const { id, link } = await service.invite({ invitee: { email: 'inflight@example.com' } })
    const handoff = await accept(openBrowser(service.app), link)
    await root.ask('POST', `${path}/${id}/revoke`)
    const answer = await redeem(service, makeUser(service, 'inflight@example.com'), handoff)
    expect(answer.body).toMatchObject({ outcome: 'refused', code: 'invitation_revoked' })
  })
})

describe('S13 revoking, resending and editing what is over is refused and changes nothing', () => {
  const operations: [string, string, object?][] = [
    ['POST', '/revoke'],
    ['DELETE', ''],
    ['POST', '/resend'],
    ['POST', '/link'],
    ['POST', '/extend', { ttl_sec: 1_209_600 }],
    ['PATCH', '', { message: 'Hello' }],
    ['PATCH', '', { roles: ['Editor'] }],
  ]

  test.each(['revoked', 'accepted'])('%s', async status => {
    const { id, link } = await service.invite({ invitee: { email: `${status}@example.com` } })
    if (status === 'revoked') await root.ask('POST', `${path}/${id}/revoke`)
    else {
      const accepted = await accept(openBrowser(service.app), link)
      await redeem(service, makeUser(service, `${status}@example.com`), accepted)
    }
    await service.clock.advance(120_000)
    await service.worker.drain()
    expect(await statusOf(id)).toBe(status)
    const before = await service.ledger.findInvitation(id)
    for (const [method, suffix, body] of operations) {
      const answer = await root.ask(method, `${path}/${id}${suffix}`, body)
      expect(answer, `${method} ${suffix}`).toMatchObject({
        status: 409,
        body: { error: { code: 'not_pending' } },
      })
    }
    expect(await service.ledger.findInvitation(id)).toEqual(before)
  })
})

describe('revokes all that match', () => {
  const revoke = (person: Person, body: object) => person.ask('POST', `${path}/revoke`, body)

  test('S15 and the count is that of the invitations changed, also of those that a link has sent', async () => {
    const marked = { external_id: 'batch-1' }
    const ids = [await invite(marked), await invite(marked), await invite(marked)]
    const expired = await invite({ ...marked, ttl_sec: 60 })
    const over = await invite(marked)
    await ada.ask('POST', `${path}/${over}/revoke`)
    await service.clock.advance(61_000)
    const other = await invite()
    expect(await revoke(ada, marked)).toMatchObject({ status: 200, body: { revoked: 4 } })
    for (const id of [...ids, expired]) expect(await statusOf(id)).toBe('revoked')
    expect(await statusOf(other)).toBe('pending')
    expect((await revoke(ada, marked)).body).toEqual({ revoked: 0 })
  })

  test.each<[string, object]>([
    ['that match too', { role: 'Viewer' }],
    ['that do not match themselves', { kind: 'shared', external_id: 'batch-link' }],
  ])('S15 and of what a link for many has sent, %s', async (_which, filter) => {
    const { id, link } = await share(service, { roles: ['Viewer'], external_id: 'batch-link', max_uses: 5 })
    for (const email of ['sent1@example.com', 'sent2@example.com']) {
      const browser = openBrowser(service.app)
      await browser.press(await browser.get(link), 'Send me my invitation', { email })
      await service.errands.settled()
    }
    const before = await listIds(`status=pending&parent_id=${id}`)
    expect(before).toHaveLength(2)
    expect((await revoke(root, filter)).body).toEqual({ revoked: 3 })
    expect(await listIds(`status=revoked&parent_id=${id}`)).toEqual(before)
    expect(await statusOf(id)).toBe('revoked')
  })

  test('S15 more than a page of them', async () => {
    const marked = { external_id: 'batch-2', kind: 'shared', max_uses: 2, invitee: {} }
    await Promise.all(Array.from({ length: 230 }, () => invite(marked)))
    expect((await revoke(ada, { external_id: 'batch-2' })).body).toEqual({ revoked: 230 })
    const left = await ada.ask('GET', `${path}?external_id=batch-2&include_totals=true&take=1`)
    expect(left.body.counts).toMatchObject({ pending: 0, revoked: 230 })
  })

  test('only those whose time has come, or only the others', async () => {
    const marked = { external_id: 'batch-3' }
    const [late, live] = [await invite({ ...marked, ttl_sec: 60 }), await invite(marked)]
    await service.clock.advance(60_000)
    expect((await revoke(ada, { ...marked, status: 'expired' })).body).toEqual({ revoked: 1 })
    expect([await statusOf(late), await statusOf(live)]).toEqual(['revoked', 'pending'])
    expect((await revoke(ada, { ...marked, status: 'pending' })).body).toEqual({ revoked: 1 })
  })

  test('refuses to revoke everything by an empty filter', async () => {
    expect(await revoke(root, {})).toMatchObject({ status: 422, body: { error: { code: 'invalid_field' } } })
  })

  test.each([
    ['unknown_field', 'all', { all: true }],
    ['invalid_field', 'status', { status: 'accepted' }],
    ['invalid_field', 'email', { email: 'nobody' }],
    ['invalid_field', 'created_before', { created_before: 'yesterday' }],
  ])('refuses with %s a filter with %s', async (code, field, body) => {
    expect(await revoke(root, body)).toMatchObject({ status: 422, body: { error: { code, field } } })
  })

  test("S33 an inviter revokes nothing of anybody else's", async () => {
    const id = await invite({ external_id: 'batch-4' })
    const eve = as(service, 'eve')
    for (const body of [
      { external_id: 'batch-4' },
      { inviter: 'auth0|ada' },
      { created_after: '2020-01-01T00:00:00Z' },
    ])
      expect((await revoke(eve, body)).body).toEqual({ revoked: 0 })
    expect(await statusOf(id)).toBe('pending')
    expect((await revoke(root, { external_id: 'batch-4' })).body).toEqual({ revoked: 1 })
  })
})

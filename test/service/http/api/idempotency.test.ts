import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
const someone = () => ({ invitee: { email: `guest${count++}@example.com` } })

const create = (person: Person, key: string, body: object) =>
  person.ask('POST', path, body, { 'idempotency-key': key })

const countAll = async () => (await ada.ask('GET', `${path}?include_totals=true`)).body.total

describe('accepts', () => {
  test('the same request again under its key: one invitation, the same answer, marked as repeated', async () => {
    const body = someone()
    const first = await create(ada, 'key-1', body)
    expect(first.status).toBe(201)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    const before = await countAll()
    const second = await create(ada, 'key-1', body)
    expect(second).toMatchObject({ status: 201, body: first.body })
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await countAll()).toBe(before)
    await service.worker.drain()
    const { email } = body.invitee
    expect(service.mails.filter(({ to }) => to === email)).toHaveLength(1)
  })

  test('the same request written another way', async () => {
    const first = await create(ada, 'key-2', { ...someone(), roles: [], kind: 'personal' })
    const again = await create(ada, 'key-2', {
      invitee: first.body.invitee && { email: `guest${count - 1}@example.com` },
    })
    expect(again.body.id).toBe(first.body.id)
  })

  test('another key for the same request: it is another request', async () => {
    const body = { kind: 'shared', max_uses: 3 }
    const [first, second] = [await create(ada, 'key-3', body), await create(ada, 'key-4', body)]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.id).not.toBe(second.body.id)
  })

  test('the key again for another request once 24 hours have passed', async () => {
    const body = someone()
    const first = await create(ada, 'key-5', body)
    await service.clock.advance(24 * 3_600_000 - 1)
    expect((await create(ada, 'key-5', body)).body.id).toBe(first.body.id)
    await service.clock.advance(2)
    const other = await create(ada, 'key-5', someone())
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
  })

  test('the key again after a refusal, which has changed nothing', async () => {
    const body = someone()
    expect((await create(ada, 'key-6', { ...body, client_id: 'unknown-client' })).status).toBe(422)
    expect((await create(ada, 'key-6', body)).status).toBe(201)
  })
})

describe('refuses', () => {
  test('the key for another request', async () => {
    await create(ada, 'key-7', someone())
    expect(await create(ada, 'key-7', someone())).toMatchObject({
      status: 422,
      body: { error: { code: 'idempotency_mismatch' } },
    })
  })

  test('the same request while the first is under way', async () => {
    const body = someone()
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(ada, 'key-8', body)))
    const created = answers.filter(({ status }) => status === 201)
    const refused = answers.filter(({ status }) => status === 409)
    expect(created.length + refused.length).toBe(4)
    expect(new Set(created.map(answer => answer.body.id)).size).toBe(1)
    for (const { body } of refused) expect(body).toMatchObject({ error: { code: 'idempotency_in_progress' } })
    expect((await create(ada, 'key-8', body)).body.id).toBe(created[0]?.body.id)
  })

  test.each(['', 'x'.repeat(256)])('a key of no or too many characters: %j', async key => {
    expect(await create(ada, key, someone())).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field: 'Idempotency-Key' } },
    })
  })
})

describe('security', () => {
  test('a key is its caller’s own: somebody else’s with the same name tells nothing', async () => {
    const body = someone()
    const first = await create(ada, 'key-9', body)
    const other = await create(as(service, 'eve'), 'key-9', someone())
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
  })

  test('S34 a repeated answer has the link that the first one had, and never a newer one', async () => {
    const body = { ...someone(), send_invitation_email: false }
    const first = await create(ada, 'key-10', body)
    expect(first.body.invitation_url).toMatch(/\/i\//)
    expect((await create(ada, 'key-10', body)).body.invitation_url).toBe(first.body.invitation_url)
    await as(service, 'root').ask('POST', `${path}/${first.body.id}/link`)
    const late = await create(ada, 'key-10', body)
    expect(late).toMatchObject({ status: 201, body: { id: first.body.id } })
    expect(late.body).not.toHaveProperty('invitation_url')
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryAttempt } from '../../../../service/ledger/events/event-ledger.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let root: Person

interface DeliveryJson {
  id: string
  endpoint: string
  status: string
  attempts: number
  event: { type: string; invitation_id: string }
}

beforeEach(async () => {
  service = await startTestService({
    // Nobody listens there: what matters here is the record of what was tried.
    WEBHOOKS: JSON.stringify([
      { id: 'crm', url: 'https://crm.acme.example/hooks', secret: `whsec_${'YWJj'.repeat(8)}` },
      {
        id: 'audit',
        url: 'https://audit.acme.example/',
        secret: `whsec_${'ZGVm'.repeat(8)}`,
        events: ['invitation.revoked'],
      },
    ]),
  })
  root = as(service, 'root')
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = '/api/webhook_deliveries'
const list = async (query = '') => {
  const { status, body } = await root.ask('GET', `${path}${query}`)
  expect(status).toBe(200)
  return body as { deliveries: DeliveryJson[]; next?: string }
}

/** Notes what a worker would, had it tried. */
async function give(delivery: string | undefined, result: Omit<DeliveryAttempt, 'workId' | 'at'>) {
  const now = service.clock.now()
  const work = await service.ledger.claimWork({ kinds: ['webhook'], limit: 100, leaseMs: 1, now })
  const workId = work.find(({ subject }) => subject === delivery)?.id ?? 0
  await service.ledger.noteDelivery(Number(delivery), { ...result, workId, at: now })
}

let id: string

beforeEach(async () => {
  const { body } = await root.ask('POST', '/api/invitations', {
    invitee: { email: 'hook@example.com' },
    on_live_invitation: 'replace',
  })
  id = String(body.id)
  await root.ask('POST', `/api/invitations/${id}/revoke`)
})

describe('accepts', () => {
  test('a list of what goes where, newest first', async () => {
    const { deliveries } = await list('?take=3')
    expect(deliveries.map(({ endpoint, event }) => [endpoint, event.type]).sort()).toEqual([
      ['audit', 'revoked'],
      ['crm', 'created'],
      ['crm', 'revoked'],
    ])
    for (const { event } of deliveries) expect(event.invitation_id).toBe(id)
    expect(Number(deliveries[0]?.id)).toBeGreaterThan(Number(deliveries[2]?.id))
  })

  test('filters and pages', async () => {
    const all = await list()
    expect((await list('?endpoint=audit')).deliveries).toEqual(
      all.deliveries.filter(({ endpoint }) => endpoint === 'audit'),
    )
    expect((await list('?status=delivered')).deliveries).toEqual([])
    const first = await list('?take=2')
    const { length } = all.deliveries
    expect(await list(`?take=${length}`)).not.toHaveProperty('next')
    expect((await list(`?take=${length - 1}`)).next).toBe(all.deliveries.at(-2)?.id)
    const second = await list(`?take=2&from=${first.next}`)
    expect([...first.deliveries, ...second.deliveries]).toEqual(all.deliveries.slice(0, 4))
  })

  test('a replay: the delivery is queued again', async () => {
    const [delivery] = (await list('?take=1')).deliveries
    await give(delivery?.id, { status: 'failed', lastStatus: 503, lastError: 'status_503' })
    expect((await list('?status=failed')).deliveries).toMatchObject([
      { id: delivery?.id, attempts: 1, last_status: 503, last_error: 'status_503' },
    ])
    const answer = await root.ask('POST', `${path}/${delivery?.id}/replay`)
    expect(answer).toMatchObject({ status: 202, body: { id: delivery?.id, status: 'queued', attempts: 1 } })
    expect((await list('?status=failed')).deliveries).toEqual([])
  })
})

describe('refuses', () => {
  test.each(['0', '-1', '1.5', '1e3', '999999', 'abc', '%20', '1%20OR%201=1', '9'.repeat(30)])(
    'to replay %j, which is not there',
    async other => {
      expect(await root.ask('POST', `${path}/${other}/replay`)).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found' } },
      })
    },
  )

  test.each([
    ['status', 'status=lost'],
    ['take', 'take=1000'],
    ['from', 'from=x'],
  ])('an invalid %s', async (field, query) => {
    expect(await root.ask('GET', `${path}?${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })
})

describe('security', () => {
  test('deliveries are for administrators', async () => {
    const eve = as(service, 'eve')
    for (const [method, target] of [
      ['GET', path],
      ['POST', `${path}/1/replay`],
    ] as const)
      expect(await eve.ask(method, target)).toMatchObject({
        status: 403,
        body: { error: { code: 'insufficient_permissions' } },
      })
  })

  test('S34 neither the list nor a replay holds a link, a secret or an address', async () => {
    const [delivery] = (await list()).deliveries
    const answers = [await root.ask('GET', path), await root.ask('POST', `${path}/${delivery?.id}/replay`)]
    for (const { text } of answers) expect(text).not.toMatch(/whsec_|eyJ|\/i\/|@|acme\.example/)
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { NewInvitationRow } from '../../../service/ledger/schema/schema.ts'
import { MAX_DELIVERY_ATTEMPTS } from '../../../service/webhooks/retry-schedule.ts'
import { createWebhookSender } from '../../../service/webhooks/webhook-sender.ts'
import { attemptOf, DAY_MS, handoffRow, invitationRow } from '../ledger/ledger-rows.ts'
import type { Received } from '../webhooks/receiver.ts'
import { createWebhookScene, makeSecret, type WebhookScene } from './webhook-scene.ts'

const SECOND = 1_000
const secret = makeSecret()

let scene: WebhookScene
afterEach(async () => {
  vi.useRealTimers()
  await scene.close()
})

async function invite(changes: Partial<NewInvitationRow> = {}) {
  const now = scene.clock.now()
  const row = invitationRow({
    created_at: now,
    link_issued_at: now,
    expires_at: now + 7 * DAY_MS,
    ...changes,
  })
  await scene.ledger.createInvitation(row, { mail: false })
  return row
}

/** Somebody accepts an invitation and logs in. */
async function accept(row: NewInvitationRow) {
  const handoff = handoffRow(row, { expires_at: scene.clock.now() + 60_000 })
  await scene.ledger.createHandoff(handoff, scene.clock.now())
  const claims = { account: 'new', connection: 'Users', redeemed_at: scene.clock.now() } as const
  const result = await scene.ledger.redeem(attemptOf(handoff, 'auth0|ada', claims))
  if (result.outcome !== 'redeemed') throw new TypeError('not redeemed')
  return result.redemption
}

/** Verified as a receiver does it, with the specification's own library, at the time of the attempt. */
function verify(message: Received | undefined, key = secret) {
  if (!message) throw new TypeError('no message')
  vi.useFakeTimers({ toFake: ['Date'], now: Number(message.headers['webhook-timestamp']) * 1000 })
  try {
    return new Webhook(key).verify(message.body, message.headers as Record<string, string>) as {
      type: string
      timestamp: string
      data: Record<string, unknown> & { invitation: Record<string, unknown> }
    }
  } finally {
    vi.useRealTimers()
  }
}

const deliveries = () => scene.ledger.listDeliveries({ take: 100 })
const onlyDelivery = async () => (await deliveries())[0]?.delivery
const idOf = (message: Received | undefined) => message?.headers['webhook-id']

describe('a webhook', () => {
  beforeEach(async () => {
    scene = await createWebhookScene(url => [{ id: 'crm', url: `${url}/in`, secret }])
  })

  it('tells what happened, and the invitation as it is, signed so that the library verifies it', async () => {
    const row = await invite({ external_id: 'crm-1843', message: 'canary words' })
    await scene.createWorker().drain()
    expect(scene.receiver.received).toHaveLength(1)
    const [message] = scene.receiver.received
    expect(message).toMatchObject({ path: 'POST /in', headers: { 'content-type': 'application/json' } })
    expect(verify(message)).toMatchObject({
      type: 'invitation.created',
      timestamp: new Date(row.created_at).toISOString(),
      data: {
        external_id: 'crm-1843',
        actor: { kind: 'person', id: 'auth0|inviter' },
        invitation: { id: row.id, status: 'pending', invitee: { email: 'ada@example.com' } },
      },
    })
    expect(message?.body).not.toContain('canary')
    expect(await onlyDelivery()).toMatchObject({
      endpoint: 'crm',
      status: 'delivered',
      attempts: 1,
      last_status: 204,
      last_error: null,
    })
    expect(await scene.ledger.nextWorkAt(['webhook'])).toBeUndefined()
  })

  it('of an acceptance binds a record without another call: external id, user, connection, new or not', async () => {
    const row = await invite({ external_id: 'crm-1843' })
    const redemption = await accept(row)
    await scene.ledger.markGranted(redemption.id, scene.clock.now())
    await scene.createWorker().drain()
    const messages = scene.receiver.received.map(message => verify(message))
    const bound = { external_id: 'crm-1843', user_id: 'auth0|ada', connection: 'Users', account: 'new' }
    expect(messages.find(({ type }) => type === 'invitation.accepted')?.data).toMatchObject(bound)
    expect(messages.find(({ type }) => type === 'invitation.grant_completed')?.data).toMatchObject(bound)
  })

  it('does not say who had an account before, where nobody may know', async () => {
    await accept(await invite())
    await scene.createWorker({ seesExistence: false }).drain()
    const accepted = scene.receiver.received
      .map(message => verify(message))
      .find(({ type }) => type === 'invitation.accepted')
    expect(accepted?.data).toMatchObject({ user_id: 'auth0|ada' })
    expect(JSON.stringify(accepted)).not.toMatch(/"account":"/)
  })

  it('is repeated after a failure, with the same id, body and a new time, until it is taken', async () => {
    scene.receiver.answer(response => response.writeHead(503).end('canary'))
    await invite()
    const worker = scene.createWorker()
    await worker.drain()
    expect(await onlyDelivery()).toMatchObject({
      status: 'queued',
      attempts: 1,
      last_status: 503,
      last_error: 'receiver_failed',
    })
    await scene.clock.advance(5 * SECOND - 1)
    await worker.drain()
    expect(scene.receiver.received).toHaveLength(1)
    scene.receiver.answer(response => response.writeHead(200).end())
    await scene.clock.advance(1)
    await worker.drain()
    const [first, second] = scene.receiver.received
    expect(idOf(second)).toBe(idOf(first))
    expect(second?.body).toBe(first?.body)
    expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first?.headers['webhook-timestamp']),
    )
    verify(second)
    expect(await onlyDelivery()).toMatchObject({ status: 'delivered', attempts: 2, last_error: null })
  })

  it('waits as long as its receiver asks', async () => {
    scene.receiver.answer(response => response.writeHead(429, { 'retry-after': '3600' }).end())
    await invite()
    const worker = scene.createWorker()
    await worker.drain()
    expect(await scene.ledger.nextWorkAt(['webhook'])).toBe(scene.clock.now() + 3_600_000)
  })

  it('is given up when the schedule is used up, and says so', async () => {
    scene.receiver.answer(response => response.writeHead(500).end())
    await invite()
    const worker = scene.createWorker()
    for (let n = 0; n < MAX_DELIVERY_ATTEMPTS + 2; n++) {
      await worker.drain()
      await scene.clock.advance(DAY_MS)
    }
    expect(scene.receiver.received).toHaveLength(MAX_DELIVERY_ATTEMPTS)
    expect(new Set(scene.receiver.received.map(idOf)).size).toBe(1)
    expect(await onlyDelivery()).toMatchObject({ status: 'failed', attempts: 10, last_status: 500 })
    expect(scene.lines.map(line => JSON.parse(line)).at(-1)).toMatchObject({
      level: 'error',
      event: 'work.failed',
      code: 'receiver_failed',
    })
  })

  it('is given up at once when its receiver is gone for good', async () => {
    scene.receiver.answer(response => response.writeHead(410).end())
    await invite()
    await scene.createWorker().drain()
    expect(await onlyDelivery()).toMatchObject({ status: 'failed', attempts: 1, last_error: 'gone' })
  })

  it('is given up when its endpoint is no longer configured', async () => {
    await invite()
    await scene.createWorker({ webhooks: [] }).drain()
    expect(await onlyDelivery()).toMatchObject({ status: 'failed', last_error: 'endpoint_removed' })
    expect(scene.receiver.received).toEqual([])
  })

  it('is given up when it ends its process each time', async () => {
    await invite()
    for (let n = 0; n < MAX_DELIVERY_ATTEMPTS; n++) {
      await scene.ledger.claimWork({ kinds: ['webhook'], limit: 1, leaseMs: SECOND, now: scene.clock.now() })
      await scene.clock.advance(SECOND)
    }
    await scene.createWorker().drain()
    expect(scene.receiver.received).toEqual([])
    expect(await onlyDelivery()).toMatchObject({ status: 'failed', last_error: 'too_many_attempts' })
  })
})

describe('a webhook whose sender is killed', () => {
  it('between its claim and the answer is delivered again, with the same id', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guestlist-webhook-'))
    try {
      const file = join(folder, 'ledger.db')
      let endpoints: object[] = []
      const describeEndpoints = (url: string) => {
        endpoints = [{ id: 'crm', url, secret }]
        return endpoints
      }
      scene = await createWebhookScene(describeEndpoints, file)
      scene.receiver.answer(() => {})
      await invite()
      const sender = join(import.meta.dirname, 'killed-sender.ts')
      const args = ['--import', 'tsx', sender, file, JSON.stringify(endpoints)]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
      await scene.receiver.waitFor(1)
      child.kill('SIGKILL')
      await once(child, 'close')

      scene.receiver.answer(response => response.writeHead(204).end())
      const survivor = scene.createWorker()
      await survivor.drain()
      expect(await onlyDelivery()).toMatchObject({ status: 'queued', attempts: 0 })
      // A generous lease: the child's clock was the machine's.
      await scene.clock.advance(600 * SECOND)
      await survivor.drain()
      expect(scene.receiver.received).toHaveLength(2)
      const [first, second] = scene.receiver.received
      expect(idOf(second)).toBe(idOf(first))
      verify(second)
      expect(await onlyDelivery()).toMatchObject({ status: 'delivered' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is not undone by a slow attempt that fails after another has delivered it', async () => {
    scene = await createWebhookScene(url => [{ id: 'crm', url, secret }])
    await invite()
    let fail = () => {}
    const slow = scene.createWorker({
      sendWebhook: () =>
        new Promise(resolve => {
          fail = () => resolve({ outcome: 'failed', code: 'timeout' })
        }),
    })
    const finished = slow.drain()
    await vi.waitUntil(async () => (await scene.ledger.nextWorkAt(['webhook'])) !== scene.clock.now())
    await scene.clock.advance(600 * SECOND)
    await scene.createWorker().drain()
    fail()
    await finished
    expect(await onlyDelivery()).toMatchObject({ status: 'delivered', attempts: 1, last_error: null })
    expect(await scene.ledger.nextWorkAt(['webhook'])).toBeUndefined()
  })
})

describe('webhooks to several endpoints', () => {
  const [oldSecret, newSecret] = [makeSecret(), makeSecret()]
  beforeEach(async () => {
    scene = await createWebhookScene(url => [
      { id: 'all', url: `${url}/all`, secret: newSecret, previous_secret: oldSecret },
      { id: 'joined', url: `${url}/joined`, secret, events: ['invitation.accepted'] },
    ])
  })

  it('go to each that wants the event, each with its own secrets and one id', async () => {
    await accept(await invite())
    await scene.createWorker().drain()
    const to = (path: string) => scene.receiver.received.filter(message => message.path === `POST /${path}`)
    const types = (messages: Received[], key: string) => messages.map(message => verify(message, key).type)
    expect(types(to('all'), newSecret).sort()).toEqual([
      'invitation.accepted',
      'invitation.created',
      'invitation.opened',
    ])
    expect(types(to('joined'), secret)).toEqual(['invitation.accepted'])
    expect(to('all').map(idOf)).toContain(idOf(to('joined')[0]))
    expect(new Set(to('all').map(idOf)).size).toBe(3)
    expect(() => verify(to('joined')[0], newSecret)).toThrow()
  })

  it('verify with the old secret and with the new one while a receiver changes over', async () => {
    await invite()
    await scene.createWorker().drain()
    const [message] = scene.receiver.received
    expect(verify(message, oldSecret)).toEqual(verify(message, newSecret))
  })

  it('do not wait for each other', async () => {
    scene.receiver.answer((response, { path }) => response.writeHead(path.endsWith('all') ? 500 : 204).end())
    await accept(await invite())
    await scene.createWorker().drain()
    const byEndpoint = (await deliveries()).map(({ delivery }) => `${delivery.endpoint} ${delivery.status}`)
    expect(new Set(byEndpoint)).toEqual(new Set(['all queued', 'joined delivered']))
  })
})

describe('a replay', () => {
  beforeEach(async () => {
    scene = await createWebhookScene(url => [{ id: 'crm', url, secret }])
  })

  const replay = async (ledger: Ledger) => {
    const id = (await onlyDelivery())?.id ?? 0
    return ledger.replayDelivery(id, scene.clock.now())
  }

  it('sends what was delivered once more, with the same id', async () => {
    await invite()
    const worker = scene.createWorker()
    await worker.drain()
    expect(await replay(scene.ledger)).toBe(true)
    expect(await onlyDelivery()).toMatchObject({ status: 'queued' })
    await worker.drain()
    expect(scene.receiver.received).toHaveLength(2)
    expect(new Set(scene.receiver.received.map(idOf)).size).toBe(1)
    expect(await onlyDelivery()).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  it('begins the schedule of what was given up anew', async () => {
    scene.receiver.answer(response => response.writeHead(410).end())
    await invite()
    const worker = scene.createWorker()
    await worker.drain()
    scene.receiver.answer(response => response.writeHead(503).end())
    await replay(scene.ledger)
    await worker.drain()
    expect(await onlyDelivery()).toMatchObject({ status: 'queued', last_status: 503 })
    expect(await scene.ledger.nextWorkAt(['webhook'])).toBe(scene.clock.now() + 5 * SECOND)
  })

  it('does not wait for the next attempt of what is still under way', async () => {
    scene.receiver.answer(response => response.writeHead(429, { 'retry-after': '3600' }).end())
    await invite()
    const worker = scene.createWorker()
    await worker.drain()
    scene.receiver.answer(response => response.writeHead(204).end())
    await replay(scene.ledger)
    await worker.drain()
    expect(await onlyDelivery()).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  it.each([
    ['is delivered', 204],
    ['is given up', 410],
  ])('is not lost when it is asked for while an attempt that %s is under way', async (_, status) => {
    await invite()
    let isFirst = true
    scene.receiver.answer(response => {
      if (!isFirst) return response.writeHead(204).end()
      isFirst = false
      return void replay(scene.ledger).then(() => response.writeHead(status).end())
    })
    await scene.createWorker().drain()
    expect(scene.receiver.received).toHaveLength(2)
    expect(await onlyDelivery()).toMatchObject({ status: 'delivered', last_error: null })
    expect(await scene.ledger.nextWorkAt(['webhook'])).toBeUndefined()
  })

  it('of something that there is not says so', async () => {
    expect(await scene.ledger.replayDelivery(4711, scene.clock.now())).toBe(false)
    expect(await scene.ledger.nextWorkAt(['webhook'])).toBeUndefined()
  })
})

describe('S59 a webhook endpoint whose name leads to a private address', () => {
  it('S59 gets nothing, and the log says why', async () => {
    scene = await createWebhookScene(() => [{ id: 'crm', url: 'https://hooks.example', secret }])
    const sendWebhook = createWebhookSender({
      clock: scene.clock,
      allowsLocalhost: true,
      resolve: async () => [{ address: '169.254.169.254', family: 4 }],
    })
    await invite()
    await scene.createWorker({ sendWebhook }).drain()
    expect(await onlyDelivery()).toMatchObject({
      status: 'queued',
      last_status: null,
      last_error: 'address_not_allowed',
    })
  })
})

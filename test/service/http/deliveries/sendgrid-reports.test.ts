import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveryStatuses } from '../../../../service/invitations/model/delivery-status.ts'
import { sendgridWebhookKey, signBatch } from '../../mail/sign-sendgrid.ts'
import { openSignedIn } from '../admin/administrators.ts'
import { openBrowser } from '../browser.ts'
import { accept, makeUser, redeem } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({ SENDGRID_WEBHOOK_KEY: sendgridWebhookKey })
})
afterAll(() => service.close())

const now = () => Date.now()
let count = 0

interface SendgridEvent {
  event: string
  invitation?: unknown
  generation?: unknown
  [field: string]: unknown
}

/** One event as SendGrid's page shows it. */
const eventOf = (invitation: string, event: string, fields: object = {}): SendgridEvent => ({
  email: 'rosa@example.com',
  timestamp: Math.floor(now() / 1_000),
  'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>',
  event,
  category: ['invitation'],
  sg_event_id: `event-${count++}`,
  sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
  invitation,
  generation: '1',
  ...fields,
})

async function report(events: unknown, headers: Record<string, string> | undefined = undefined) {
  const body = JSON.stringify(events)
  const init = { method: 'POST', headers: headers ?? signBatch(body, now()), body }
  return await service.app.request('/deliveries/sendgrid', init)
}

const invite = async () => (await service.invite({ invitee: { email: `person-${count++}@example.com` } })).id

const statusOf = async (id: string) => (await service.api(`/api/invitations/${id}`)).body.delivery_status
async function historyOf(id: string) {
  const { body } = await service.api(`/api/invitations/${id}/history`)
  return (body.events as { type: string; after: unknown }[]).map(({ type, after }) => [type, after])
}

describe('what SendGrid reports', () => {
  it('is on the invitation and in its history, and says nothing of addresses', async () => {
    const id = await invite()
    expect(await statusOf(id)).toBe('sent')
    const bounce = { type: 'bounce', status: '5.1.1', reason: '550 5.1.1 <rosa@example.com>: unknown' }
    const answer = await report([
      eventOf(id, 'processed'),
      eventOf(id, 'deferred', { response: '400 try again later' }),
      eventOf(id, 'bounce', bounce),
    ])
    expect(answer.status).toBe(204)
    expect(await statusOf(id)).toBe('bounced')
    const history = await historyOf(id)
    expect(history).toContainEqual(['deferred', { generation: 1 }])
    expect(history).toContainEqual(['bounced', { generation: 1, bounce: 'hard', code: '5.1.1' }])
    expect(JSON.stringify(history)).not.toContain('@')
  })

  it.each([
    ['dropped', {}, 'bounced', { bounce: 'dropped' }],
    ['bounce', { type: 'blocked' }, 'bounced', { bounce: 'soft' }],
    ['delivered', {}, 'delivered', {}],
    ['spamreport', {}, 'complained', {}],
  ])('as %s %j is %s', async (event, fields, status, after) => {
    const id = await invite()
    await report([eventOf(id, event, fields)])
    expect(await statusOf(id)).toBe(status)
    expect(await historyOf(id)).toContainEqual([status, { generation: 1, ...after }])
  })

  it('ends in the one right state in any order, duplicated and replayed', async () => {
    const names = ['processed', 'deferred', 'delivered', 'bounce', 'spamreport', 'open'] as const
    const statusFor = {
      deferred: 'deferred',
      delivered: 'delivered',
      bounce: 'bounced',
      spamreport: 'complained',
    }
    const ids = await Promise.all(Array.from({ length: 10 }, invite))
    const events = fc.array(fc.record({ to: fc.nat(ids.length - 1), name: fc.constantFrom(...names) }), {
      minLength: 40,
      maxLength: 40,
    })
    const said = ids.map(() => new Set<string>())
    await fc.assert(
      fc.asyncProperty(events, async some => {
        const batch = some.map(({ to, name }) => eventOf(ids[to] ?? '', name))
        await report([...batch, ...batch].reverse())
        await report(batch)
        for (const { to, name } of some)
          if (name in statusFor) said[to]?.add(statusFor[name as keyof typeof statusFor])
        for (const [index, id] of ids.entries()) {
          const expected = deliveryStatuses.findLast(status => said[index]?.has(status)) ?? 'sent'
          expect(await statusOf(id)).toBe(expected)
          const types = (await historyOf(id)).map(([type]) => type)
          // Each is told once, whatever was repeated.
          expect(new Set(types).size).toBe(types.length)
        }
      }),
      { seed: 20_261_201, numRuns: 84 },
    )
  }, 60_000)

  it('says nothing about another message of the invitation than the latest', async () => {
    const id = await invite()
    await service.clock.advance(60_000)
    await service.api(`/api/invitations/${id}/resend`, { method: 'POST' })
    await report([eventOf(id, 'bounce')])
    expect(await statusOf(id)).not.toBe('bounced')
    await report([eventOf(id, 'bounce', { generation: '2' })])
    expect(await statusOf(id)).toBe('bounced')
  })
})

describe('what others report', () => {
  it.each([
    ['nothing that signs it', () => ({ 'content-type': 'application/json' })],
    ['a signature of another body', () => signBatch('[]', now())],
    ['one of two days ago', (body: string) => signBatch(body, now() - 48 * 3_600_000)],
    ['one of tomorrow', (body: string) => signBatch(body, now() + 3_600_000)],
    [
      'another moment than was signed',
      (body: string) => ({
        ...signBatch(body, now()),
        'x-twilio-email-event-webhook-timestamp': '1764500000',
      }),
    ],
  ])('is refused with %s', async (_, sign) => {
    const id = await invite()
    const events = [eventOf(id, 'bounce')]
    expect((await report(events, sign(JSON.stringify(events)))).status).toBe(401)
    expect(await statusOf(id)).toBe('sent')
  })

  it.each([
    ['of nobody', eventOf('inv_nobody', 'bounce')],
    ['without our references', { ...eventOf('', 'bounce'), invitation: undefined }],
    ['of another kind', { event: 42 }],
    ['that is none', null],
    ['with a generation that is none', eventOf('inv_nobody', 'bounce', { generation: '1; drop' })],
  ])('changes nothing as an event %s, and the rest of the batch counts', async (_, event) => {
    const id = await invite()
    expect((await report([event, eventOf(id, 'delivered')])).status).toBe(204)
    expect(await statusOf(id)).toBe('delivered')
  })

  it('is refused where it is no list, and where no key is set up', async () => {
    expect((await report({ event: 'bounce' })).status).toBe(400)
    const without = await startTestService()
    const answer = await without.app.request('/deliveries/sendgrid', { method: 'POST', body: '[]' })
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'not_found' } }])
    await without.close()
  })
})

describe('a message that came back', () => {
  it('is corrected: the page says how, the old link that there is a newer one, and the new one is accepted', async () => {
    const { id, link } = await service.invite({ invitee: { email: 'gracce@example.com' } })
    await report([eventOf(id, 'bounce', { type: 'bounce', status: '5.1.1' })])
    await service.clock.advance(120_000)
    const admin = await openSignedIn(service)
    const listed = await admin.get('/admin/invitations?delivery=bounced&status=pending')
    expect(listed.text).toContain('gracce@example.com')
    const page = await admin.get(`/admin/invitations/${id}`)
    expect(page.text).toContain('The email came back. Correct the address under “Edit”')
    const form = await admin.get(`/admin/invitations/${id}/edit`)
    const edited = await admin.press(form, 'Save changes', { email: 'grace@example.com' })
    expect(edited.text).not.toContain('The email came back')
    await service.worker.drain()
    expect(await statusOf(id)).toBe('sent')
    const invitee = openBrowser(service.app)
    expect((await invitee.get(link)).text).toContain('There’s a newer invitation')
    // What is said of the message that came back says nothing of this one.
    await report([eventOf(id, 'bounce')])
    expect(await statusOf(id)).toBe('sent')
    const authorization = await accept(openBrowser(service.app), service.mailTo('grace@example.com').link)
    const answer = await redeem(service, makeUser(service, 'grace@example.com'), authorization)
    expect(answer.body.outcome).toBe('redeemed')
  })
})

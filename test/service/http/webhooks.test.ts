import { randomBytes } from 'node:crypto'
import nock from 'nock'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { webhookMessage } from '../../../service/webhooks/webhook-schema.ts'
import { openBrowser } from './browser.ts'
import { accept, handOut, makeUser, redeem, share } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

const secret = `whsec_${randomBytes(32).toString('base64')}`
const HOUR_MS = 3_600_000

let service: TestService
/** Everything that opens an invitation or a session: links, tokens, codes, handoffs, states. */
const secrets: string[] = []

beforeEach(async () => {
  const endpoints = [{ id: 'crm', url: 'https://hooks.example/in', secret }]
  service = await startTestService({ LOG_LEVEL: 'debug', WEBHOOKS: JSON.stringify(endpoints) })
  await joinAndBeGranted()
  await changeEverything()
  await loseAndDecline()
  await service.worker.drain()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

function keep(link: string) {
  const [, payload = '', signature = ''] = link.split('.')
  secrets.push(link, payload, signature)
}

function keepMails() {
  for (const { text } of service.mails.splice(0)) {
    const link = /https:\S+\/i\/eyJ\S+/.exec(text)?.[0]
    const code = /this code: (\S+)/.exec(text)?.[1]
    if (link) keep(link)
    if (code) secrets.push(code, code.replace('-', ''))
  }
}

async function joinAndBeGranted() {
  const { link } = await service.invite({
    external_id: 'crm-1843',
    message: 'canary words to Grace',
    roles: ['Editor'],
    notify_inviter: true,
  })
  keepMails()
  const authorization = await accept(openBrowser(service.app), link)
  secrets.push(authorization.handoff, authorization.state)
  const user = makeUser(service, 'grace@example.com')
  await redeem(service, user, authorization)
  await service.clock.advance(5_000)
  await service.worker.drain()
}

async function changeEverything() {
  const { id } = await service.invite({ invitee: { email: 'second@example.com' } })
  await service.api(`/api/invitations/${id}`, {
    method: 'PATCH',
    body: { invitee: { email: 'third@example.com' } },
  })
  await service.worker.drain()
  await service.clock.advance(HOUR_MS)
  await service.api(`/api/invitations/${id}/resend`, { body: {} })
  await service.worker.drain()
  keepMails()
  const { body } = await service.api(`/api/invitations/${id}/link`, { body: {} })
  keep(String(body.invitation_url))
  await service.api(`/api/invitations/${id}/extend`, { body: { ttl_sec: 20 * 86_400 } })
  await service.api('/api/invitations/revoke', { body: { email: 'third@example.com' } })
}

async function loseAndDecline() {
  const handed = await handOut(service, { invitee: { email: 'fourth@example.com' }, ttl_sec: 3600 })
  const shared = await share(service)
  for (const { link } of [handed, shared]) keep(link)
  await service.clock.advance(8 * 86_400_000)
}

const messages = () =>
  service.webhooks.map(({ headers, body }) => {
    // At the time of the attempt, as a receiver verifies it; the clock here runs ahead of the machine's.
    const [signature = ''] = [headers['webhook-signature']]
    const timestamp = new Date(Number(headers['webhook-timestamp']) * 1000)
    expect(signature).toBe(new Webhook(secret).sign(headers['webhook-id'] ?? '', timestamp, body))
    return JSON.parse(body)
  })

describe('webhooks of the whole service', () => {
  it('tell of every step, as the reference describes it', () => {
    const types = new Set(messages().map(({ type }) => type.replace('invitation.', '')))
    expect([...types].sort()).toEqual([
      'accepted',
      'created',
      'expired',
      'extended',
      'grant_completed',
      'opened',
      'resent',
      'revoked',
      'sent',
      'updated',
    ])
    for (const message of messages()) expect(webhookMessage.strict().parse(message)).toEqual(message)
  })

  it('S34 hold no link, no token, no code and no word of the inviter, and nor does the log of deliveries', async () => {
    const log = await service.api('/api/webhook_deliveries?take=100')
    expect(log.status).toBe(200)
    const bodies = service.webhooks.map(({ body }) => body).join('\n')
    const shown = [bodies, log.text, service.logLines.join('\n')].join('\n')
    expect(secrets.length).toBeGreaterThan(15)
    for (const part of secrets) expect(part.length).toBeGreaterThan(9)
    expect(secrets.filter(part => shown.includes(part))).toEqual([])
    expect(/eyJ[\w-]+\.[\w-]+\./.test(shown)).toBe(false)
    for (const part of ['canary', secret, secret.slice('whsec_'.length)])
      expect(shown.includes(part)).toBe(false)
    expect(bodies.includes('/i/')).toBe(false)
  })

  it('can be seen and replayed by an administrator, and by nobody else', async () => {
    const { body } = await service.api('/api/webhook_deliveries?status=delivered&take=1')
    const [delivery] = body.deliveries as { id: string; webhook_id: string }[]
    const before = service.webhooks.length
    const token = await service.tenant.issueAccessToken({
      sub: 'auth0|eve',
      permissions: ['read:invitations', 'update:invitations'],
    })
    for (const [path, method] of [
      ['/api/webhook_deliveries', 'GET'],
      [`/api/webhook_deliveries/${delivery?.id}/replay`, 'POST'],
    ] as const)
      expect((await service.api(path, { method, token })).status).toBe(403)
    const replayed = await service.api(`/api/webhook_deliveries/${delivery?.id}/replay`, { method: 'POST' })
    expect(replayed.status).toBe(202)
    await service.worker.drain()
    expect(service.webhooks).toHaveLength(before + 1)
    const id = service.webhooks.at(-1)?.headers['webhook-id']
    expect(id).toBe(delivery?.webhook_id)
    expect(service.webhooks.slice(0, before).map(({ headers }) => headers['webhook-id'])).toContain(id)
  })
})

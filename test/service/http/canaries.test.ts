import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { accept, handOut, makeUser, redeem, share } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService
/** Everything secret that has come by: addresses, tokens, keys, tickets, cookies. */
const canaries: string[] = []
const errorBodies: string[] = []

beforeEach(async () => {
  service = await startTestService({ LOG_LEVEL: 'debug' })
  for (const name of ['ACTION_KEYS', 'COOKIE_SECRETS']) canaries.push(...(service.env[name] ?? '').split(','))
  for (const name of ['AUTH0_CLIENT_SECRET', 'AUTH0_MANAGEMENT_CLIENT_SECRET', 'SENDGRID_API_KEY'])
    canaries.push(service.env[name] ?? '')
  for (const name of ['LINK_SIGNING_KEY', 'HANDOFF_SIGNING_KEY'])
    canaries.push(JSON.parse(service.env[name] ?? '{}').d)
  await joinOnce()
  await askThroughPages()
  await askWithSeenLink()
  await failEverywhere()
  await liveThroughTheApi()
  await service.close()
  // What is still asked of a service whose ledger is gone.
  await breakEverywhere()
})
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

/** One whole way, from the invitation to "You’re in", and one with the wrong account. */
async function joinOnce() {
  const browser = openBrowser(service.app)
  const { link } = await service.invite({
    invitee: { email: 'canary-invitee@canary.example' },
    roles: ['Editor'],
  })
  const authorization = await accept(browser, link)
  const wrong = makeUser(service, 'canary-wrong@canary.example')
  const refused = await redeem(service, wrong, authorization)
  await browser.get(`/refused?refusal=${refused.body.refusal}&state=canary-tenant-state`)
  const user = makeUser(service, 'canary-invitee@canary.example')
  await redeem(service, user, authorization)
  const callback = service.tenant.logIn(authorization.url, user.userId)
  const code = new URL(callback).searchParams.get('code') ?? ''
  const cookies = [...browser.cookies.values()]
  await browser.get(callback)
  await service.worker.drain()
  const [, payload = '', signature = ''] = link.split('.')
  const { handoff, state } = authorization
  canaries.push('canary-invitee', 'canary-wrong', 'canary.example', 'canary-tenant-state', payload, signature)
  canaries.push(handoff, state, code, String(refused.body.refusal), ...cookies)
}

/** What people type into the forms of the pages, and what comes of it. */
async function askThroughPages() {
  const browser = openBrowser(service.app)
  const from = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '203.0.113.231' }
  const { link } = await share(service)
  const email = 'canary-guest@canary.example'
  for (const typed of [email, email, 'canary-typed at canary.example'])
    await browser.press(await browser.get(link), 'Send me my invitation', { email: typed }, from)
  await service.backgroundTasks.settled()
  await service.worker.drain()
  const { code } = service.mailTo(email)
  for (const typed of ['CANAR-YC0DE', code])
    await browser.press(await browser.get('/i/code'), 'Open the invitation', { email, code: typed }, from)
  const opened = await browser.get('/i')
  await service.clock.advance(3_601_000)
  await browser.press(await browser.get('/i'), 'Send me a new one', {}, from)
  await service.backgroundTasks.settled()
  canaries.push(code, code.replace('-', ''), 'CANAR-YC0DE', 'CANARYC0DE', '203.0.113.231', 'canary-typed')
  canaries.push(browser.fieldsOf(opened).invitation ?? '', ...browser.cookies.values())
}

/** A link that somebody was shown: its message, a code that is none, and the one of the message. */
async function askWithSeenLink() {
  const browser = openBrowser(service.app)
  const { link } = await handOut(service, { invitee: { email: 'canary-shown@canary.example' } })
  const page = await browser.get(link)
  const sent = await browser.submit(page)
  await service.backgroundTasks.settled()
  await service.worker.drain()
  const [code = ''] = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(service.mails.at(-1)?.text ?? '') ?? []
  for (const typed of ['CANAR-YC0DE', code])
    await browser.press(sent, 'Continue with this code', { code: typed })
  const [, payload = '', signature = ''] = link.split('.')
  canaries.push(payload, signature, code, 'canary-shown', browser.fieldsOf(page).invitation ?? '')
}

/** Requests that are refused, each with something in it that must not come back. */
async function failEverywhere() {
  const token = await service.tenant.issueAccessToken({ aud: 'canary-audience' })
  canaries.push(token, 'canary-audience', 'canary-body', 'canary-key', 'canary-query')
  const json = 'application/json'
  const requests: [string, RequestInit][] = [
    ['/api/invitations', { method: 'POST', headers: { authorization: `Bearer ${token}` } }],
    ['/api/invitations/canary-query', { headers: { authorization: `Bearer ${token}` } }],
    [
      '/actions/redemption',
      { method: 'POST', headers: { authorization: 'Bearer canary-key' }, body: 'canary-body' },
    ],
    ['/i/canary-query.canary-query.canary-query', {}],
    ['/i/accept', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/i/code', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/i/address', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/i/decline', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/i/renew', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/i/send', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/i/send/code', { method: 'POST', headers: { 'content-type': json }, body: 'canary-body' }],
    ['/callback?code=canary-query&state=canary-query', {}],
    ['/refused?refusal=canary-query&state=abc', {}],
    ['/joined?view=canary-query', {}],
    ['/canary-query?canary-query', { headers: { 'x-request-id': 'canary-query' } }],
  ]
  for (const [path, init] of requests) errorBodies.push(await errorOf(path, init))
  for (const body of [
    '{"invitee": canary-body',
    { invitee: { email: 'canary-invitee at canary.example' } },
    { invitee: { email: 'a@b.example' }, 'canary-invitee@canary.example': true },
    { invitee: { email: 'a@b.example' }, roles: ['canary-body'] },
    { invitee: { email: 'a@b.example' }, result_url: 'https://canary.example/' },
    { invitee: { email: 'a@b.example' }, app_metadata: { guestlist: 'canary-body' } },
  ])
    errorBodies.push(JSON.stringify((await service.api('/api/invitations', { body })).body))
  errorBodies.push(
    JSON.stringify((await service.call('/actions/admission', { email: 7, handoff: 'canary-body' })).body),
  )
}

/** The rest of the API: links that are handed out, personal words, keys, and requests that are refused. */
async function liveThroughTheApi() {
  const body = {
    invitee: { email: 'canary-guest@canary.example' },
    message: 'canary-message for you',
    profile: { name: 'Canary Name' },
    app_metadata: { note: 'canary-metadata' },
    external_id: 'canary-external-id',
    send_invitation_email: false,
  }
  const headers = { 'idempotency-key': 'canary-idempotency-key' }
  const created = await service.api('/api/invitations', { body, headers })
  const path = `/api/invitations/${created.body.id}`
  const [, payload = '', signature = ''] = String(created.body.invitation_url).split('.')
  canaries.push(payload, signature, 'canary-guest', 'canary-message', 'Canary Name', 'canary-metadata')
  canaries.push('canary-external-id', 'canary-idempotency-key')
  for (const [target, options] of [
    [`${path}/link`, { method: 'POST' }],
    [
      path,
      { method: 'PATCH', body: { message: 'canary-message again', invitee: { email: 'canary-guest' } } },
    ],
    ['/api/invitations', { body: { ...body, on_live_invitation: undefined } }],
    ['/api/invitations', { body: { invitee: { email: 'other@example.com' } }, headers }],
    ['/api/invitations?email=canary-guest', {}],
    ['/api/invitations?external_id=canary-external-id&canary-query=1', {}],
    ['/api/invitations/revoke', { body: { email: 'canary-guest' } }],
    ['/api/invitations/export?format=canary-query', {}],
    [`${path}/extend`, { body: '{"ttl_sec": canary-body' }],
    ['/api/users/canary-query/invitations?canary-query=1', {}],
  ] as const) {
    const answer = await service.api(target, options)
    if (answer.status >= 400) errorBodies.push(answer.text)
  }
  await service.api(`${path}/erase`, { method: 'POST' })
}

/** The same with a ledger that throws at every question. */
async function breakEverywhere() {
  const body = { invitee: { email: 'canary-invitee@canary.example' } }
  const refused = [
    await service.api('/api/invitations', { body }),
    await service.api('/api/invitations/inv_canary-query'),
  ]
  expect(refused.map(({ status }) => status)).toEqual([500, 500])
  errorBodies.push(...refused.map(answer => JSON.stringify(answer.body)))
  const page = await service.app.request('/refused?refusal=canary-query')
  expect(page.status).toBe(500)
  errorBodies.push(await page.text())
}

async function errorOf(path: string, init: RequestInit): Promise<string> {
  const answer = await service.app.request(path, init)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  return (await answer.text()) + JSON.stringify([...answer.headers])
}

describe('S34 S35 canaries', () => {
  test('were all seeded', () => {
    expect(canaries.length).toBeGreaterThan(33)
    for (const canary of canaries) expect(canary.length).toBeGreaterThan(7)
  })

  test('appear in no log line', () => {
    expect(service.logLines.length).toBeGreaterThan(30)
    expect(canaries.filter(canary => service.logLines.join('\n').includes(canary))).toEqual([])
  })

  test('appear in no error body', () => {
    expect(errorBodies.length).toBeGreaterThan(24)
    expect(canaries.filter(canary => errorBodies.join('\n').includes(canary))).toEqual([])
  })

  test('leave log lines that still say what happened: route, status and code', () => {
    const entries = service.logLines.map(line => JSON.parse(line))
    expect(entries).toContainEqual(
      expect.objectContaining({ event: 'request', route: '/i/:token', status: 303 }),
    )
    expect(entries).toContainEqual(expect.objectContaining({ event: 'link_refused', code: 'malformed' }))
    expect(entries).toContainEqual(expect.objectContaining({ event: 'asked_through_link', outcome: 'sent' }))
    expect(entries).toContainEqual(
      expect.objectContaining({ event: 'asked_through_link', code: 'limit_reached' }),
    )
    expect(entries).toContainEqual(expect.objectContaining({ event: 'code_refused', code: 'wrong' }))
    expect(entries).toContainEqual(expect.objectContaining({ event: 'renewal_asked' }))
    expect(entries).toContainEqual(
      expect.objectContaining({
        event: 'request_failed',
        route: '/refused',
        where: expect.stringMatching(/^service\//),
      }),
    )
  })
})

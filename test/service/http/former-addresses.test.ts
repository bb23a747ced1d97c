import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError, parseConfig } from '../../../service/runtime/config.ts'
import { createService, type Service } from '../../../service/runtime/service.ts'
import { makeEnvironment } from '../test-environment.ts'
import { openBrowser } from './browser.ts'
import { accept, makeUser, redeem } from './invitee/invitee-flow.ts'
import { everyPermission, startTestService, type TestService } from './test-service.ts'

const FORMER = 'https://guestlist.example'
const PRESENT = 'https://invitations.acme.example'

/** The service as it was, which made the links. */
let before: TestService
/** The same after it has moved: same ledger, same keys, another address. */
let service: Service

beforeEach(async () => {
  before = await startTestService()
  service = await move({ FORMER_PUBLIC_URLS: FORMER })
})
afterEach(async () => {
  await before.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

async function move(env: Record<string, string>): Promise<Service> {
  const config = await parseConfig(Object.assign({}, before.env, { PUBLIC_URL: PRESENT }, env))
  const { clock, backgroundTasks, ledger, management } = before
  return await createService(config, {
    clock,
    backgroundTasks,
    ledger,
    management,
    mailer: { send: async mail => void before.mails.push(mail) },
    writeLog: () => undefined,
  })
}

const ask = (path: string, init: RequestInit = {}, host = FORMER) =>
  service.app.request(`${host}${path}`, init)

describe('an address that PUBLIC_URL had before', () => {
  it('opens the links that were made under it, and they lead to joining under the present one', async () => {
    const { link } = await before.invite()
    expect(link).toMatch(/^https:\/\/guestlist\.example\/i\//)
    const browser = openBrowser(service.app, { origin: PRESENT })
    const { url, ...authorization } = await accept(browser, link)
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(`${PRESENT}/callback`)
    const user = makeUser(before, 'grace@example.com')
    const key = before.env.ACTION_KEYS?.split(',')[0]
    const moved = Object.assign(Object.create(before) as TestService, {
      app: service.app,
      call: async (path: string, body: unknown) => {
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
        const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
        return { status: answer.status, headers: answer.headers, text: '', body: await answer.json() }
      },
    })
    expect((await redeem(moved, user, authorization)).body.outcome).toBe('redeemed')
    const joined = await browser.get(before.tenant.logIn(url, user.userId))
    expect([joined.status, joined.url]).toEqual([200, expect.stringContaining(`${PRESENT}/joined`)])
  })

  it('opens them under the present address, too: a proxy may rewrite hosts', async () => {
    const { link } = await before.invite()
    const page = await openBrowser(service.app, { origin: PRESENT }).get(new URL(link).pathname)
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Accept')])
  })

  it('opens no link of an address that the service never had', async () => {
    const { link } = await before.invite()
    service = await move({ FORMER_PUBLIC_URLS: 'https://other.example' })
    const page = await openBrowser(service.app, { origin: PRESENT }).get(new URL(link).pathname)
    expect(page.text).not.toContain('Accept')
  })

  it('makes new links under the present one only', async () => {
    const { id } = await before.invite()
    await before.clock.advance(86_400_000)
    const token = await before.tenant.issueAccessToken({ permissions: [...everyPermission] })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await ask(`/api/invitations/${id}/resend`, { method: 'POST', headers, body: '{}' })
    expect(answer.status).toBe(200)
    before.mails.length = 0
    await service.worker.drain()
    expect(before.mailTo('grace@example.com').link).toMatch(/^https:\/\/invitations\.acme\.example\/i\//)
  })

  it('takes along an invitation that is open in the browser', async () => {
    const { link } = await before.invite()
    const browser = openBrowser(before.app)
    const page = await browser.get(link)
    const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
    const form = { cookie, 'sec-fetch-site': 'same-origin', origin: 'null' }
    for (const init of [{}, { method: 'POST', body: new URLSearchParams(browser.fieldsOf(page)) }]) {
      const answer = await ask('/i/accept', Object.assign({}, init, { headers: form }))
      const location = answer.headers.get('location') ?? ''
      expect([answer.status, location]).toEqual([
        303,
        expect.stringMatching(/^https:\/\/invitations\.acme\.example\/i\?view=/),
      ])
      expect((await service.app.request(location)).status).toBe(200)
    }
  })

  it.each([
    ['/refused?refusal=a&state=b', undefined],
    ['/admin/invitations?status=pending', undefined],
    ['/account', undefined],
    ['//evil.example/x', undefined],
    ['/account', { host: 'internal:3000', 'x-forwarded-host': 'guestlist.example' }],
  ])('leads %s to the same page under the present one, and nowhere else', async (path, headers) => {
    const host = headers ? 'http://internal:3000' : FORMER
    const answer = await ask(path, headers ? { headers } : {}, host)
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${PRESENT}${path}`])
  })

  it('leads a form of an older page to the page of its area, and does nothing', async () => {
    const answer = await ask('/admin/sign-out', { method: 'POST', headers: { origin: FORMER } })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PRESENT}/admin`])
  })

  it('answers programs where they ask: a key must not travel with a redirect', async () => {
    const [key = ''] = (before.env.ACTION_KEYS ?? '').split(',')
    const ping = await ask('/actions/ping', { method: 'POST', headers: { authorization: `Bearer ${key}` } })
    expect([ping.status, await ping.json()]).toEqual([200, expect.objectContaining({ public_url: PRESENT })])
    expect((await ask('/api/invitations')).status).toBe(401)
    expect((await ask('/health/live')).status).toBe(200)
  })

  it('is nothing to a request under the present one, or under any other', async () => {
    for (const host of [PRESENT, 'https://elsewhere.example'])
      expect((await ask('/account/signed-out', {}, host)).status).not.toBe(307)
  })
})

describe('FORMER_PUBLIC_URLS', () => {
  it.each([
    ['http://guestlist.example', 'expected former addresses'],
    ['https://guestlist.example/path', 'expected former addresses'],
    ['https://a.example, guestlist.example', 'expected former addresses'],
    ['https://guestlist.example', 'has PUBLIC_URL itself'],
  ])('is refused as %s', async (text, sentence) => {
    const env = Object.assign(await makeEnvironment(), { FORMER_PUBLIC_URLS: text })
    const error = await parseConfig(env).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).message).toMatch(`FORMER_PUBLIC_URLS ${sentence}`)
  })
})

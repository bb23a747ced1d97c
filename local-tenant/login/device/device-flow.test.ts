import { describe, expect, it } from 'vitest'
import {
  audience,
  createLoginFixture,
  customUrl,
  type LoginFixture,
  password,
} from '../testing/login-fixture.ts'

const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'

function setUp() {
  const fixture = createLoginFixture()
  for (const client of fixture.tenant.state.clients)
    if (Array.isArray(client.grant_types)) client.grant_types.push(grant_type)
  fixture.addUser('ada@example.com')
  return fixture
}

interface DeviceCode {
  device_code: string
  user_code: string
  verification_uri: string
  verification_uri_complete: string
}

async function start(fixture: LoginFixture, more: Record<string, string> = {}) {
  const body = new URLSearchParams({
    client_id: 'portal',
    scope: 'openid email offline_access',
    audience,
    ...more,
  })
  const response = await fixture.app.request(`${customUrl}/oauth/device/code`, { method: 'POST', body })
  const code = (await response.json()) as DeviceCode
  const poll = () => fixture.token({ grant_type, device_code: code.device_code })
  return { status: response.status, code, poll }
}

/** Confirms the device and logs in. */
async function activate(fixture: LoginFixture, url: string, browser = fixture.browser()) {
  const login = await browser.submit(await browser.open(url), { choice: 'confirm' })
  return login.url.pathname === '/u/login'
    ? await browser.submit(login, { email: 'ada@example.com', password })
    : login
}

describe('the device flow', () => {
  it('gives the device its tokens after a log-in elsewhere, which Post-Login sees as oauth2-device-code', async () => {
    const fixture = setUp()
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => {
        api.user.setAppMetadata('seen', event.transaction)
        api.accessToken.setCustomClaim('https://a.test/claim', 'yes')
      }`,
    )
    const { code, poll } = await start(fixture)
    expect(code.user_code).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/)
    expect((await poll()).body.error).toBe('authorization_pending')
    expect(await poll()).toMatchObject({ status: 429, body: { error: 'slow_down' } })
    expect((await activate(fixture, code.verification_uri_complete)).html).toContain(
      'Your device is now connected.',
    )
    const { status, idToken, accessToken, body } = await poll()
    expect([status, idToken.email, accessToken['https://a.test/claim']]).toEqual([
      200,
      'ada@example.com',
      'yes',
    ])
    const seen = fixture.tenant.state.users[0]?.app_metadata.seen
    expect(seen).toMatchObject({
      protocol: 'oauth2-device-code',
      requested_scopes: ['openid', 'email', 'offline_access'],
    })
    expect(seen).not.toHaveProperty('redirect_uri')
    expect((await poll()).body.error).toBe('invalid_grant')
    const renewed = await fixture.token({
      grant_type: 'refresh_token',
      refresh_token: String(body.refresh_token),
    })
    expect(renewed.status).toBe(200)
  })

  it('takes a code that is typed, in any spelling, and uses a session that is there', async () => {
    const fixture = setUp()
    const browser = fixture.browser()
    await fixture.logIn(browser, 'ada@example.com')
    const { code, poll } = await start(fixture)
    const form = await browser.open(code.verification_uri)
    expect((await browser.submit(form, { user_code: 'nonsense' })).html).toContain(
      'The code you entered is invalid',
    )
    const question = await browser.submit(form, { user_code: code.user_code.toLowerCase().replace('-', ' ') })
    expect(question.html).toContain(code.user_code)
    expect((await browser.submit(question, { choice: 'confirm' })).html).toContain(
      'Your device is now connected.',
    )
    expect((await poll()).status).toBe(200)
  })

  it('tells the device that an Action denied', async () => {
    const fixture = setUp()
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.access.deny('not you')`,
    )
    const { code, poll } = await start(fixture)
    const page = await activate(fixture, code.verification_uri_complete)
    expect([page.html.includes('Activation Denied'), page.html.includes('not you')]).toEqual([true, true])
    expect(await poll()).toMatchObject({
      status: 403,
      body: { error: 'access_denied', error_description: 'not you' },
    })
    expect((await poll()).body.error).toBe('invalid_grant')
  })

  it("makes a user who signs up on the way, and a provider's", async () => {
    const fixture = setUp()
    const { code, poll } = await start(fixture)
    const browser = fixture.browser()
    const login = await browser.submit(await browser.open(code.verification_uri_complete), {
      choice: 'confirm',
    })
    const provider = await browser.submit(login, { connection: 'google-oauth2' })
    await browser.submit(provider, { name: 'Grace', email: 'grace@gmail.com', choice: 'new' })
    expect((await poll()).idToken.email).toBe('grace@gmail.com')
  })

  it('ends when it is cancelled, and after fifteen minutes', async () => {
    const fixture = setUp()
    const cancelled = await start(fixture)
    const browser = fixture.browser()
    const page = await browser.submit(await browser.open(cancelled.code.verification_uri_complete), {
      choice: 'cancel',
    })
    expect(page.html).toContain('Activation Denied')
    expect((await cancelled.poll()).body.error).toBe('access_denied')
    const late = await start(fixture)
    fixture.later(901)
    expect((await browser.open(late.code.verification_uri_complete)).html).toContain(
      'The code you entered is invalid',
    )
    expect((await late.poll()).body.error).toBe('expired_token')
    expect((await late.poll()).body.error).toBe('invalid_grant')
  })

  it('is for clients that have the grant', async () => {
    const fixture = createLoginFixture()
    expect((await start(fixture)).status).toBe(403)
    expect((await start(fixture, { client_id: 'nobody' })).status).toBe(401)
  })
})

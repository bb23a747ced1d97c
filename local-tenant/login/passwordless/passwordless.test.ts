import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../state.ts'
import { createLoginFixture, type LoginFixture } from '../testing/login-fixture.ts'

const deny = `exports.onExecutePreUserRegistration = async (event, api) => api.access.deny('code', 'By invitation only.')`
const ways = [
  ['email', 'email', 'ada@example.com', 'Email address', 'login-passwordless-email-code'],
  ['sms', 'phone_number', '+15550100', 'Phone number', 'login-passwordless-sms-otp'],
] as const

function setUp(options: JsonObject = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  for (const [name] of ways) fixture.connect(name, name, options)
  return fixture
}

/** Types the address, then the code. */
async function enter(fixture: LoginFixture, params: Record<string, string>, field: string, value: string) {
  const browser = fixture.browser()
  const first = await browser.open(fixture.authorizeUrl(params))
  const second = await browser.submit(first, { [field]: value })
  const code = fixture.lastCode(value)
  return { browser, first, second, code, send: (text: string) => browser.submit(second, { code: text }) }
}

describe.each(ways)('passwordless %s', (connection, field, value, label, screen) => {
  it('asks for the address, then for the code that was sent, and makes the user', async () => {
    const fixture = setUp()
    const { first, second, code, send } = await enter(fixture, { connection }, field, value)
    expect(first.html).toContain(label)
    expect([second.url.pathname, code.length]).toEqual([`/u/${screen}`, 6])
    expect(second.html).toContain('Enter the code')
    expect(fixture.tenant.state.users).toEqual([])
    const { idToken } = await fixture.exchange(await send(code))
    const [user] = fixture.tenant.state.users
    expect(idToken.sub).toMatch(new RegExp(`^${connection}\\|[0-9a-f]{24}$`))
    expect(user).toMatchObject({
      user_id: idToken.sub,
      [field]: value,
      logins_count: 1,
      [connection === 'sms' ? 'phone_verified' : 'email_verified']: true,
      identities: [{ connection, provider: connection, isSocial: false }],
    })
    expect(user).not.toHaveProperty(connection === 'sms' ? 'email' : 'phone_number')
  })

  it('runs Pre-User-Registration at the code, without fields of partials and without keeping metadata', async () => {
    const fixture = setUp()
    const input = `<input type="text" name="ulp-invite" value="a-token">`
    for (const id of ['login-id', 'signup-id'])
      fixture.tenant.state.partials[id] = { [id]: { 'form-content-end': input } }
    fixture.tenant.state.partials['login-passwordless'] = { [screen]: { 'form-content-end': input } }
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => {
        api.user.setAppMetadata('lost', true)
        if (event.connection.strategy !== '${connection}' || Object.keys(event.request.body).length > 0
          || event.user['${field}'] !== '${value}' || event.transaction.state === undefined) api.access.deny('wrong event')
      }`,
    )
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('seen', [
        event.request.body['ulp-invite'] ?? null, event.request.query['ext-invite'] ?? null, event.transaction.protocol,
        event.authentication.methods.map(method => method.name)])`,
    )
    for (const screen_hint of ['login', 'signup']) {
      fixture.tenant.state.users = []
      const params = { connection, screen_hint, 'ext-invite': 'a-token' }
      const { code, send } = await enter(fixture, params, field, value)
      expect((await send(code)).url.searchParams.has('code')).toBe(true)
      const [user] = fixture.tenant.state.users
      expect(user?.app_metadata).toEqual({})
      expect(user?.user_metadata.seen).toEqual(['a-token', 'a-token', 'oidc-basic-profile', [connection]])
    }
  })

  it('loses ext- parameters on the way where the switch says so', async () => {
    const fixture = setUp({}, { extInviteAfterCode: false })
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('seen',
        [event.request.query['ext-invite'] ?? null, event.request.query.client_id])`,
    )
    const { code, send } = await enter(fixture, { connection, 'ext-invite': 'a-token' }, field, value)
    await send(code)
    expect(fixture.tenant.state.users[0]?.user_metadata.seen).toEqual([null, 'portal'])
  })

  it('shows the sentence of a denial after the code, and makes nobody', async () => {
    const fixture = setUp()
    fixture.bind('pre-user-registration', deny)
    const { code, send } = await enter(fixture, { connection }, field, value)
    const page = await send(code)
    expect([page.status, page.html.includes('By invitation only.')]).toEqual([400, true])
    expect(fixture.tenant.state.users).toEqual([])
    expect(fixture.logs('fs')).toMatchObject([{ description: 'code', connection }])
  })

  it('shows it before any code is sent where the switch says so, and asks once', async () => {
    const fixture = setUp({}, { passwordlessRegistration: 'before the code is sent' })
    fixture.bind(
      'pre-user-registration',
      `let asked = 0
      exports.onExecutePreUserRegistration = async (event, api) => { if (++asked > 1) api.access.deny('code', 'Not twice.') }`,
    )
    const admitted = await enter(fixture, { connection }, field, value)
    expect((await admitted.send(admitted.code)).url.searchParams.has('code')).toBe(true)
    const other = field === 'email' ? 'eve@example.com' : '+15550199'
    const refused = await enter(fixture, { connection }, field, other)
    expect([refused.second.html.includes('Not twice.'), refused.code]).toEqual([true, ''])
  })

  it('lets a user who is there in again without asking the Actions, and verifies what was not yet', async () => {
    const fixture = setUp()
    fixture.bind('pre-user-registration', deny)
    const user = fixture.tenant.createUser({ connection, [field]: value })
    const { code, send } = await enter(fixture, { connection }, field, value)
    expect((await fixture.exchange(await send(code))).idToken.sub).toBe(user.user_id)
    expect(user).toMatchObject({ [connection === 'sms' ? 'phone_verified' : 'email_verified']: true })
  })

  it('takes the last code only, once, for three minutes and three tries', async () => {
    const fixture = setUp()
    const { second, code, browser, send } = await enter(fixture, { connection }, field, value)
    await browser.submit(second, { choice: 'resend', code: undefined })
    const last = fixture.lastCode(value)
    if (last !== code) expect((await send(code)).html).toContain('Code is invalid')
    fixture.later(181)
    expect((await send(last)).html).toContain('Code is invalid')
    await browser.submit(second, { choice: 'resend', code: undefined })
    for (let count = 0; count < 3; count++) await send('x')
    expect((await send(fixture.lastCode(value))).html).toContain('Code is invalid')
    await browser.submit(second, { choice: 'resend', code: undefined })
    const right = fixture.lastCode(value)
    expect((await send(right)).url.searchParams.has('code')).toBe(true)
    expect((await send(right)).status).toBe(400)
  })

  it('sends no code to a stranger where sign-ups are disabled', async () => {
    const fixture = setUp({ disable_signup: true })
    const { second, code } = await enter(fixture, { connection }, field, value)
    expect([second.html.includes('Sign-ups are switched off here.'), code]).toEqual([true, ''])
  })

  it('does not use a session that is there', async () => {
    const fixture = setUp()
    const { browser, code, send } = await enter(fixture, { connection }, field, value)
    await send(code)
    expect((await browser.open(fixture.authorizeUrl({ connection }))).url.pathname).toBe(
      '/u/login/identifier',
    )
    expect((await browser.open(fixture.authorizeUrl())).url.searchParams.has('code')).toBe(true)
  })

  it('is there without being named where the application has no database', async () => {
    const fixture = setUp()
    fixture.tenant.state.connection_clients.con_users = []
    fixture.tenant.state.connection_clients[connection === 'sms' ? 'con_email' : 'con_sms'] = []
    const { first, code, send } = await enter(fixture, {}, field, value)
    expect(first.html).toContain(label)
    expect(first.html).toContain('Continue with Google')
    expect((await send(code)).url.searchParams.has('code')).toBe(true)
  })
})

describe('what is typed', () => {
  it.each([
    ['sms', 'phone_number', '5550100', 'Enter a valid phone number'],
    ['email', 'email', 'ada', 'Please enter an email address'],
  ])('for %s is refused when it is none', async (connection, field, value, sentence) => {
    const { second } = await enter(setUp(), { connection }, field, value)
    expect([second.status, second.html.includes(sentence)]).toEqual([400, true])
  })

  it('is one user however it is written', async () => {
    const fixture = setUp()
    for (const value of ['Ada@Example.com', 'ada@example.com']) {
      const { send } = await enter(fixture, { connection: 'email' }, 'email', value)
      await send(fixture.lastCode('ada@example.com'))
    }
    for (const value of ['+1 555 0100', '+1 (555) 01-00']) {
      const { send } = await enter(fixture, { connection: 'sms' }, 'phone_number', value)
      await send(fixture.lastCode('+15550100'))
    }
    expect(fixture.tenant.state.users.map(user => user.logins_count)).toEqual([2, 2])
  })
})

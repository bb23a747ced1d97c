import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../state.ts'
import { audience, createLoginFixture, customUrl, type LoginFixture } from '../testing/login-fixture.ts'

const grant_type = 'http://auth0.com/oauth/grant-type/passwordless/otp'
const deny = `exports.onExecutePreUserRegistration = async (event, api) => api.access.deny('code', 'By invitation only.')`

function setUp(switches = {}) {
  const fixture = createLoginFixture(switches)
  for (const name of ['email', 'sms']) fixture.connect(name, name)
  for (const client of fixture.tenant.state.clients)
    if (Array.isArray(client.grant_types)) client.grant_types.push(grant_type)
  return fixture
}

async function post(fixture: LoginFixture, path: string, body: JsonObject) {
  const response = await fixture.app.request(customUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: 'portal', client_secret: 'secret of portal', ...body }),
  })
  return { status: response.status, body: (await response.json()) as JsonObject }
}

describe('a code that the API asks for', () => {
  it.each([
    ['email', { email: 'Ada@Example.com' }, 'ada@example.com'],
    ['sms', { phone_number: '+1 555 0100' }, '+15550100'],
  ])('over %s is exchanged for tokens, and makes the user', async (connection, address, username) => {
    const fixture = setUp()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => {
        if (event.transaction !== undefined || event.connection.name !== '${connection}') api.access.deny('event')
      }`,
    )
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setAppMetadata('seen', [
        event.transaction.protocol ?? null, event.authentication ?? null, event.stats.logins_count, api.redirect.canRedirect()])`,
    )
    expect(
      (await post(fixture, '/passwordless/start', { connection, send: 'code', ...address })).status,
    ).toBe(200)
    const otp = fixture.lastCode(username)
    const scope = 'openid email offline_access'
    const exchange = (code: string) =>
      fixture.token({ grant_type, realm: connection, username, otp: code, scope, audience })
    expect((await exchange('x')).body.error).toBe('invalid_grant')
    const { status, idToken, body } = await exchange(otp)
    expect([status, idToken.sub, typeof body.refresh_token]).toEqual([
      ...[200, fixture.tenant.state.users[0]?.user_id, 'string'],
    ])
    expect(fixture.tenant.state.users[0]?.app_metadata.seen).toEqual([null, null, 1, false])
    expect((await exchange(otp)).status).toBe(403)
    expect([fixture.logs('sepotpft').length, fixture.logs('fepotpft').length]).toEqual([1, 2])
  })

  it('shows Actions what the switches say', async () => {
    const fixture = setUp({ otpGrantProtocol: 'oauth2-password', methodsInOtpGrant: true })
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setAppMetadata('seen', [
        event.transaction.protocol, event.authentication.methods.map(method => method.name)])`,
    )
    await post(fixture, '/passwordless/start', { connection: 'sms', phone_number: '+15550100' })
    const otp = fixture.lastCode('+15550100')
    await fixture.token({ grant_type, realm: 'sms', username: '+15550100', otp })
    expect(fixture.tenant.state.users[0]?.app_metadata.seen).toEqual(['oauth2-password', ['sms']])
  })

  it('makes nobody whom the Actions deny, at the code or before it', async () => {
    for (const passwordlessRegistration of ['when the code is entered', 'before the code is sent'] as const) {
      const fixture = setUp({ passwordlessRegistration })
      fixture.bind('pre-user-registration', deny)
      const address = { connection: 'email', email: 'eve@example.com', send: 'code' }
      const start = await post(fixture, '/passwordless/start', address)
      const otp = fixture.lastCode('eve@example.com')
      const end = await fixture.token({ grant_type, realm: 'email', username: 'eve@example.com', otp })
      const isEarly = passwordlessRegistration === 'before the code is sent'
      expect([start.status, otp === '', end.status, end.body.error]).toEqual(
        isEarly ? [400, true, 403, 'invalid_grant'] : [200, false, 403, 'access_denied'],
      )
      expect(fixture.tenant.state.users).toEqual([])
    }
  })

  it.each([
    [
      { connection: 'email', email: 'a@example.com', send: 'code', client_secret: 'wrong' },
      401,
      'invalid_client',
    ],
    [{ connection: 'Users', email: 'a@example.com', send: 'code' }, 400, 'bad.connection'],
    [{ connection: 'email', email: 'a', send: 'code' }, 400, 'bad.email'],
    [{ connection: 'sms', phone_number: '1' }, 400, 'bad.phone_number'],
    [{ connection: 'email', email: 'a@example.com' }, 400, 'bad.send'],
  ])('is refused for %o with %i %s', async (body, status, error) => {
    expect(await post(setUp(), '/passwordless/start', body)).toMatchObject({ status, body: { error } })
  })
})

describe('a code for an identifier of a database', () => {
  function setUpCodes() {
    const fixture = setUp()
    const email = {
      identifier: { active: true, default_method: 'email_otp' },
      signup: { status: 'required' },
    }
    fixture.connect('Users', 'auth0', {
      attributes: { email },
      authentication_methods: { email_otp: { enabled: true } },
    })
    const enterCode = async (email: string, more: JsonObject = {}, code?: string) => {
      const { body } = await post(fixture, '/otp/challenge', { connection: 'Users', email, ...more })
      const otp = code ?? fixture.lastCode(email)
      return await fixture.token({ grant_type, auth_session: String(body.auth_session), otp })
    }
    return { ...fixture, enterCode }
  }

  it('logs in who is there and, where it may, makes who is not, by way of Pre-User-Registration', async () => {
    const fixture = setUpCodes()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => {
        api.user.setAppMetadata('seen', event.user.email)
        if (event.user.email.startsWith('eve')) api.access.deny('code', 'By invitation only.')
      }`,
    )
    const known = fixture.addUser('ada@example.com')
    expect((await fixture.enterCode('ada@example.com')).idToken.sub).toBe(known.user_id)
    expect((await fixture.enterCode('new@example.com')).status).toBe(400)
    expect((await fixture.enterCode('new@example.com', { allow_signup: true })).status).toBe(200)
    expect((await fixture.enterCode('eve@example.com', { allow_signup: true })).body.error).toBe(
      'access_denied',
    )
    expect(fixture.tenant.state.users).toMatchObject([
      { email: 'ada@example.com', email_verified: true },
      { email: 'new@example.com', email_verified: true, app_metadata: { seen: 'new@example.com' } },
    ])
  })

  it('answers alike for a wrong code and for a stranger', async () => {
    const fixture = setUpCodes()
    fixture.addUser('ada@example.com')
    const wrong = await fixture.enterCode('ada@example.com', {}, 'x')
    const stranger = await fixture.enterCode('new@example.com')
    expect([wrong.status, wrong.body]).toEqual([stranger.status, stranger.body])
  })

  it.each([
    [{ connection: 'Users' }, 400, 'invalid_request'],
    [{ connection: 'google-oauth2', email: 'a@example.com' }, 400, 'invalid_connection'],
    [{ connection: 'Users', phone_number: '+15550100' }, 400, 'invalid_connection'],
    [{ connection: 'Users', email: 'a@example.com', client_secret: 'wrong' }, 401, 'invalid_client'],
  ])('is refused for %o with %i %s', async (body, status, error) => {
    expect(await post(setUpCodes(), '/otp/challenge', body)).toMatchObject({ status, body: { error } })
  })
})

describe('/sms', () => {
  it('shows what was sent, newest first, as a page and as JSON', async () => {
    const fixture = setUp()
    for (const phone_number of ['+15550100', '+15550101'])
      await post(fixture, '/passwordless/start', { connection: 'sms', phone_number })
    const list = (await (await fixture.app.request(`${customUrl}/sms.json`)).json()) as {
      to: string
      text: string
    }[]
    expect(list.map(({ to }) => to)).toEqual(['+15550101', '+15550100'])
    const page = await (await fixture.app.request(`${customUrl}/sms`)).text()
    expect(page).toContain(list[0]?.text)
  })
})

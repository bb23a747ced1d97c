import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../state.ts'
import { audience, createLoginFixture, type LoginFixture } from '../testing/login-fixture.ts'

const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange'
const types = 'http://auth0.com/oauth/token-type/'
const deny = `exports.onExecutePreUserRegistration = async (event, api) => api.access.deny('asked', 'asked')`
const keep = `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('seen', [
  event.transaction.protocol, event.transaction.subject_token_type, event.stats.logins_count, event.connection.name])`

function setUp(settings: JsonObject) {
  const fixture = createLoginFixture()
  const portal = fixture.tenant.state.clients.find(client => client.client_id === 'portal')
  if (Array.isArray(portal?.grant_types)) portal.grant_types.push(grant_type)
  Object.assign(portal ?? {}, settings)
  fixture.connect('facebook', 'facebook')
  fixture.connect('apple', 'apple')
  fixture.bind('pre-user-registration', deny)
  fixture.bind('post-login', keep)
  return fixture
}

function exchange(
  fixture: LoginFixture,
  type: string,
  account: JsonObject,
  more: Record<string, string> = {},
) {
  const subject_token = Buffer.from(JSON.stringify(account)).toString('base64url')
  return fixture.token({
    grant_type,
    subject_token_type: type,
    subject_token,
    scope: 'openid email',
    audience,
    ...more,
  })
}

describe('a native social login', () => {
  const native_social_login = {
    apple: { enabled: true },
    google: { enabled: true },
    facebook: { enabled: true },
  }

  it.each([
    ['apple-authz-code', 'apple', /^apple\|/],
    ['google-id-token', 'google-oauth2', /^google-oauth2\|/],
  ])(
    'with %s makes the profile, without Pre-User-Registration, then Post-Login',
    async (type, connection, id) => {
      const fixture = setUp({ native_social_login })
      const account = { name: 'Ada Lovelace', email: 'Ada@Gmail.com', email_verified: true }
      const { status, idToken } = await exchange(fixture, types + type, account)
      expect([status, idToken.email_verified]).toEqual([200, true])
      const [user] = fixture.tenant.state.users
      expect(user?.user_id).toMatch(id)
      expect(user?.user_metadata.seen).toEqual(['oauth2-token-exchange', types + type, 1, connection])
      await exchange(fixture, types + type, account)
      expect(fixture.tenant.state.users.map(({ logins_count }) => logins_count)).toEqual([2])
    },
  )

  it('with Facebook takes the profile from the application, and so verifies no address', async () => {
    const fixture = setUp({ native_social_login })
    const user_profile = JSON.stringify({ name: 'Ada', email: 'ada@example.com' })
    const type = `${types}facebook-info-session-access-token`
    const account = { id: '42', email_verified: true }
    expect((await exchange(fixture, type, account, { user_profile })).status).toBe(200)
    expect(fixture.tenant.state.users).toMatchObject([
      { user_id: 'facebook|42', email: 'ada@example.com', email_verified: false },
    ])
  })

  it.each([
    ['the client has it switched off', {}, { name: 'Ada' }],
    ['the token is none', { native_social_login }, {}],
  ])('is refused when %s', async (_, settings, account) => {
    const fixture = setUp(settings)
    const { status, body } = await exchange(fixture, `${types}apple-authz-code`, account)
    expect([status, body.error, fixture.tenant.state.users]).toEqual([403, 'invalid_request', []])
  })

  it('is denied by Post-Login with access_denied; the profile stays', async () => {
    const fixture = setUp({ native_social_login })
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.access.deny('not you')`,
    )
    const { body } = await exchange(fixture, `${types}apple-authz-code`, {
      name: 'Eve',
      email: 'eve@example.com',
    })
    expect([body.error, body.error_description]).toEqual(['access_denied', 'not you'])
    expect(fixture.tenant.state.users).toHaveLength(1)
  })
})

describe('a custom token exchange', () => {
  const type = 'urn:acme:legacy-token'
  const token_exchange = { allow_any_profile_of_type: ['custom_authentication'] }

  function setUpProfile(code: string, settings: JsonObject = { token_exchange }) {
    const fixture = setUp(settings)
    fixture.bind(
      'custom-token-exchange',
      `exports.onExecuteCustomTokenExchange = async (event, api) => { ${code} }`,
    )
    const action_id = fixture.tenant.state.actions.at(-1)?.id ?? ''
    fixture.tenant.state.token_exchange_profiles.push({ id: 'tep_1', subject_token_type: type, action_id })
    return fixture
  }
  const create = `api.authentication.setUserByConnection('Users', { user_id: '7', email: 'ada@example.com', email_verified: true },
    { creationBehavior: 'create_if_not_exists', updateBehavior: 'none' })`

  it('makes the user that the Action names, without Pre-User-Registration, then Post-Login', async () => {
    const fixture = setUpProfile(`api.user.setAppMetadata('from', [event.transaction.subject_token_type,
      typeof event.transaction.subject_token, event.request.body, event.client.client_id]); ${create}`)
    const { status, idToken } = await exchange(fixture, type, {}, { extra: 'x' })
    expect([status, idToken.sub]).toEqual([200, 'auth0|7'])
    expect(fixture.tenant.state.users).toMatchObject([
      {
        email: 'ada@example.com',
        email_verified: true,
        app_metadata: { from: [type, 'string', { extra: 'x' }, 'portal'] },
        user_metadata: { seen: ['oauth2-token-exchange', type, 1, 'Users'] },
      },
    ])
    expect((await exchange(fixture, type, {})).status).toBe(200)
    expect(fixture.tenant.state.users).toHaveLength(1)
  })

  it('logs in the user that it names by id', async () => {
    const fixture = setUpProfile(`api.authentication.setUserById(JSON.parse(
      Buffer.from(event.transaction.subject_token, 'base64url')).sub)`)
    const user = fixture.addUser('ada@example.com')
    expect((await exchange(fixture, type, { sub: user.user_id })).idToken.sub).toBe(user.user_id)
    expect((await exchange(fixture, type, { sub: 'auth0|none' })).status).toBe(400)
  })

  it.each([
    ['denies', `api.access.deny('nope', 'not you'); ${create}`, 'nope'],
    ['rejects the token', `api.access.rejectInvalidSubjectToken('bad'); ${create}`, 'invalid_request'],
    ['sets nobody', '', 'invalid_request'],
    ['sets two', `${create}; ${create}`, 'invalid_request'],
    ['fails', `throw new Error('secret')`, 'server_error'],
    ['may not create', create.replace('create_if_not_exists', 'none'), 'invalid_request'],
    ['names another connection', create.replace(`'Users'`, `'Other'`), 'invalid_request'],
  ])('gives nothing when the Action %s', async (_, code, error) => {
    const fixture = setUpProfile(code)
    const { status, body } = await exchange(fixture, type, {})
    expect([status, body.error]).toEqual([400, error])
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(fixture.tenant.state.users).toEqual([])
  })

  it('is for clients that have it, and for types that have a profile', async () => {
    expect((await exchange(setUpProfile(create, {}), type, {})).body.error).toBe('unauthorized_client')
    expect((await exchange(setUpProfile(create), 'urn:acme:other', {})).body.error).toBe('invalid_request')
  })
})

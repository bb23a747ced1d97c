import { describe, expect, it } from 'vitest'
import {
  audience,
  callback,
  canonicalUrl,
  createLoginFixture,
  customUrl,
  password,
  verifier,
} from './testing/login-fixture.ts'

async function withCode(params: Record<string, string> = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  const user = fixture.addUser('ada@example.com', { given_name: 'Ada' })
  fixture.tenant.state.user_roles[user.user_id] = ['rol_reader']
  const page = await fixture.logIn(fixture.browser(), 'ada@example.com', params)
  return { ...fixture, user, page }
}

describe('the exchange of an authorization code', () => {
  it('issues an ID token with the profile, nonce, session and time of authentication', async () => {
    const { exchange, page, user, tenant } = await withCode({ nonce: 'a nonce' })
    const { status, idToken, body } = await exchange(page)
    expect(status).toBe(200)
    expect(idToken).toMatchObject({
      iss: `${customUrl}/`,
      aud: 'portal',
      sub: user.user_id,
      nonce: 'a nonce',
      given_name: 'Ada',
      name: 'ada@example.com',
      nickname: 'ada',
      email: 'ada@example.com',
      email_verified: false,
      sid: tenant.state.sessions[0]?.id,
      picture: expect.stringContaining('picture'),
      auth_time: Math.floor(tenant.now().getTime() / 1000),
    })
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'openid profile email' })
  })

  it('works once', async () => {
    const { exchange, page, logs } = await withCode()
    expect((await exchange(page)).status).toBe(200)
    expect((await exchange(page)).body).toMatchObject({ error: 'invalid_grant' })
    expect([logs('seacft').length, logs('feacft').length]).toEqual([1, 1])
  })

  it.each([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another callback', { redirect_uri: 'http://app.test/other' }],
    ['another client', { client_id: 'elsewhere', client_secret: 'secret of elsewhere' }],
  ])('is refused with %s', async (_, change) => {
    const { token, page } = await withCode()
    const code = page.url.searchParams.get('code') ?? ''
    const body = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
    expect(await token({ ...body, ...change })).toMatchObject({
      status: 403,
      body: { error: 'invalid_grant' },
    })
  })

  it('gives an opaque token without an API, good for /userinfo only', async () => {
    const { app, exchange, page, user } = await withCode()
    const { body } = await exchange(page)
    expect(String(body.access_token).split('.')).toHaveLength(1)
    const headers = { authorization: `Bearer ${String(body.access_token)}` }
    const answer = await app.request(`${customUrl}/userinfo`, { headers })
    expect(await answer.json()).toMatchObject({
      sub: user.user_id,
      nickname: 'ada',
      email: 'ada@example.com',
    })
  })

  it('refuses an unknown access token at /userinfo', async () => {
    const { app } = createLoginFixture()
    const answer = await app.request(`${customUrl}/userinfo`, {
      headers: { authorization: 'Bearer nothing' },
    })
    expect(answer.status).toBe(401)
  })
})

describe('an access token for an API', () => {
  it('carries both audiences, the permissions of the roles and the scopes they allow', async () => {
    const { exchange, page, user } = await withCode({ audience, scope: 'openid read:things write:things' })
    expect((await exchange(page)).accessToken).toMatchObject({
      iss: `${customUrl}/`,
      sub: user.user_id,
      azp: 'portal',
      aud: [audience, `${customUrl}/userinfo`],
      scope: 'openid read:things',
      permissions: ['read:things'],
    })
  })

  it('has only the API as its audience without openid, and lives as long as the API says', async () => {
    const { exchange, page } = await withCode({ audience, scope: 'read:things' })
    const { accessToken, body } = await exchange(page)
    expect(accessToken.aud).toBe(audience)
    expect(Number(accessToken.exp) - Number(accessToken.iat)).toBe(600)
    expect(body.id_token).toBeUndefined()
  })

  it('has no permissions claim and every scope of the API without RBAC', async () => {
    const fixture = createLoginFixture()
    fixture.addUser('ada@example.com')
    const server = fixture.tenant.state.resource_servers.find(api => api.identifier === audience)
    if (server) server.enforce_policies = false
    const page = await fixture.logIn(fixture.browser(), 'ada@example.com', {
      audience,
      scope: 'write:things other',
    })
    const { accessToken } = await fixture.exchange(page)
    expect(accessToken.scope).toBe('write:things')
    expect(accessToken.permissions).toBeUndefined()
  })

  it.each([
    [false, []],
    [true, ['read:things']],
  ])(
    'has permissions of a role assigned during the login: %s',
    async (permissionsAssignedInFlow, expected) => {
      const fixture = createLoginFixture({ permissionsAssignedInFlow })
      const user = fixture.addUser('ada@example.com')
      const page = await fixture.logIn(fixture.browser(), 'ada@example.com', { audience })
      fixture.tenant.state.user_roles[user.user_id] = ['rol_reader']
      expect((await fixture.exchange(page)).accessToken.permissions).toEqual(expected)
    },
  )
})

describe('client authentication', () => {
  const refused = { status: 401, body: { error: 'access_denied' } }

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }],
    ['no secret', { client_secret: '' }],
    ['an unknown client', { client_id: 'nobody' }],
    [
      'a secret in the body of a client registered for Basic',
      { client_id: 'basic', client_secret: 'secret of basic' },
    ],
  ])('refuses %s', async (_, change) => {
    const { token } = createLoginFixture()
    expect(await token({ grant_type: 'refresh_token', refresh_token: 'x', ...change })).toMatchObject(refused)
  })

  it('takes Basic for a client registered for it', async () => {
    const { app } = createLoginFixture()
    const response = await app.request(`${customUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('basic:secret+of+basic').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' }),
    })
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' })
  })

  it('takes no secret of a public client, but then PKCE', async () => {
    const fixture = createLoginFixture()
    fixture.addUser('ada@example.com')
    const exchange = async (more: Record<string, string>, change: Record<string, string>) => {
      const page = await fixture.logIn(fixture.browser(), 'ada@example.com', { client_id: 'spa', ...more })
      const code = page.url.searchParams.get('code') ?? ''
      const body = {
        grant_type: 'authorization_code',
        client_id: 'spa',
        client_secret: '',
        code,
        code_verifier: verifier,
      }
      return (await fixture.token({ ...body, ...change })).status
    }
    expect(await exchange({}, {})).toBe(200)
    expect(await exchange({ code_challenge: '' }, { code_verifier: '' })).toBe(403)
  })

  it('refuses a grant the client is not allowed', async () => {
    const { token, tenant } = createLoginFixture()
    const client = tenant.state.clients.find(({ client_id }) => client_id === 'portal')
    if (client) client.grant_types = ['authorization_code']
    const answer = await token({ grant_type: 'password', username: 'a', password: 'b' })
    expect(answer).toMatchObject({ status: 403, body: { error: 'unauthorized_client' } })
  })

  it('takes JSON as well as forms, and leaves client_credentials to its own handler', async () => {
    const { app, tenant } = createLoginFixture()
    const [, deployer] = tenant.state.clients
    const response = await app.request(`${canonicalUrl}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: deployer?.client_id,
        client_secret: deployer?.client_secret,
        audience: `${canonicalUrl}/api/v2/`,
      }),
    })
    expect(response.status).toBe(200)
  })
})

describe('refresh tokens', () => {
  const scope = 'openid offline_access read:things write:things'

  async function withRefreshToken(switches = {}) {
    const fixture = await withCode({ audience, scope }, switches)
    const { body } = await fixture.exchange(fixture.page)
    const refresh_token = String(body.refresh_token)
    return {
      ...fixture,
      refresh: (more = {}) => fixture.token({ grant_type: 'refresh_token', refresh_token, ...more }),
    }
  }

  it('are issued for offline_access only, and are kept as hashes', async () => {
    const { tenant, exchange, page } = await withCode({ audience, scope: 'openid' })
    expect((await exchange(page)).body.refresh_token).toBeUndefined()
    const other = await withRefreshToken()
    expect((await other.refresh()).status).toBe(200)
    expect(tenant.state.refresh_tokens).toEqual([])
    expect(other.tenant.state.refresh_tokens[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('are not issued when the API allows no offline access', async () => {
    const fixture = createLoginFixture()
    fixture.addUser('ada@example.com')
    const server = fixture.tenant.state.resource_servers.find(api => api.identifier === audience)
    if (server) server.allow_offline_access = false
    const page = await fixture.logIn(fixture.browser(), 'ada@example.com', { audience, scope })
    expect((await fixture.exchange(page)).body.refresh_token).toBeUndefined()
  })

  it('bring the permissions of now, so a removed role is gone from the next token', async () => {
    const { refresh, tenant, user, logs } = await withRefreshToken()
    expect((await refresh()).accessToken).toMatchObject({
      permissions: ['read:things'],
      gty: 'refresh_token',
    })
    tenant.state.user_roles[user.user_id] = []
    expect((await refresh()).accessToken.permissions).toEqual([])
    expect(logs('sertft')).toHaveLength(2)
  })

  it('narrow the scope, and never widen it', async () => {
    const { refresh } = await withRefreshToken()
    expect((await refresh({ scope: 'openid profile' })).body.scope).toBe('openid')
  })

  it('run Post-Login with their own protocol, without a session, a redirect and a secret in the body', async () => {
    const { bind, refresh, user } = await withRefreshToken()
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => {
      api.user.setUserMetadata('seen', {
        protocol: event.transaction.protocol, session: event.session ?? null, body: event.request.body,
        methods: event.authentication ?? null, canRedirect: api.redirect.canRedirect(), query: event.request.query,
      })
    }`,
    )
    await refresh()
    expect(user.user_metadata.seen).toEqual({
      protocol: 'oauth2-refresh-token',
      session: null,
      methods: null,
      canRedirect: false,
      query: {},
      body: { client_id: 'portal', grant_type: 'refresh_token' },
    })
  })

  it('show the methods of the session when the switch says so', async () => {
    const { bind, refresh, user } = await withRefreshToken({ methodsOnRefresh: true })
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) =>
      api.user.setUserMetadata('methods', event.authentication.methods.map(method => method.name))`,
    )
    await refresh()
    expect(user.user_metadata.methods).toEqual(['pwd'])
  })

  it.each(['access_denied', 'invalid_grant'] as const)(
    'answer 403 %s when an Action denies',
    async grantDenialError => {
      const { bind, refresh, logs } = await withRefreshToken({ grantDenialError })
      bind('post-login', `exports.onExecutePostLogin = async (event, api) => api.access.deny('not today')`)
      const body = { error: grantDenialError, error_description: 'not today' }
      expect(await refresh()).toMatchObject({ status: 403, body })
      expect(logs('fertft')[0]?.description).toBe('not today')
    },
  )

  it('fail when an Action redirects, or the user is gone', async () => {
    const { bind, refresh, tenant, user } = await withRefreshToken()
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.redirect.sendUserTo('http://x.test/')`,
    )
    expect((await refresh()).body.error).toBe('interaction_required')
    tenant.deleteUser(user.user_id)
    expect((await refresh()).body.error).toBe('invalid_grant')
  })
})

describe('the password grant', () => {
  const realm = 'http://auth0.com/oauth/grant-type/password-realm'
  const credentials = { username: 'Ada@example.com', password, audience, scope: 'openid read:things' }

  it('logs in at a realm, counts the login and makes no session', async () => {
    const { addUser, token, tenant, logs } = createLoginFixture()
    const user = addUser('ada@example.com')
    const answer = await token({ grant_type: realm, realm: 'Users', ...credentials })
    expect(answer.accessToken).toMatchObject({ sub: user.user_id, gty: 'password', permissions: [] })
    expect(user.logins_count).toBe(1)
    expect(tenant.state.sessions).toEqual([])
    expect(logs('sepft')).toHaveLength(1)
  })

  it("logs in at the tenant's default directory without a realm", async () => {
    const { addUser, token, tenant } = createLoginFixture()
    addUser('ada@example.com')
    expect((await token({ grant_type: 'password', ...credentials })).status).toBe(403)
    tenant.state.tenant.settings.default_directory = 'Users'
    expect((await token({ grant_type: 'password', ...credentials })).status).toBe(200)
  })

  it('refuses a wrong password and writes neither it nor the address into the log', async () => {
    const { addUser, token, tenant } = createLoginFixture()
    addUser('ada@example.com')
    const answer = await token({ grant_type: realm, realm: 'Users', ...credentials, password: 'a wrong one' })
    expect(answer).toMatchObject({ status: 403, body: { error: 'invalid_grant' } })
    expect(JSON.stringify(tenant.state.logs)).not.toMatch(/a wrong one|ada@/)
  })

  it('runs Post-Login with its own protocol, which can deny; the password is not in the event', async () => {
    const { addUser, bind, token } = createLoginFixture()
    addUser('ada@example.com')
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) =>
      api.access.deny(event.transaction.protocol + ' ' + JSON.stringify(event).includes('a long password'))`,
    )
    const answer = await token({ grant_type: realm, realm: 'Users', ...credentials })
    expect(answer).toMatchObject({ status: 403, body: { error_description: 'oauth2-password false' } })
  })

  it('asks for a second factor when an Action does', async () => {
    const { addUser, bind, token } = createLoginFixture()
    addUser('ada@example.com')
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (e, api) => api.authentication.challengeWith({ type: 'otp' })`,
    )
    expect((await token({ grant_type: realm, realm: 'Users', ...credentials })).body.error).toBe(
      'mfa_required',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { audience, canonicalUrl, createLoginFixture, customUrl, password } from './testing/login-fixture.ts'

function run(body: string): string {
  return `exports.onExecutePreUserRegistration = async (event, api) => { ${body} }`
}

/** Keeps the event where the test finds it: in the metadata of the user who is made. */
const keepEvent = run(`api.user.setUserMetadata('event', event)`)

async function signUpWith(code: string, params: Record<string, string> = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  fixture.bind('pre-user-registration', code)
  const page = await fixture.signUp(fixture.browser(), 'Ada@Example.com', params)
  const [user] = fixture.tenant.state.users
  // biome-ignore lint/suspicious/noExplicitAny: whatever the event held.
  return { ...fixture, page, user, event: user?.user_metadata.event as any }
}

function signUpByApi(fixture: ReturnType<typeof createLoginFixture>, body: Record<string, unknown>) {
  const all = { client_id: 'portal', connection: 'Users', email: 'ada@example.com', password, ...body }
  return fixture.app.request(`${customUrl}/dbconnections/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(all),
  })
}

describe('a sign-up in Universal Login', () => {
  it('makes the user, logs in and keeps the metadata of the Actions', async () => {
    const { page, user, logs } = await signUpWith(
      run(`api.user.setAppMetadata('a', { b: 1 }); api.user.setUserMetadata('u', event.user.email)`),
    )
    expect(page.url.searchParams.has('code')).toBe(true)
    expect(user).toMatchObject({
      email: 'ada@example.com',
      email_verified: false,
      logins_count: 1,
      app_metadata: { a: { b: 1 } },
      user_metadata: { u: 'ada@example.com' },
    })
    expect([logs('ss').length, logs('s').length]).toEqual([1, 1])
  })

  it('shows the Actions the transaction, but neither its query nor the password', async () => {
    const { event } = await signUpWith(keepEvent, {
      'ext-invite': 'a-token',
      login_hint: 'ada@example.com',
      ui_locales: 'fr de',
      acr_values: 'one two',
      audience,
    })
    expect(event.request.query).toBeUndefined()
    expect(JSON.stringify(event)).not.toMatch(/a long password|a-token/)
    expect(event.transaction).toEqual({
      acr_values: ['one', 'two'],
      locale: 'fr',
      login_hint: 'ada@example.com',
      prompt: [],
      protocol: 'oidc-basic-profile',
      redirect_uri: 'http://app.test/callback',
      requested_scopes: ['openid', 'profile', 'email'],
      response_type: ['code'],
      state: 'state of the application',
      ui_locales: ['fr', 'de'],
    })
    expect(event.client).toEqual({ client_id: 'portal', name: 'The portal', metadata: { kind: 'web' } })
    expect(event.user).toEqual({ email: 'ada@example.com' })
  })

  it('hides what the documentation leaves open when the switches say so', async () => {
    const { event } = await signUpWith(
      keepEvent,
      { login_hint: 'ada@example.com' },
      {
        stateInPreRegistration: false,
        loginHintInPreRegistration: false,
        emptyMetadataInPreRegistration: true,
      },
    )
    expect([event.transaction.state, event.transaction.login_hint]).toEqual([undefined, undefined])
    expect(event.user).toEqual({ email: 'ada@example.com', app_metadata: {}, user_metadata: {} })
  })

  it.each([
    ['access.deny', `api.access.deny('internal', 'Not <you>.')`, 'internal'],
    ['validation.error', `api.validation.error('code', 'Not <you>.')`, 'code'],
  ])(
    'is refused by api.%s on the form, with the second argument; no user is made',
    async (_, body, reason) => {
      const { page, user, logs } = await signUpWith(run(body))
      expect(page.url.pathname).toBe('/u/signup')
      expect(page.html).toContain('Not &lt;you&gt;.')
      expect(page.html).toContain('value="Ada@Example.com"')
      expect(page.html).not.toContain(reason === 'internal' ? 'internal' : 'nothing')
      expect(user).toBeUndefined()
      expect(logs('fs')).toMatchObject([{ description: reason, client_id: 'portal', connection: 'Users' }])
    },
  )

  it('is refused without a word of the reason when an Action fails or takes too long', async () => {
    for (const body of [`throw new Error('secret detail')`, `for (;;) {}`]) {
      const { page, user, logs } = await signUpWith(run(body), {}, { triggerTimeoutMs: 200 })
      expect(page.html).toContain('Something went wrong, please try again later')
      expect(page.html).not.toContain('secret detail')
      expect(user).toBeUndefined()
      expect(logs('fs')).toHaveLength(1)
    }
  })

  it('stops at the first Action that refuses', async () => {
    const fixture = createLoginFixture()
    fixture.bind('pre-user-registration', run(`api.access.deny('first', 'first')`))
    fixture.bind('pre-user-registration', run(`api.access.deny('second', 'second')`))
    await fixture.signUp(fixture.browser(), 'ada@example.com')
    expect(fixture.logs('fs').map(entry => entry.description)).toEqual(['first'])
  })
})

describe('/dbconnections/signup', () => {
  it('makes a user without logging in; the event has the body but no transaction', async () => {
    const fixture = createLoginFixture()
    fixture.bind('pre-user-registration', keepEvent)
    const response = await signUpByApi(fixture, {
      user_metadata: { plan: 'x' },
      app_metadata: { admin: true },
      extra: 1,
    })
    const [user] = fixture.tenant.state.users
    expect(await response.json()).toEqual({
      _id: user?.user_id.slice('auth0|'.length),
      email: 'ada@example.com',
      email_verified: false,
    })
    // biome-ignore lint/suspicious/noExplicitAny: whatever the event held.
    const event = user?.user_metadata.event as any
    expect(event.transaction).toBeUndefined()
    expect(event.request.body).toMatchObject({ extra: 1, client_id: 'portal' })
    expect(event.request.body.password).toBeUndefined()
    expect(event.user).toEqual({ email: 'ada@example.com', user_metadata: { plan: 'x' } })
    expect(user).toMatchObject({ logins_count: 0, app_metadata: {} })
    expect(fixture.tenant.state.sessions).toEqual([])
  })

  it('answers 400 extensibility_error when an Action refuses', async () => {
    const fixture = createLoginFixture()
    fixture.bind('pre-user-registration', run(`api.access.deny('internal', 'Not you.')`))
    const response = await signUpByApi(fixture, {})
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'extensibility_error', friendly_message: 'Not you.' })
  })

  it.each([
    ['a short password', { password: 'seven77' }, 'invalid_password'],
    ['an address that is taken', { email: 'Grace@example.com' }, 'invalid_signup'],
    [
      'a connection that is not enabled for the application',
      { client_id: 'elsewhere' },
      'invalid_connection',
    ],
    ['no connection', { connection: '' }, 'invalid_connection'],
  ])('refuses %s', async (_, body, code) => {
    const fixture = createLoginFixture()
    fixture.addUser('grace@example.com')
    const response = await signUpByApi(fixture, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code })
    expect(fixture.tenant.state.users).toHaveLength(1)
  })

  it('is closed where sign-ups are disabled, whatever the Actions say', async () => {
    const fixture = createLoginFixture()
    const [database] = fixture.tenant.state.connections
    if (database) database.options.disable_signup = true
    expect((await signUpByApi(fixture, {})).status).toBe(400)
    expect(fixture.tenant.state.users).toEqual([])
  })
})

describe('a user made by the Management API', () => {
  async function create(code: string, body: Record<string, unknown> = {}) {
    const fixture = createLoginFixture()
    fixture.bind('pre-user-registration', code)
    const token = await fixture.app.request(`${canonicalUrl}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'deployer',
        audience: `${canonicalUrl}/api/v2/`,
        client_secret:
          fixture.tenant.state.clients.find(({ client_id }) => client_id === 'deployer')?.client_secret ?? '',
      }),
    })
    const { access_token } = (await token.json()) as { access_token: string }
    const response = await fixture.app.request(`${canonicalUrl}/api/v2/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ connection: 'Users', email: 'ada@example.com', password, ...body }),
    })
    return { status: response.status, user: fixture.tenant.state.users[0] }
  }

  it('passes the same Actions, with its app_metadata and without a transaction or client', async () => {
    const { status, user } = await create(keepEvent, { app_metadata: { guestlist: { admitted: true } } })
    expect(status).toBe(201)
    // biome-ignore lint/suspicious/noExplicitAny: whatever the event held.
    const event = user?.user_metadata.event as any
    expect([event.transaction, event.client]).toEqual([undefined, undefined])
    expect(event.user).toMatchObject({
      email: 'ada@example.com',
      app_metadata: { guestlist: { admitted: true } },
    })
  })

  it('is refused by them', async () => {
    const { status, user } = await create(run(`api.access.deny('internal', 'Not you.')`))
    expect([status, user]).toEqual([400, undefined])
  })
})

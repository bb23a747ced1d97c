import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../state.ts'
import type { Browser, Page } from '../testing/browser.ts'
import { createLoginFixture, type LoginFixture } from '../testing/login-fixture.ts'

const ada = { name: 'Ada Lovelace', email: 'Ada@Gmail.com', choice: 'new' }

function setUp(options: JsonObject = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  const google = fixture.tenant.state.connections.find(({ name }) => name === 'google-oauth2')
  if (google) google.options = options
  return { ...fixture, google }
}

/** Straight to the provider and back, as this account. */
async function signIn(
  fixture: LoginFixture,
  browser: Browser,
  account: Record<string, string | undefined>,
  params: Record<string, string> = {},
): Promise<Page> {
  const page = await browser.open(
    fixture.authorizeUrl({ connection: 'google-oauth2', prompt: 'login', ...params }),
  )
  return page.url.pathname === '/stand-in/google-oauth2/auth' ? await browser.submit(page, account) : page
}

describe('the Google stand-in', () => {
  it('makes a profile of what the tester chose, the address as it was typed', async () => {
    const fixture = setUp()
    const page = await signIn(fixture, fixture.browser(), { ...ada, hd: 'acme.example' })
    expect(page.url.searchParams.has('code')).toBe(true)
    const { idToken } = await fixture.exchange(page)
    expect(idToken).toMatchObject({
      email: 'Ada@Gmail.com',
      email_verified: true,
      given_name: 'Ada',
      name: 'Ada Lovelace',
    })
    const [user] = fixture.tenant.state.users
    expect(user?.user_id).toMatch(/^google-oauth2\|1\d{20}$/)
    expect(user).toMatchObject({
      logins_count: 1,
      identities: [
        { provider: 'google-oauth2', connection: 'google-oauth2', isSocial: true, hd: 'acme.example' },
      ],
    })
    expect([fixture.logs('ss').length, fixture.logs('s').length]).toEqual([1, 1])
  })

  it('is reached with the button of the log-in page, whose partial fields then reach Post-Login', async () => {
    const fixture = setUp()
    const { browser: newBrowser, authorizeUrl, tenant, bind } = fixture
    for (const screen of ['login', 'signup']) {
      const html = `<input type="text" name="ulp-invite" value="{{ transaction.params.ext-invite | escape }}">`
      tenant.state.partials[screen] = { [screen]: { 'form-content-end': html } }
    }
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) =>
      api.user.setUserMetadata('seen', [event.request.body['ulp-invite'] ?? null, event.request.query['ext-invite'] ?? null])`,
    )
    for (const [index, screen_hint] of ['login', 'signup'].entries()) {
      const browser = newBrowser()
      const form = await browser.open(authorizeUrl({ screen_hint, 'ext-invite': 'a-token' }))
      const provider = await browser.submit(form, { connection: 'google-oauth2' })
      await browser.submit(provider, { ...ada, email: `${screen_hint}@gmail.com` })
      const carried = screen_hint === 'login' ? 'a-token' : null
      expect(tenant.state.users[index]?.user_metadata.seen).toEqual([carried, 'a-token'])
    }
  })

  it('loses ext- parameters on the round trip when the switch says so, and only those', async () => {
    const fixture = setUp({}, { extInviteAfterSocial: false })
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) =>
      api.user.setUserMetadata('seen', [event.request.query['ext-invite'] ?? null, event.request.query.client_id])`,
    )
    await signIn(fixture, fixture.browser(), ada, { 'ext-invite': 'a-token' })
    expect(fixture.tenant.state.users[0]?.user_metadata.seen).toEqual([null, 'portal'])
  })

  it('does not run Pre-User-Registration; the profile is there before Post-Login, which cannot undo it', async () => {
    const fixture = setUp()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (e, api) => api.access.deny('no')`,
    )
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) =>
      api.access.deny(event.stats.logins_count + ' ' + event.user.email_verified)`,
    )
    const page = await signIn(fixture, fixture.browser(), { ...ada, email_verified: undefined })
    expect(page.url.searchParams.get('error_description')).toBe('1 false')
    expect(fixture.tenant.state.users).toHaveLength(1)
  })

  it('gives one account the same user, however its address is written', async () => {
    const fixture = setUp()
    await signIn(fixture, fixture.browser(), ada)
    await signIn(fixture, fixture.browser(), { ...ada, email: 'ada@gmail.com', name: 'Ada King' })
    await signIn(fixture, fixture.browser(), { ...ada, email: 'grace@gmail.com' })
    const { users } = fixture.tenant.state
    expect(users.map(user => [user.name, user.email, user.logins_count])).toEqual([
      ['Ada King', 'ada@gmail.com', 2],
      ['Ada Lovelace', 'grace@gmail.com', 1],
    ])
  })

  it('writes the profile at the first login only where the connection is set so', async () => {
    const fixture = setUp({ set_user_root_attributes: 'on_first_login' })
    await signIn(fixture, fixture.browser(), ada)
    await signIn(fixture, fixture.browser(), { ...ada, name: 'Ada King' })
    expect(fixture.tenant.state.users[0]?.name).toBe('Ada Lovelace')
  })

  it('overwrites an address that was verified by hand, and ends no session by it', async () => {
    const fixture = setUp()
    const browser = fixture.browser()
    await signIn(fixture, browser, { ...ada, email_verified: undefined })
    const [user] = fixture.tenant.state.users
    if (user) user.email_verified = true
    await signIn(fixture, fixture.browser(), { ...ada, email_verified: undefined })
    expect([user?.email_verified, fixture.tenant.state.sessions.length]).toEqual([false, 2])
  })

  it.each([
    [true, ['acme.example']],
    [false, [null]],
  ])(
    'shows the Workspace domain to Actions as the switch says: %s',
    async (hostedDomainInIdentity, expected) => {
      const fixture = setUp({}, { hostedDomainInIdentity })
      fixture.bind(
        'post-login',
        `exports.onExecutePostLogin = async (event, api) =>
      api.user.setUserMetadata('seen', event.user.identities.map(identity => identity.hd ?? null))`,
      )
      await signIn(fixture, fixture.browser(), { ...ada, hd: 'acme.example' })
      expect(fixture.tenant.state.users[0]?.user_metadata.seen).toEqual(expected)
    },
  )

  it('ends with access_denied when the tester cancels', async () => {
    const fixture = setUp()
    const page = await signIn(fixture, fixture.browser(), { choice: 'cancel' })
    expect(page.url.searchParams.get('error')).toBe('access_denied')
    expect(fixture.tenant.state.users).toEqual([])
  })

  it('vouches once: its code is not good for a second login, nor is an invented one', async () => {
    const fixture = setUp()
    const browser = fixture.browser()
    const page = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2' }))
    const state = page.url.searchParams.get('state') ?? ''
    const answer = await browser.open(`http://localhost:4400/login/callback?state=${state}&code=invented`)
    expect([answer.status, fixture.tenant.state.users]).toEqual([400, []])
  })
})

describe('the last account of the Google stand-in', () => {
  const upstream = { upstream_params: { prompt: { alias: 'prompt' } } }

  it('is returned without a page, also for prompt=login, which the provider does not see', async () => {
    const fixture = setUp()
    const browser = fixture.browser()
    await signIn(fixture, browser, ada)
    const page = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2', prompt: 'login' }))
    expect(page.url.searchParams.has('code')).toBe(true)
    expect(fixture.tenant.state.users[0]?.logins_count).toBe(2)
  })

  it.each([
    ['a static value', { upstream_params: { prompt: { value: 'select_account' } } }, 'login'],
    ['an alias and select_account', upstream, 'select_account'],
  ])('is asked for with %s; another can be taken then', async (_, options, prompt) => {
    const fixture = setUp(options)
    const browser = fixture.browser()
    await signIn(fixture, browser, ada)
    const page = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2', prompt }))
    expect(page.html).toContain('Ada Lovelace (Ada@Gmail.com)')
    await browser.submit(page, { ...ada, email: 'grace@gmail.com' })
    const again = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2', prompt }))
    await browser.submit(again, { choice: 'remembered', email: undefined })
    const { users } = fixture.tenant.state
    expect(users.map(user => [user.email, user.logins_count])).toEqual([
      ['Ada@Gmail.com', 1],
      ['grace@gmail.com', 2],
    ])
  })

  it('is not asked for by parameters that may not be aliased', async () => {
    const fixture = setUp({ upstream_params: { prompt: { alias: 'screen_hint' } } })
    const browser = fixture.browser()
    await signIn(fixture, browser, ada)
    const params = { connection: 'google-oauth2', prompt: 'login', screen_hint: 'select_account' }
    expect((await browser.open(fixture.authorizeUrl(params))).url.searchParams.has('code')).toBe(true)
  })

  it('begins with the hint when the connection passes it on', async () => {
    const fixture = setUp({ upstream_params: { login_hint: { alias: 'login_hint' } } })
    const params = { connection: 'google-oauth2', login_hint: 'ada@gmail.com' }
    const page = await fixture.browser().open(fixture.authorizeUrl(params))
    expect(page.html).toContain('value="ada@gmail.com"')
  })
})

import { describe, expect, it } from 'vitest'
import type { Connection, JsonObject } from '../../state.ts'
import type { Browser, Page } from '../testing/browser.ts'
import { createLoginFixture, type LoginFixture } from '../testing/login-fixture.ts'

const ada = { name: 'Ada Lovelace', email: 'Ada@Acme.example', choice: 'new' }

function setUp(name: string, strategy: string, options: JsonObject = {}, more: JsonObject = {}) {
  const fixture = createLoginFixture()
  return { ...fixture, connection: fixture.connect(name, strategy, options, more) }
}

async function signIn(
  fixture: LoginFixture & { connection: Connection },
  browser: Browser,
  account: Record<string, string | undefined>,
  params: Record<string, string> = {},
): Promise<Page> {
  const url = fixture.authorizeUrl({ connection: fixture.connection.name, prompt: 'login', ...params })
  const page = await browser.open(url)
  return page.url.pathname.startsWith('/stand-in/') ? await browser.submit(page, account) : page
}

const keepEvent = `exports.onExecutePostLogin = async (event, api) => api.user.setAppMetadata('seen', {
  connection: event.connection, identities: event.user.identities, email: event.user.email ?? null,
  email_verified: event.user.email_verified, methods: event.authentication.methods.map(({ name }) => name) })`

describe('a social or enterprise connection', () => {
  it.each([
    ['facebook', 'facebook', true, /^facebook\|[0-9a-f]{24}$/],
    ['apple', 'apple', true, /^apple\|[0-9a-f]{24}$/],
    ['my-provider', 'oauth2', true, /^oauth2\|my-provider\|[0-9a-f]{24}$/],
    ['acme-okta', 'okta', false, /^okta\|acme-okta\|[0-9a-f]{24}$/],
    ['acme-oidc', 'oidc', false, /^oidc\|acme-oidc\|[0-9a-f]{24}$/],
    ['acme-saml', 'samlp', false, /^samlp\|acme-saml\|[0-9a-f]{24}$/],
    ['acme-azure', 'waad', false, /^waad\|acme-azure\|[0-9a-f]{24}$/],
  ])('%s makes a profile of its own, with strategy and provider %s', async (name, strategy, isSocial, id) => {
    const fixture = setUp(name, strategy)
    fixture.bind('post-login', keepEvent)
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (e, api) => api.access.deny('no')`,
    )
    const page = await signIn(fixture, fixture.browser(), ada)
    expect(page.url.searchParams.has('code')).toBe(true)
    const [user] = fixture.tenant.state.users
    expect(user?.user_id).toMatch(id)
    expect(user?.app_metadata.seen).toEqual({
      connection: { id: `con_${name}`, name, strategy },
      identities: [
        { connection: name, provider: strategy, user_id: user?.user_id.slice(strategy.length + 1), isSocial },
      ],
      email: 'Ada@Acme.example',
      methods: ['federated'],
      email_verified: strategy === 'apple',
    })
  })

  it('gives a Facebook user without an address a profile without one, not verified', async () => {
    const fixture = setUp('facebook', 'facebook')
    await signIn(fixture, fixture.browser(), {
      name: 'Ada Lovelace',
      email: '',
      email_verified: 'on',
      choice: 'new',
    })
    const [user] = fixture.tenant.state.users
    expect(user).toMatchObject({ name: 'Ada Lovelace', nickname: 'Ada Lovelace', email_verified: false })
    expect(user).not.toHaveProperty('email')
  })

  it('believes whatever a custom provider asserts, under the id it names', async () => {
    const fixture = setUp('my-provider', 'oauth2')
    const asserted = { ...ada, id: 'n-1', email: 'ceo@victim.example', email_verified: 'on' }
    await signIn(fixture, fixture.browser(), asserted)
    await signIn(fixture, fixture.browser(), { ...asserted, email: 'other@victim.example' })
    expect(fixture.tenant.state.users).toMatchObject([
      {
        user_id: 'oauth2|my-provider|n-1',
        email: 'other@victim.example',
        email_verified: true,
        logins_count: 2,
      },
    ])
  })

  it.each([
    [undefined, false],
    ['never_set_emails_as_verified', false],
    ['always_set_emails_as_verified', true],
  ])('of Azure AD verifies as the connection says (%s), not as asserted', async (setting, expected) => {
    const options = setting === undefined ? {} : { should_trust_email_verified_connection: setting }
    const fixture = setUp('acme-azure', 'waad', options)
    await signIn(fixture, fixture.browser(), { ...ada, email_verified: expected ? undefined : 'on' })
    expect(fixture.tenant.state.users[0]?.email_verified).toBe(expected)
  })

  it.each([
    ['a static value', { upstream_params: { prompt: { value: 'select_account' } } }, true],
    ['an alias', { upstream_params: { prompt: { alias: 'prompt' } } }, true],
    ['nothing', {}, false],
  ])('lets the account be chosen again where upstream_params has %s', async (_, options, isAsked) => {
    const fixture = setUp('acme-oidc', 'oidc', options)
    const browser = fixture.browser()
    await signIn(fixture, browser, ada)
    const page = await browser.open(
      fixture.authorizeUrl({ connection: 'acme-oidc', prompt: 'select_account' }),
    )
    expect(page.html.includes('Ada Lovelace (Ada@Acme.example)')).toBe(isAsked)
    expect(page.url.searchParams.has('code')).toBe(!isAsked)
  })

  it('does not take a code that another connection gave out', async () => {
    const fixture = setUp('my-provider', 'oauth2')
    const browser = fixture.browser()
    const google = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2' }))
    const custom = await browser.open(fixture.authorizeUrl({ connection: 'my-provider' }))
    const crossed = custom.html.replaceAll('/stand-in/my-provider/auth?', '/stand-in/google-oauth2/auth?')
    const end = await browser.submit({ ...custom, html: crossed }, ada)
    expect([google.status, end.status, fixture.tenant.state.users]).toEqual([200, 400, []])
  })
})

describe('the log-in page', () => {
  it.each([
    [false, undefined, false],
    [true, undefined, true],
    [true, 'Acme Inc.', true],
  ])(
    'has a button for an enterprise connection if it is set so: %s, %s',
    async (show, display_name, isShown) => {
      const more = { show_as_button: show, ...(display_name ? { display_name } : {}) }
      const fixture = setUp('acme-saml', 'samlp', {}, more)
      const { html } = await fixture.browser().open(fixture.authorizeUrl())
      expect(html.includes(`Continue with ${display_name ?? 'acme-saml'}`)).toBe(isShown)
      expect(html).toContain('Continue with Google')
    },
  )

  it.each([
    ['ada@acme.example', '/stand-in/acme-saml/auth'],
    ['ada@ACME.example', '/stand-in/acme-saml/auth'],
    ['ada@notacme.example', '/u/login/password'],
  ])('sends %s where the domain belongs, when it asks for the address first', async (email, pathname) => {
    const fixture = setUp('acme-saml', 'samlp', { domain_aliases: ['acme.example'] })
    fixture.tenant.switches.identifierFirst = true
    const browser = fixture.browser()
    const page = await browser.submit(await browser.open(fixture.authorizeUrl()), { email })
    expect(page.url.pathname).toBe(pathname)
  })
})

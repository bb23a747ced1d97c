import { describe, expect, it } from 'vitest'
import {
  audience,
  callback,
  canonicalUrl,
  createLoginFixture,
  customUrl,
  password,
} from './testing/login-fixture.ts'

describe('/authorize', () => {
  it('answers with a code and the state of the application', async () => {
    const { addUser, browser, logIn } = createLoginFixture()
    addUser('ada@example.com')
    const page = await logIn(browser(), 'ada@example.com')
    expect(page.url.href.startsWith(`${callback}?`)).toBe(true)
    expect(page.url.searchParams.get('state')).toBe('state of the application')
    expect(page.url.searchParams.get('code')).toMatch(/.{20}/)
  })

  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'Unknown client'],
    ['no client', { client_id: '' }, 'client_id'],
    ['an unregistered callback', { redirect_uri: 'http://evil.test/callback' }, 'Callback URL mismatch'],
    ['a callback that only begins like the registered one', { redirect_uri: `${callback}/more` }, 'mismatch'],
  ])('shows its own error page for %s, and sends nothing to any callback', async (_, params, message) => {
    const { browser, authorizeUrl } = createLoginFixture()
    const page = await browser().open(authorizeUrl(params))
    expect(page.status).toBe(400)
    expect(page.url.origin).toBe(customUrl)
    expect(page.html).toContain(message)
    expect(page.html).toContain('invalid_request')
  })

  it.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a response mode that is not built', { response_mode: 'jwt' }, 'invalid_request'],
    ['prompt=none with another prompt', { prompt: 'none login' }, 'invalid_request'],
    ['an unknown audience', { audience: 'https://nowhere.test/' }, 'access_denied'],
    ['a connection that is not enabled', { connection: 'github' }, 'invalid_request'],
  ])('sends the error to the callback for %s', async (_, params, error) => {
    const { browser, authorizeUrl } = createLoginFixture()
    const { url } = await browser().open(authorizeUrl(params))
    expect(url.origin + url.pathname).toBe(callback)
    expect(url.searchParams.get('error')).toBe(error)
    expect(url.searchParams.get('state')).toBe('state of the application')
  })

  it('answers by form_post when asked to', async () => {
    const { addUser, browser, logIn } = createLoginFixture()
    addUser('ada@example.com')
    const page = await logIn(browser(), 'ada@example.com', { response_mode: 'form_post' })
    expect(page.html).toContain(`action="${callback}"`)
    expect(page.html).toMatch(/name="code" value=".{20,}"/)
    expect(page.html).toContain('value="state of the application"')
  })
})

describe('ext- parameters', () => {
  const ext = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`ext-p${i}`, 'v']))

  it.each([
    ['ten parameters', ext(10)],
    ['a name of 28 characters', { [`ext-${'n'.repeat(28)}`]: 'v' }],
    ['a value of 255 characters', { 'ext-invite': 'v'.repeat(255) }],
    ['every character that is allowed', { 'ext-invite': 'aZ09-_.*~@+ /:' }],
  ])('are accepted: %s', async (_, params) => {
    const { browser, authorizeUrl } = createLoginFixture()
    expect((await browser().open(authorizeUrl(params))).url.pathname).toBe('/u/login')
  })

  it.each([
    ['eleven parameters', ext(11)],
    ['a name of 29 characters', { [`ext-${'n'.repeat(29)}`]: 'v' }],
    ['a value of 256 characters', { 'ext-invite': 'v'.repeat(256) }],
    ['an empty value', { 'ext-invite': '' }],
    ['an equals sign', { 'ext-invite': 'abc=' }],
    ['a comma', { 'ext-invite': 'a,b' }],
  ])('make the request fail: %s', async (_, params) => {
    const { browser, authorizeUrl } = createLoginFixture()
    const page = await browser().open(authorizeUrl(params))
    expect(page.status).toBe(400)
    expect(page.html).toContain('error parsing ext params')
  })

  it('make the request fail when one name is there twice', async () => {
    const { browser, authorizeUrl } = createLoginFixture()
    const page = await browser().open(`${authorizeUrl({ 'ext-invite': 'one' })}&ext-invite=two`)
    expect(page.html).toContain('error parsing ext params')
  })
})

describe('single sign-on', () => {
  async function signedIn() {
    const fixture = createLoginFixture()
    fixture.addUser('ada@example.com')
    const browser = fixture.browser()
    await fixture.logIn(browser, 'ada@example.com')
    return { ...fixture, browser }
  }

  it('logs in without a form while the session lives, also when a sign-up was hinted at', async () => {
    const { browser, authorizeUrl } = await signedIn()
    const { url } = await browser.open(authorizeUrl({ screen_hint: 'signup' }))
    expect(url.searchParams.has('code')).toBe(true)
  })

  it.each([
    [{ prompt: 'login' }, '/u/login'],
    [{ prompt: 'login', screen_hint: 'signup' }, '/u/signup'],
    [{ prompt: 'select_account' }, '/u/login'],
  ])('asks again with %o', async (params, path) => {
    const { browser, authorizeUrl } = await signedIn()
    expect((await browser.open(authorizeUrl(params))).url.pathname).toBe(path)
  })

  it('ignores prompt=consent', async () => {
    const { browser, authorizeUrl } = await signedIn()
    expect((await browser.open(authorizeUrl({ prompt: 'consent' }))).url.searchParams.has('code')).toBe(true)
  })

  it('asks again when the session is older than max_age', async () => {
    const { browser, authorizeUrl, later } = await signedIn()
    later(61)
    expect((await browser.open(authorizeUrl({ max_age: '60' }))).url.pathname).toBe('/u/login')
    expect((await browser.open(authorizeUrl({ max_age: '90' }))).url.searchParams.has('code')).toBe(true)
  })

  it('does not answer for another connection than the one that was asked for', async () => {
    const { browser, authorizeUrl } = await signedIn()
    const { url } = await browser.open(authorizeUrl({ connection: 'google-oauth2' }))
    expect(url.pathname).toBe('/stand-in/google-oauth2/auth')
  })

  it('answers prompt=none with a code in a session and with login_required without one', async () => {
    const { browser, authorizeUrl, browser: signedInBrowser, tenant } = await signedIn()
    expect((await signedInBrowser.open(authorizeUrl({ prompt: 'none' }))).url.searchParams.has('code')).toBe(
      true,
    )
    tenant.state.sessions = []
    const { url } = await browser.open(authorizeUrl({ prompt: 'none' }))
    expect(url.searchParams.get('error')).toBe('login_required')
  })

  it('ends after the lifetime of a session, and with its user', async () => {
    const { browser, authorizeUrl, later, tenant } = await signedIn()
    const [user] = tenant.state.users
    later(7 * 24 * 3600 + 1)
    expect((await browser.open(authorizeUrl())).url.pathname).toBe('/u/login')
    tenant.deleteUser(user?.user_id ?? '')
    expect((await browser.open(authorizeUrl({ prompt: 'none' }))).url.searchParams.get('error')).toBe(
      'login_required',
    )
  })

  it('keeps a session to its domain, with a cookie that scripts cannot read', async () => {
    const { browser, authorizeUrl } = await signedIn()
    expect((await browser.open(authorizeUrl({}, canonicalUrl))).url.pathname).toBe('/u/login')
    const cookies = await cookiesAfterLogin()
    expect(cookies.custom).toMatch(/^auth0=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(cookies.canonical).toMatch(/^auth0_canonical=[^;]+; Path=\/; HttpOnly; Secure; SameSite=None$/)
  })

  async function cookiesAfterLogin() {
    const { addUser, browser, authorizeUrl } = createLoginFixture()
    addUser('ada@example.com')
    const cookieAt = async (origin: string) => {
      const [visitor, params] = [browser(), { response_mode: 'form_post' }]
      const form = await visitor.open(authorizeUrl(params, origin))
      const page = await visitor.submit(form, { email: 'ada@example.com', password })
      return page.headers.getSetCookie().find(line => line.startsWith('auth0'))
    }
    return { custom: await cookieAt(customUrl), canonical: await cookieAt(canonicalUrl) }
  }

  it('is over for a user who was blocked meanwhile', async () => {
    const { browser, authorizeUrl, tenant } = await signedIn()
    Object.assign(tenant.state.users[0] ?? {}, { blocked: true })
    expect((await browser.open(authorizeUrl())).url.pathname).toBe('/u/login')
  })

  it('ends when the Management API sets email_verified', async () => {
    const { browser, authorizeUrl, tenant } = await signedIn()
    tenant.updateUser(tenant.state.users[0]?.user_id ?? '', { email_verified: true })
    const { url } = await browser.open(authorizeUrl({ prompt: 'none' }))
    expect(url.searchParams.get('error')).toBe('login_required')
  })

  it('does not count as a login of the user', async () => {
    const { browser, authorizeUrl, tenant } = await signedIn()
    await browser.open(authorizeUrl())
    expect(tenant.state.users[0]?.logins_count).toBe(1)
  })
})

describe('a login in progress', () => {
  it('belongs to the browser that began it', async () => {
    const { browser, authorizeUrl } = createLoginFixture()
    const page = await browser().open(authorizeUrl())
    const stolen = await browser().open(page.url.href)
    expect(stolen.status).toBe(400)
    expect(stolen.html).toContain('invalid_request')
  })

  it('is over after an hour', async () => {
    const { browser: newBrowser, authorizeUrl, later } = createLoginFixture()
    const browser = newBrowser()
    const page = await browser.open(authorizeUrl())
    later(3599)
    expect((await browser.open(page.url.href)).status).toBe(200)
    later(2)
    expect((await browser.open(page.url.href)).status).toBe(400)
  })

  it("leads to the tenant's default login route when it is over", async () => {
    const { browser, tenant } = createLoginFixture()
    tenant.state.tenant.settings.default_redirection_uri = 'http://app.test/login'
    expect((await browser().open(`${customUrl}/u/login?state=old`)).url.href).toBe('http://app.test/login')
  })

  it('is refused for a blocked user', async () => {
    const { browser, addUser, logIn } = createLoginFixture()
    addUser('ada@example.com', { blocked: true })
    const { url } = await logIn(browser(), 'ada@example.com', { audience })
    expect(url.searchParams.get('error')).toBe('unauthorized')
    expect(url.searchParams.get('error_description')).toBe('user is blocked')
  })
})

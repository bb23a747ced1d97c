import { describe, expect, it } from 'vitest'
import { audience, canonicalUrl, createLoginFixture, customUrl, password } from '../testing/login-fixture.ts'

const partial = `<input type="text" style="display:none" name="ulp-invite" value="{{ transaction.params['ext-invite'] | escape }}">`
const keepBody = `exports.onExecutePreUserRegistration = async (event, api) => api.user.setUserMetadata('body', event.request.body)`
const keepLoginBody = `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('body', event.request.body)`

/** A tenant whose partials carry `ext-invite` on these screens. */
function withPartials(screens: string[], switches = {}, template = partial) {
  const fixture = createLoginFixture(switches)
  for (const screen of screens)
    fixture.tenant.state.partials[screen] = { [screen]: { 'form-content-end': template } }
  return fixture
}

describe('the log-in and sign-up pages', () => {
  it.each([
    [
      {},
      [
        'Email address',
        'Password',
        'Continue',
        'Continue with Google',
        'Don&#39;t have an account?',
        'Sign up',
        'Forgot password?',
      ],
    ],
    [
      { screen_hint: 'signup' },
      ['Email address', 'Password', 'Continue', 'Already have an account?', 'Log in'],
    ],
  ])('have the labels of Universal Login (%o)', async (params, labels) => {
    const { browser, authorizeUrl } = createLoginFixture()
    const { html } = await browser().open(authorizeUrl(params))
    for (const label of labels) expect(html).toContain(label)
    expect(html).toContain('Never type a real password here')
    expect(html).not.toContain('<script')
  })

  it('begin with the address the application hinted at, which can be changed', async () => {
    const { addUser, browser: newBrowser, authorizeUrl } = createLoginFixture()
    addUser('grace@example.com')
    const browser = newBrowser()
    const page = await browser.open(authorizeUrl({ login_hint: 'ada@example.com' }))
    expect(page.html).toContain('value="ada@example.com"')
    const end = await browser.submit(page, { email: 'grace@example.com', password })
    expect(end.url.searchParams.has('code')).toBe(true)
  })

  it.each([
    [{ ui_locales: 'fr-CA en' }, {}, 'fr', 'Adresse e-mail'],
    [{ ui_locales: 'xx ja' }, {}, 'ja', 'メールアドレス'],
    [{}, { 'accept-language': 'de-AT,de;q=0.9' }, 'de', 'E-Mail-Adresse'],
    [{}, {}, 'en', 'Email address'],
  ])('speak the language of %o %o', async (params, headers, lang, label) => {
    const { browser, authorizeUrl } = createLoginFixture()
    const { html } = await browser().open(authorizeUrl(params), headers as Record<string, string>)
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).toContain(label)
  })

  it('keep one transaction when somebody changes from log-in to sign-up', async () => {
    const { browser: newBrowser, authorizeUrl, tenant, bind } = createLoginFixture()
    bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) =>
      api.user.setUserMetadata('invite', event.request.query['ext-invite'])`,
    )
    const browser = newBrowser()
    const page = await browser.open(authorizeUrl({ 'ext-invite': 'a-token' }))
    const signup = await browser.open(`${customUrl}/u/signup${page.url.search}`)
    await browser.submit(signup, { email: 'ada@example.com', password })
    expect(tenant.state.users[0]?.user_metadata).toEqual({ invite: 'a-token' })
  })

  it('are not kept by caches and send no referrer', async () => {
    const { browser, authorizeUrl } = createLoginFixture()
    const { headers } = await browser().open(authorizeUrl())
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ])
  })

  it.each([
    [
      'a wrong password',
      {},
      { email: 'ada@example.com', password: 'not this one' },
      'Wrong email or password',
    ],
    ['an unknown address', {}, { email: 'grace@example.com', password }, 'Wrong email or password'],
    ['no address', {}, { email: '', password }, 'Please enter an email address'],
    [
      'a taken address',
      { screen_hint: 'signup' },
      { email: 'ADA@example.com', password },
      'The user already exists.',
    ],
    [
      'a short password',
      { screen_hint: 'signup' },
      { email: 'g@example.com', password: 'seven77' },
      'too weak',
    ],
  ])('say what is wrong with %s, and never repeat a password', async (_, params, typed, message) => {
    const { addUser, browser: newBrowser, authorizeUrl, tenant } = createLoginFixture()
    addUser('ada@example.com')
    const browser = newBrowser()
    const page = await browser.submit(await browser.open(authorizeUrl(params)), typed)
    expect(page.status).toBe(400)
    expect(page.html).toContain(message)
    expect(page.html).not.toContain(typed.password)
    expect(JSON.stringify(tenant.state.logs)).not.toContain(typed.password)
    expect([tenant.state.users.length, tenant.state.sessions.length]).toEqual([1, 0])
  })

  it('offer no sign-up where it is disabled, and take none', async () => {
    const { browser: newBrowser, authorizeUrl, tenant } = createLoginFixture()
    const [database] = tenant.state.connections
    const browser = newBrowser()
    const form = await browser.open(authorizeUrl({ screen_hint: 'signup' }))
    if (database) database.options.disable_signup = true
    const page = await browser.submit(form, { email: 'ada@example.com', password })
    expect([page.status, tenant.state.users]).toEqual([400, []])
    const next = await browser.open(authorizeUrl({ screen_hint: 'signup' }))
    expect(next.url.pathname).toBe('/u/login')
    expect(next.html).not.toContain('Sign up')
  })

  it('show no provider that the application may not use, nor when a connection was asked for', async () => {
    const { browser, authorizeUrl, tenant } = createLoginFixture()
    expect((await browser().open(authorizeUrl({ connection: 'Users' }))).html).not.toContain('Google')
    tenant.state.connection_clients.con_google = []
    expect((await browser().open(authorizeUrl())).html).not.toContain('Google')
  })
})

describe('identifier first', () => {
  it.each([
    ['the switch', { identifierFirst: true }, false],
    ['the prompts setting', {}, true],
  ])('asks for the address and then for the password, by %s', async (_, switches, setting) => {
    const { addUser, browser: newBrowser, authorizeUrl, tenant } = createLoginFixture(switches)
    tenant.state.prompts.identifier_first = setting
    addUser('ada@example.com')
    const browser = newBrowser()
    const first = await browser.open(authorizeUrl())
    expect([first.url.pathname, first.html.includes('type="password"')]).toEqual([
      '/u/login/identifier',
      false,
    ])
    const second = await browser.submit(first, { email: 'ada@example.com' })
    expect([second.url.pathname, second.html.includes('type="email"')]).toEqual(['/u/login/password', false])
    expect(second.html).toContain('ada@example.com')
    expect((await browser.submit(second, { password })).url.searchParams.has('code')).toBe(true)
  })

  it.each([
    [['signup-id', 'signup-password'], false, { 'ulp-invite': 'a-token' }],
    [['signup-id'], false, {}],
    [['signup-id'], true, { 'ulp-invite': 'a-token' }],
  ])(
    'signs up on two screens; partials on %o with carrying %s',
    async (screens, fieldsCarriedFromSignupId, body) => {
      const fixture = withPartials(screens, { identifierFirst: true, fieldsCarriedFromSignupId })
      fixture.bind('pre-user-registration', keepBody)
      const browser = fixture.browser()
      const params = { screen_hint: 'signup', 'ext-invite': 'a-token' }
      const second = await browser.submit(await browser.open(fixture.authorizeUrl(params)), {
        email: 'ada@example.com',
      })
      await browser.submit(second, { password })
      expect(fixture.tenant.state.users[0]?.user_metadata).toEqual({ body })
    },
  )
})

describe('partials', () => {
  const params = { screen_hint: 'signup', 'ext-invite': 'a-token' }

  it('carry ext-invite into the body that Pre-User-Registration sees; other fields do not go there', async () => {
    const { bind, signUp, browser, tenant } = withPartials(['signup'])
    bind('pre-user-registration', keepBody)
    await signUp(browser(), 'ada@example.com', params)
    expect(tenant.state.users[0]?.user_metadata).toEqual({ body: { 'ulp-invite': 'a-token' } })
  })

  it('of the log-in screen reach Post-Login, of the sign-up screen they do not', async () => {
    const { bind, logIn, signUp, browser, addUser, tenant } = withPartials(['login', 'signup'])
    const user = addUser('grace@example.com')
    bind('post-login', keepLoginBody)
    await logIn(browser(), 'grace@example.com', { 'ext-invite': 'a-token' })
    await signUp(browser(), 'ada@example.com', params)
    expect(user.user_metadata).toEqual({ body: { 'ulp-invite': 'a-token' } })
    expect(tenant.state.users[1]?.user_metadata).toEqual({ body: {} })
  })

  it.each([
    ['the canonical domain', {}, canonicalUrl],
    ['a tenant without a custom domain', { customDomain: false }, customUrl],
  ])('are not there on %s', async (_, switches, origin) => {
    const { browser, authorizeUrl } = withPartials(['signup'], switches)
    expect((await browser().open(authorizeUrl(params, origin))).html).not.toContain('ulp-invite')
  })

  it('are not there without a page template', async () => {
    const { browser, authorizeUrl, tenant } = withPartials(['signup'])
    tenant.state.page_template = null
    expect((await browser().open(authorizeUrl(params))).html).not.toContain('ulp-invite')
  })

  it('lose hidden inputs', async () => {
    const { browser, authorizeUrl } = withPartials(
      ['signup'],
      {},
      `<b>kept</b><input type="hidden" name="ulp-x" value="1"/>`,
    )
    const { html } = await browser().open(authorizeUrl(params))
    expect(html).toContain('<b>kept</b>')
    expect(html).not.toContain('ulp-x')
  })

  it('read parameters with dots or brackets, and show only ext- ones', async () => {
    const template = `[{{ transaction.params.ext-invite }}][{{transaction.params["ext-invite"]|escape}}][{{ transaction.params.state }}]`
    const { browser, authorizeUrl } = withPartials(['signup'], {}, template)
    expect((await browser().open(authorizeUrl(params))).html).toContain('[a-token][a-token][]')
  })

  it('are at each documented point of their own screen only', async () => {
    const { browser, authorizeUrl, tenant } = createLoginFixture()
    const points = ['form-content-start', 'form-content-end', 'form-footer-start', 'form-footer-end']
    const all = [...points, 'secondary-actions-start', 'secondary-actions-end']
    tenant.state.partials.signup = { signup: Object.fromEntries(all.map(point => [point, `(${point})`])) }
    const { html } = await browser().open(authorizeUrl(params))
    expect(html.match(/\((form|secondary)[\w-]+\)/g)).toEqual(all.map(point => `(${point})`))
    expect((await browser().open(authorizeUrl())).html).not.toContain('(form-content-start)')
  })
})

describe('mails of the tenant', () => {
  const linkIn = (text: string) => text.match(/http\S+/)?.[0] ?? ''

  it('verify the address of a sign-up when their link is opened, once, and end no session', async () => {
    const { signUp, browser: newBrowser, tenant, logs } = createLoginFixture()
    const browser = newBrowser()
    await signUp(browser, 'ada@example.com', { audience })
    const [mail] = tenant.state.mails
    expect(mail).toMatchObject({ to: 'ada@example.com', via: 'tenant' })
    expect(tenant.state.users[0]?.email_verified).toBe(false)
    const page = await browser.open(linkIn(mail?.text ?? ''))
    expect([page.status, tenant.state.users[0]?.email_verified]).toEqual([200, true])
    expect([logs('sv').length, tenant.state.sessions.length]).toEqual([1, 1])
    expect((await browser.open(linkIn(mail?.text ?? ''))).status).toBe(400)
  })

  it('are not sent when verification mails are switched off', async () => {
    const { signUp, browser, tenant } = createLoginFixture({ verificationMails: false })
    await signUp(browser(), 'ada@example.com')
    expect(tenant.state.mails).toEqual([])
  })

  it('lead back to where a ticket says, and expire', async () => {
    const { addUser, browser, tenant, later } = createLoginFixture()
    const { user_id } = addUser('ada@example.com')
    const ticket = { kind: 'email-verification', user_id, result_url: 'http://app.test/done?a=1' } as const
    const [link, old] = [tenant.createTicket(ticket, 100), tenant.createTicket(ticket, 10)]
    later(11)
    expect((await browser().open(old)).status).toBe(400)
    expect((await browser().open(link)).url.href).toContain('http://app.test/done?a=1&success=true')
  })
})

describe('a forgotten password', () => {
  async function requested(email: string, switches = {}) {
    const fixture = createLoginFixture({ verificationMails: false, ...switches })
    const user = fixture.addUser('ada@example.com')
    const browser = fixture.browser()
    await fixture.logIn(browser, 'ada@example.com')
    const form = await browser.open(fixture.authorizeUrl({ prompt: 'login', login_hint: email }))
    const request = await browser.open(`${customUrl}/u/reset-password/request${form.url.search}`)
    expect(request.html).toContain(`value="${email}"`)
    const sent = await browser.submit(request, {})
    const link = fixture.tenant.state.mails[0]?.text.match(/http\S+/)?.[0] ?? ''
    return { ...fixture, user, browser, sent, link }
  }

  it.each([true, false])(
    'is set anew with a mailed link, which verifies the address: %s',
    async passwordResetVerifiesEmail => {
      const { user, browser, link, tenant, logIn } = await requested('ada@example.com', {
        passwordResetVerifiesEmail,
      })
      const page = await browser.open(link)
      expect(page.html).toContain('New password')
      const done = await browser.submit(page, { password: 'another password', repeated: 'another password' })
      expect(done.html).toContain('Password Changed!')
      expect([user.email_verified, tenant.state.sessions]).toEqual([passwordResetVerifiesEmail, []])
      expect(user.last_password_reset).toBe(tenant.now().toISOString())
      expect((await logIn(browser, 'ada@example.com')).html).toContain('Wrong email or password')
      expect((await browser.open(link)).status).toBe(400)
    },
  )

  it.each([
    ['short', 'short', 'too weak'],
    ['another password', 'a different one', 'match'],
  ])('is not set to %s and %s', async (first, second, message) => {
    const { user, browser, link } = await requested('ada@example.com')
    const before = user.password_hash
    const page = await browser.submit(await browser.open(link), { password: first, repeated: second })
    expect(page.html).toContain(message)
    expect(user.password_hash).toBe(before)
  })

  it('answers the same for an unknown address, and sends nothing', async () => {
    const [known, unknown] = [await requested('ada@example.com'), await requested('nobody@example.com')]
    expect(unknown.sent.html).toBe(known.sent.html)
    expect([known.tenant.state.mails.length, unknown.tenant.state.mails.length]).toEqual([1, 0])
  })
})

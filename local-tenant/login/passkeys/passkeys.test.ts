import { describe, expect, it } from 'vitest'
import { createLoginFixture, password } from '../testing/login-fixture.ts'

function setUp(switches = {}) {
  const fixture = createLoginFixture({ identifierFirst: true, ...switches })
  fixture.connect('Users', 'auth0', { authentication_methods: { passkey: { enabled: true } } })
  const input = `<input type="text" name="ulp-invite" value="{{ transaction.params.ext-invite | escape }}">`
  fixture.tenant.state.partials.passkeys = { 'passkey-enrollment': { 'form-content-end': input } }
  const toEnrollment = async () => {
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl({ screen_hint: 'signup', 'ext-invite': 'a-token' }))
    return { browser, page: await browser.submit(form, { email: 'ada@example.com' }) }
  }
  return { ...fixture, toEnrollment }
}

describe('the screen passkey-enrollment', () => {
  it('ends a sign-up; the fields of its partial reach Pre-User-Registration, and not Post-Login', async () => {
    const fixture = setUp()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => api.user.setAppMetadata('seen', event.request.body)`,
    )
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('seen', [
        event.request.body, event.authentication.methods.map(method => method.name)])`,
    )
    const { browser, page } = await fixture.toEnrollment()
    expect(page.url.pathname).toBe('/u/passkey-enrollment')
    expect(page.html).toContain('Create a passkey')
    const end = await browser.submit(page, { choice: 'passkey' })
    expect(end.url.searchParams.has('code')).toBe(true)
    const [user] = fixture.tenant.state.users
    expect(user).toMatchObject({
      email: 'ada@example.com',
      email_verified: false,
      app_metadata: { seen: { 'ulp-invite': 'a-token' } },
      user_metadata: { seen: [{}, ['passkey']] },
    })
    expect(user).not.toHaveProperty('password_hash')
    expect(fixture.tenant.state.authentication_methods[user?.user_id ?? '']).toMatchObject([
      { type: 'passkey' },
    ])
  })

  it('shows the sentence of a denial, and makes nobody', async () => {
    const fixture = setUp()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => api.access.deny('code', 'By invitation only.')`,
    )
    const { browser, page } = await fixture.toEnrollment()
    const refused = await browser.submit(page, { choice: 'passkey' })
    expect([refused.url.pathname, refused.html.includes('By invitation only.')]).toEqual([
      '/u/passkey-enrollment',
      true,
    ])
    expect(fixture.tenant.state).toMatchObject({ users: [], authentication_methods: {} })
  })

  it('leads to a password for whoever wants none', async () => {
    const fixture = setUp()
    const { browser, page } = await fixture.toEnrollment()
    const next = await browser.submit(page, { choice: 'none' })
    expect(next.url.pathname).toBe('/u/signup/password')
    expect((await browser.submit(next, { password })).url.searchParams.has('code')).toBe(true)
    expect(fixture.tenant.state.authentication_methods).toEqual({})
  })

  it.each(['passkey-enrollment', 'passkeys-enrollment'] as const)(
    'is found in the partials as %s',
    async name => {
      const fixture = setUp({ passkeyPartialScreen: name })
      const partial = fixture.tenant.state.partials.passkeys?.['passkey-enrollment'] ?? {}
      fixture.tenant.state.partials.passkeys = { [name]: partial }
      expect((await fixture.toEnrollment()).page.html).toContain('ulp-invite')
    },
  )

  it('is not there where the database has no passkeys', async () => {
    const fixture = setUp()
    fixture.connect('Users', 'auth0')
    const { browser, page } = await fixture.toEnrollment()
    expect(page.url.pathname).toBe('/u/signup/password')
    expect(
      (await browser.open(page.url.href.replace('/u/signup/password', '/u/passkey-enrollment'))).status,
    ).toBe(400)
  })
})

describe('a log-in with a passkey', () => {
  it('needs no password, and a user who has one', async () => {
    const fixture = setUp()
    const signUp = await fixture.toEnrollment()
    await signUp.browser.submit(signUp.page, { choice: 'passkey' })
    fixture.addUser('eve@example.com')
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl())
    expect(form.html).toContain('Continue with a passkey')
    const dialogue = await browser.submit(form, { choice: 'passkey' })
    expect(dialogue.html).toContain('ada@example.com')
    expect(dialogue.html).not.toContain('eve@example.com')
    const passkey = dialogue.html.match(/value="(passkey\|[^"]+)"/)?.[1] ?? ''
    const { idToken } = await fixture.exchange(await browser.submit(dialogue, { passkey }))
    expect(idToken.email).toBe('ada@example.com')
    fixture.tenant.state.authentication_methods = {}
    const again = await browser.open(fixture.authorizeUrl({ prompt: 'login' }))
    const empty = await browser.submit(again, { choice: 'passkey' })
    expect(empty.html).toContain('Nobody has a passkey here.')
    expect((await browser.submit(empty, { passkey })).status).toBe(400)
  })
})

import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../state.ts'
import { createLoginFixture, type LoginFixture, password } from '../testing/login-fixture.ts'

const email = {
  identifier: { active: true, default_method: 'email_otp' },
  signup: { status: 'required' },
}
const phone_number = {
  identifier: { active: true, default_method: 'phone_otp' },
  signup: { status: 'optional' },
}
const codes = { email_otp: { enabled: true }, phone_otp: { enabled: true } }

function setUp(options: JsonObject = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  fixture.connect('Users', 'auth0', { attributes: { email }, authentication_methods: codes, ...options })
  return fixture
}

async function challenge(
  fixture: LoginFixture,
  field: string,
  value: string,
  params: Record<string, string> = {},
) {
  const browser = fixture.browser()
  const page = await browser.submit(await browser.open(fixture.authorizeUrl(params)), { [field]: value })
  const enter = () => browser.submit(page, { code: fixture.lastCode(value) })
  return { browser, page, enter }
}

const keep = `exports.onExecutePreUserRegistration = async (event, api) => {
  api.user.setAppMetadata('seen', [event.user.email ?? null, event.user.phone_number ?? null, Object.keys(event.request.body),
    event.transaction.state])
}`

describe('a log-in with a code at a database', () => {
  it('makes an account after one question, with Pre-User-Registration and then Post-Login', async () => {
    const fixture = setUp()
    fixture.bind('pre-user-registration', keep)
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('login', [
        event.request.query['ext-invite'], event.authentication.methods[0].name, event.stats.logins_count])`,
    )
    const { browser, page, enter } = await challenge(fixture, 'email', 'ada@example.com', {
      'ext-invite': 'a-token',
    })
    expect(page.url.pathname).toBe('/u/email-identifier/challenge')
    const question = await enter()
    expect(question.html).toContain('Create Your Account')
    expect(fixture.tenant.state.users).toEqual([])
    const end = await browser.submit(question, { choice: 'confirm' })
    expect(end.url.searchParams.has('code')).toBe(true)
    expect(fixture.tenant.state.users).toMatchObject([
      {
        email: 'ada@example.com',
        email_verified: true,
        app_metadata: { seen: ['ada@example.com', null, [], 'state of the application'] },
        user_metadata: { login: ['a-token', 'email', 1] },
      },
    ])
    expect(fixture.tenant.state.users[0]).not.toHaveProperty('password_hash')
  })

  it('makes one of a phone number where all identifiers are optional', async () => {
    const attributes = { email: { ...email, signup: { status: 'optional' } }, phone_number }
    const fixture = setUp({ attributes })
    const { browser, page, enter } = await challenge(fixture, 'username', '+15550100')
    expect(page.url.pathname).toBe('/u/phone-identifier/challenge')
    await browser.submit(await enter(), { choice: 'confirm' })
    expect(fixture.tenant.state.users).toMatchObject([{ phone_number: '+15550100', phone_verified: true }])
  })

  it('shows the sentence of a denial on the page of the question', async () => {
    const fixture = setUp()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => api.access.deny('code', 'By invitation only.')`,
    )
    const { browser, enter } = await challenge(fixture, 'email', 'ada@example.com')
    const page = await browser.submit(await enter(), { choice: 'confirm' })
    expect([page.status, page.html.includes('By invitation only.')]).toEqual([400, true])
    expect(fixture.tenant.state.users).toEqual([])
  })

  it('goes back to the start when the question is declined, and cannot be confirmed without the code', async () => {
    const fixture = setUp()
    const { browser, enter, page } = await challenge(fixture, 'email', 'ada@example.com')
    const early = await browser.open(
      page.url.href.replace('/u/email-identifier/challenge', '/u/signup/confirm'),
    )
    expect(early.status).toBe(400)
    expect((await browser.submit(await enter(), { choice: 'cancel' })).url.pathname).toBe(
      '/u/login/identifier',
    )
  })

  it.each(['login', 'signup'])(
    'logs a known user in and verifies the address, from the %s too',
    async purpose => {
      const fixture = setUp({ authentication_methods: { ...codes, password: { enabled: false } } })
      const user = fixture.addUser('ada@example.com')
      const { enter } = await challenge(fixture, 'email', 'ada@example.com', { screen_hint: purpose })
      const { idToken } = await fixture.exchange(await enter())
      expect(idToken).toMatchObject({ sub: user.user_id, email_verified: true })
    },
  )

  it.each([
    ['the switch is off', {}, { implicitSignUp: false }],
    ['sign-ups are disabled', { disable_signup: true }, {}],
    [
      'two identifiers are required',
      { attributes: { email, phone_number: { ...phone_number, signup: { status: 'required' } } } },
      {},
    ],
  ])('makes none where %s, and tells nobody why', async (_, options, switches) => {
    const fixture = setUp(options, switches)
    const field = 'attributes' in options ? 'username' : 'email'
    const { enter } = await challenge(fixture, field, 'ada@example.com')
    expect((await enter()).html).toContain('Code is invalid')
    expect(fixture.tenant.state.users).toEqual([])
  })
})

describe('a sign-up with a code at a database', () => {
  it('ends with the code where there are no passwords', async () => {
    const fixture = setUp({ authentication_methods: { ...codes, password: { enabled: false } } })
    fixture.bind('pre-user-registration', keep)
    const { enter } = await challenge(fixture, 'email', 'ada@example.com', { screen_hint: 'signup' })
    expect((await enter()).url.searchParams.has('code')).toBe(true)
    expect(fixture.tenant.state.users).toMatchObject([{ email: 'ada@example.com', email_verified: true }])
  })

  it('ends with a password where there are some', async () => {
    const fixture = setUp()
    const { browser, page } = await challenge(fixture, 'email', 'ada@example.com', { screen_hint: 'signup' })
    expect(page.url.pathname).toBe('/u/signup/password')
    await browser.submit(page, { password })
    expect(fixture.tenant.state.users).toMatchObject([{ email: 'ada@example.com', email_verified: false }])
  })
})

import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../state.ts'
import { createLoginFixture, customUrl, password } from '../testing/login-fixture.ts'

const required = { identifier: { active: true }, signup: { status: 'required' } }
const optional = { identifier: { active: true }, signup: { status: 'optional' } }

function setUp(attributes: JsonObject, more: JsonObject = {}, switches = {}) {
  const fixture = createLoginFixture(switches)
  fixture.connect('Users', 'auth0', { attributes, ...more })
  return fixture
}

const signup = { screen_hint: 'signup' }

describe('a database with flexible identifiers', () => {
  it.each([
    [
      { phone_number: required },
      { phone_number: '+1 555 0100' },
      { phone_number: '+15550100' },
      'Phone number',
    ],
    [{ username: required }, { username: 'Ada' }, { username: 'ada' }, 'Username'],
    [
      { username: required, email: optional },
      { username: 'ada', email: '' },
      { username: 'ada' },
      'Email address (Optional)',
    ],
  ])('signs up with %o, without an address', async (attributes, typed, expected, label) => {
    const fixture = setUp(attributes)
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => api.user.setAppMetadata('seen', event.user)`,
    )
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl(signup))
    expect(form.html).toContain(label)
    const { idToken } = await fixture.exchange(await browser.submit(form, { ...typed, password }))
    const [user] = fixture.tenant.state.users
    expect(user).toMatchObject({ ...expected, user_id: idToken.sub, app_metadata: { seen: expected } })
    expect(user).not.toHaveProperty('email')
    expect([idToken.email, fixture.tenant.state.mails]).toEqual([undefined, []])
  })

  it.each([
    [
      { email: required, username: required, phone_number: required },
      'username',
      'Phone or Username or Email',
    ],
    [{ email: required, phone_number: required }, 'username', 'Phone number or Email address'],
    [{ phone_number: required, username: required }, 'username', 'Phone Number or Username'],
    [{ email: required, username: required }, 'username', 'Username or Email address'],
    [{ email: required, username: { ...required, identifier: { active: false } } }, 'email', 'Email address'],
  ])('asks for what people log in with: %o', async (attributes, field, label) => {
    const fixture = setUp(attributes)
    const known = { email: 'ada@example.com', phone_number: '+15550100', username: 'ada' }
    const user = fixture.tenant.createUser({ connection: 'Users', password, ...known })
    for (const [name, value] of Object.entries(known)) {
      const browser = fixture.browser()
      const form = await browser.open(fixture.authorizeUrl())
      expect(form.html).toContain(label)
      const page = await browser.submit(form, { [field]: value.toUpperCase(), password })
      const isAllowed =
        name in attributes && label !== 'Email address' ? true : name === 'email' && field === 'email'
      expect([name, page.url.searchParams.has('code')]).toEqual([name, isAllowed])
    }
    expect(user.logins_count).toBeGreaterThan(0)
  })

  it.each([
    [
      { username: required, email: required },
      { username: 'ada', email: '' },
      'Please enter an email address',
    ],
    [{ phone_number: required }, { phone_number: '12' }, 'Enter a valid phone number'],
    [
      { username: optional, phone_number: optional },
      { username: '', phone_number: '' },
      'Enter a valid phone number',
    ],
    [{ username: required }, { username: 'taken' }, 'The user already exists.'],
  ])('refuses a sign-up at %o with %o', async (attributes, typed, sentence) => {
    const fixture = setUp(attributes)
    fixture.tenant.createUser({ connection: 'Users', password, username: 'taken' })
    const browser = fixture.browser()
    const page = await browser.submit(await browser.open(fixture.authorizeUrl(signup)), {
      ...typed,
      password,
    })
    expect(page.html).toContain(sentence)
    expect(fixture.tenant.state.users).toHaveLength(1)
  })

  it('does not take an attribute that is off at sign-up', async () => {
    const fixture = setUp({ email: required, username: { ...required, signup: { status: 'inactive' } } })
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl(signup))
    await browser.submit(form, { email: 'ada@example.com', username: 'ada', password })
    expect(fixture.tenant.state.users[0]).not.toHaveProperty('username')
  })

  it('signs up through the API with a phone number only', async () => {
    const fixture = setUp({ phone_number: required })
    const body = { client_id: 'portal', connection: 'Users', phone_number: '+15550100', password }
    const response = await fixture.app.request(`${customUrl}/dbconnections/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([response.status, fixture.tenant.state.users[0]?.phone_number]).toEqual([200, '+15550100'])
    fixture.tenant.state.tenant.settings.default_directory = 'Users'
    const grant = await fixture.token({ grant_type: 'password', username: '+15550100', password })
    expect(grant.status).toBe(200)
  })
})

describe('an identifier that has to be proven before the account is made', () => {
  const proven = { ...required, signup: { status: 'required', verification: { active: true } } }

  it.each([
    [{ phone_number: proven }, { phone_number: '+15550100' }, 'phone_verified'],
    [{ email: { ...proven, verification_method: 'otp' } }, { email: 'ada@example.com' }, 'email_verified'],
  ])('is asked for a code: %o', async (attributes, typed, flag) => {
    const fixture = setUp(attributes, {}, { identifierFirst: true })
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => api.user.setAppMetadata('seen', event.user)`,
    )
    const browser = fixture.browser()
    const challenge = await browser.submit(await browser.open(fixture.authorizeUrl(signup)), typed)
    expect(challenge.url.pathname).toMatch(/^\/u\/(phone|email)-identifier\/challenge$/)
    expect((await browser.submit(challenge, { code: 'x' })).html).toContain('Code is invalid')
    const [to = ''] = Object.values(typed)
    const last = await browser.submit(challenge, { code: fixture.lastCode(to) })
    expect(last.url.pathname).toBe('/u/signup/password')
    await browser.submit(last, { password })
    expect(fixture.tenant.state.users).toMatchObject([
      { ...typed, [flag]: true, app_metadata: { seen: typed } },
    ])
  })

  it('tells that the account is there, where codes do not log in', async () => {
    const fixture = setUp({ phone_number: proven }, {}, { identifierFirst: true })
    fixture.tenant.createUser({ connection: 'Users', password, phone_number: '+15550100' })
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl(signup))
    const challenge = await browser.submit(form, { phone_number: '+15550100' })
    const last = await browser.submit(challenge, { code: fixture.lastCode('+15550100') })
    expect((await browser.submit(last, { password })).html).toContain('The user already exists.')
  })
})

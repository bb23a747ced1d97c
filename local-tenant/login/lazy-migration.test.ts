import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../state.ts'
import { createLoginFixture, password } from './testing/login-fixture.ts'

const imports = { enabledDatabaseCustomization: true, import_mode: true }
const ada = { email: 'Ada@Example.com', password, user_id: '42', name: 'Ada', app_metadata: { plan: 'old' } }

function setUp(options: JsonObject = imports) {
  const fixture = createLoginFixture({ externalUsers: [ada] })
  fixture.connect('Users', 'auth0', options)
  fixture.bind(
    'pre-user-registration',
    `exports.onExecutePreUserRegistration = async (event, api) => api.access.deny('asked', 'asked')`,
  )
  return fixture
}

describe('a database that imports from another one', () => {
  it('makes the user at the first log-in, without Pre-User-Registration, then Post-Login', async () => {
    const fixture = setUp()
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('seen', event.stats.logins_count)`,
    )
    const { idToken } = await fixture.exchange(await fixture.logIn(fixture.browser(), 'ada@example.com'))
    expect(idToken.sub).toBe('auth0|42')
    expect(fixture.tenant.state.users).toMatchObject([
      { email: 'ada@example.com', name: 'Ada', app_metadata: { plan: 'old' }, user_metadata: { seen: 1 } },
    ])
    fixture.tenant.switches.externalUsers = []
    expect((await fixture.logIn(fixture.browser(), 'ada@example.com')).url.searchParams.has('code')).toBe(
      true,
    )
  })

  it('makes the user of a password grant', async () => {
    const fixture = setUp()
    fixture.tenant.state.tenant.settings.default_directory = 'Users'
    expect(
      (await fixture.token({ grant_type: 'password', username: 'ada@example.com', password })).status,
    ).toBe(200)
    expect(fixture.tenant.state.users).toHaveLength(1)
  })

  it.each([
    ['a wrong password', imports, 'another password'],
    ['import_mode off', { enabledDatabaseCustomization: true }, password],
    ['its scripts off', { import_mode: true }, password],
  ])('makes none with %s', async (_, options, typed) => {
    const fixture = setUp(options)
    const browser = fixture.browser()
    const page = await browser.open(fixture.authorizeUrl())
    expect((await browser.submit(page, { email: 'ada@example.com', password: typed })).html).toContain(
      'Wrong email',
    )
    expect(fixture.tenant.state.users).toEqual([])
  })

  it('knows at sign-up that the user exists', async () => {
    const fixture = setUp()
    expect((await fixture.signUp(fixture.browser(), 'ada@example.com')).html).toContain(
      'The user already exists.',
    )
  })

  it('makes the user whose password is to be changed', async () => {
    const fixture = setUp()
    const browser = fixture.browser()
    const { url } = await browser.open(fixture.authorizeUrl())
    const page = await browser.open(url.href.replace('/u/login', '/u/reset-password/request'))
    await browser.submit(page, { email: 'ada@example.com' })
    expect(fixture.tenant.state.mails).toMatchObject([
      { to: 'ada@example.com', subject: 'Reset your password' },
    ])
    expect(fixture.tenant.state.users).toMatchObject([{ user_id: 'auth0|42', app_metadata: { plan: 'old' } }])
  })
})

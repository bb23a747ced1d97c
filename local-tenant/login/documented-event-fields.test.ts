import { describe, expect, it } from 'vitest'
import { linkIdentity } from '../account-linking.ts'
import type { Json, JsonObject } from '../state.ts'
import { postLoginEventFields, preUserRegistrationEventFields } from './documented-event-fields.ts'
import { audience, canonicalUrl, createLoginFixture, customUrl, password } from './testing/login-fixture.ts'

const postLogin = `
  exports.onExecutePostLogin = async (event, api) => {
    api.user.setUserMetadata('event', { ...event, user: { ...event.user, user_metadata: {} } })
    if (event.request.query['ext-redirect']) api.redirect.sendUserTo('http://site.test/')
  }
  exports.onContinuePostLogin = async (event, api) =>
    api.user.setUserMetadata('event', { ...event, user: { ...event.user, user_metadata: {} } })`
const preUserRegistration = `exports.onExecutePreUserRegistration = async (event, api) => api.user.setAppMetadata('event', event)`

/** Every path of an event that is not on the list. */
function undocumented(event: Json | undefined, fields: string[], path = ''): string[] {
  if (fields.includes(path) || fields.includes(`${path}.*`)) return []
  const isObject = typeof event === 'object' && event !== null && !Array.isArray(event)
  const hasFieldsBelow = path === '' || fields.some(field => field.startsWith(`${path}.`))
  if (!isObject || !hasFieldsBelow) return [path]
  return Object.entries(event).flatMap(([name, value]) =>
    undocumented(value, fields, path ? `${path}.${name}` : name),
  )
}

/** A tenant that has everything which could show in an event. */
function setUp() {
  const fixture = createLoginFixture({ methodsOnRefresh: true })
  fixture.bind('pre-user-registration', preUserRegistration, { SECRET: 's' })
  fixture.bind('post-login', postLogin, { SECRET: 's' })
  fixture.tenant.state.tenant.settings.default_directory = 'Users'
  fixture.connect('sms', 'sms')
  fixture.connect('apple', 'apple')
  const { state } = fixture.tenant
  for (const connection of state.connections) connection.metadata = { region: 'eu' }
  for (const client of state.clients) {
    client.organization_usage = 'allow'
    client.native_social_login = { apple: { enabled: true } }
    delete client.grant_types
  }
  state.organizations.push({ id: 'org_1', name: 'acme', display_name: 'Acme', metadata: { tier: '1' } })
  state.organization_connections.org_1 = state.connections.map(({ id }) => {
    const settings = { is_signup_enabled: true, show_as_button: true }
    return { connection_id: id, assign_membership_on_login: true, ...settings }
  })
  return fixture
}

const params = {
  audience,
  scope: 'openid profile email phone offline_access',
  login_hint: 'ada@example.com',
  'ext-invite': 'x',
  acr_values: 'a',
  ui_locales: 'fr',
  prompt: 'login',
  response_mode: 'query',
  organization: 'org_1',
}

const doors: Record<string, (fixture: ReturnType<typeof setUp>) => Promise<unknown>> = {
  'a sign-up': ({ signUp, browser }) => signUp(browser(), 'ada@example.com', params),
  'a sign-up on the canonical domain': async ({ browser: newBrowser, authorizeUrl }) => {
    const browser = newBrowser()
    const page = await browser.open(authorizeUrl({ ...params, screen_hint: 'signup' }, canonicalUrl))
    return await browser.submit(page, { email: 'ada@example.com', password })
  },
  'a sign-up through the API and a password grant': async ({ app, token }) => {
    await app.request(`${customUrl}/dbconnections/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: 'portal',
        connection: 'Users',
        email: 'ada@example.com',
        password,
        name: 'Ada',
      }),
    })
    return await token({ grant_type: 'password', username: 'ada@example.com', password, audience })
  },
  'a provider': async ({ browser: newBrowser, authorizeUrl }) => {
    const browser = newBrowser()
    const page = await browser.open(authorizeUrl({ ...params, connection: 'google-oauth2' }))
    return await browser.submit(page, {
      email: 'ada@gmail.com',
      name: 'Ada L',
      hd: 'acme.example',
      choice: 'new',
    })
  },
  'a refresh token': async ({ addUser, logIn, browser, exchange, token }) => {
    addUser('ada@example.com', {
      phone_number: '+15550100',
      phone_verified: true,
      username: 'ada',
      blocked: false,
    })
    const { body } = await exchange(await logIn(browser(), 'ada@example.com', params))
    return await token({ grant_type: 'refresh_token', refresh_token: String(body.refresh_token) })
  },
  'a sign-up with a code': async ({ browser: newBrowser, authorizeUrl, lastCode }) => {
    const browser = newBrowser()
    const form = await browser.open(authorizeUrl({ ...params, connection: 'sms' }))
    const page = await browser.submit(form, { phone_number: '+15550100' })
    return await browser.submit(page, { code: lastCode('+15550100') })
  },
  'a device': async ({ addUser, app, browser: newBrowser }) => {
    addUser('ada@example.com')
    const init = { method: 'POST', body: new URLSearchParams({ client_id: 'portal', audience }) }
    const response = await app.request(`${customUrl}/oauth/device/code`, init)
    const browser = newBrowser()
    const { verification_uri_complete } = (await response.json()) as Record<string, string>
    const page = await browser.submit(await browser.open(verification_uri_complete ?? ''), {
      choice: 'confirm',
    })
    return await browser.submit(page, { email: 'ada@example.com', password })
  },
  'a native social login': async ({ token }) => {
    const subject_token = Buffer.from('{"name":"Ada","email":"ada@example.com"}').toString('base64url')
    const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange'
    const subject_token_type = 'http://auth0.com/oauth/token-type/apple-authz-code'
    return await token({ grant_type, subject_token, subject_token_type, audience })
  },
  'a linked account': async ({ tenant, addUser, logIn, browser }) => {
    const primary = tenant.createUser({
      connection: 'google-oauth2',
      email: 'a@gmail.com',
      provider_user_id: '7',
    })
    const { identities } = addUser('ada@example.com')
    linkIdentity(tenant.state, primary, 'auth0', identities[0]?.user_id ?? '', tenant.now())
    return await logIn(browser(), 'ada@example.com', params)
  },
  'a redirect that came back': async ({ addUser, logIn, browser: newBrowser }) => {
    addUser('ada@example.com')
    const browser = newBrowser()
    const page = await logIn(browser, 'ada@example.com', { ...params, 'ext-redirect': 'yes' })
    return await browser.open(`${customUrl}/continue${page.url.search}`)
  },
}

describe('the event of an Action', () => {
  it.each(Object.keys(doors))('has documented fields only, after %s', async door => {
    const fixture = setUp()
    await doors[door]?.(fixture)
    const [user] = fixture.tenant.state.users
    const event = user?.user_metadata.event as JsonObject
    expect(undocumented(event, postLoginEventFields)).toEqual([])
    expect(event).toMatchObject({ secrets: { SECRET: 's' }, tenant: { id: 'local-tenant' } })
    const registration = user?.app_metadata.event
    if (registration) expect(undocumented(registration, preUserRegistrationEventFields)).toEqual([])
    // Metadata of these Actions is not kept for passwordless users.
    const isKept = door.startsWith('a sign-up') && door !== 'a sign-up with a code'
    expect(registration === undefined).toBe(!isKept)
  })

  it('shows a field that is not on the list', () => {
    const event = { request: { query: { a: '1' }, geoip: {} }, user: { email: 'a' } }
    expect(undocumented(event, preUserRegistrationEventFields)).toEqual(['request.query'])
    expect(undocumented({ ...event, session: { id: '1', device: {} } }, postLoginEventFields)).toEqual([
      'session.device',
    ])
  })

  it('of Pre-User-Registration has no query, session, stats or organization in its list', () => {
    const absent = /^(request\.query|session|stats|organization|transaction\.(id|metadata))/
    expect(preUserRegistrationEventFields.filter(field => absent.test(field))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { managementAudience } from '../../fresh-state.ts'
import type { Json, JsonObject } from '../../state.ts'
import type { Switches } from '../../switches.ts'
import { signToken } from '../../tokens.ts'
import type { Page } from '../testing/browser.ts'
import { audience, canonicalUrl, createLoginFixture, password } from '../testing/login-fixture.ts'

const scopes =
  'create:organizations create:organization_invitations read:organization_invitations create:organization_connections'

/** The organization acme, which offers the database and Google; nobody is a member yet. */
async function setUp(offered: JsonObject = {}, switches: Partial<Switches> = {}) {
  const fixture = createLoginFixture(switches)
  const { tenant } = fixture
  const portal = tenant.state.clients.find(({ client_id }) => client_id === 'portal')
  Object.assign(portal ?? {}, { organization_usage: 'allow', initiate_login_uri: 'https://app.test/login' })
  tenant.state.roles.push({ id: 'rol_writer', name: 'Writer' })
  tenant.state.role_permissions.rol_writer = [
    { permission_name: 'write:things', resource_server_identifier: audience },
  ]
  async function manage<Body = JsonObject>(method: string, path: string, body?: Json) {
    const claims = { sub: 'm@clients', aud: managementAudience(canonicalUrl), azp: 'm', scope: scopes }
    const authorization = `Bearer ${await signToken(tenant, claims, `${canonicalUrl}/`, 60)}`
    const init = {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const response = await fixture.app.request(`${canonicalUrl}/api/v2${path}`, init)
    return { status: response.status, body: (await response.json()) as Body }
  }
  const enabled_connections = ['con_users', 'con_google'].map(connection_id => ({
    connection_id,
    ...offered,
  }))
  const { body } = await manage('POST', '/organizations', {
    name: 'acme',
    display_name: 'Acme',
    enabled_connections,
  })
  const id = String(body.id)
  const invite = async (email: string, more: JsonObject = {}) => {
    const answer = await manage('POST', `/organizations/${id}/invitations`, {
      inviter: { name: 'Grace' },
      invitee: { email },
      client_id: 'portal',
      roles: ['rol_writer'],
      ...more,
    })
    const link = new URL(String(answer.body.invitation_url ?? 'https://none.test'))
    const params = { invitation: link.searchParams.get('invitation') ?? '', organization: id }
    return { ...answer, link, params }
  }
  return { ...fixture, id, manage, invite }
}

function errorOf({ url }: Page): (string | null)[] {
  return [url.searchParams.get('error'), url.searchParams.get('error_description')]
}

const keep = `exports.onExecutePostLogin = async (event, api) => api.user.setAppMetadata('seen', [
  event.organization ?? null, event.authorization.roles, event.user.email_verified, event.request.query.invitation ?? null])`

describe('a login for an organization', () => {
  it('is for members; Actions and tokens say which, with the roles there', async () => {
    const fixture = await setUp()
    fixture.bind('post-login', keep)
    const user = fixture.addUser('ada@example.com')
    fixture.tenant.state.organization_members[fixture.id] = { [user.user_id]: ['rol_writer'] }
    fixture.tenant.state.user_roles[user.user_id] = ['rol_reader']
    const scope = 'openid offline_access'
    const page = await fixture.logIn(fixture.browser(), 'ada@example.com', {
      organization: fixture.id,
      audience,
      scope,
    })
    const { idToken, accessToken, body } = await fixture.exchange(page)
    expect([idToken.org_id, accessToken.org_id, accessToken.permissions]).toEqual([
      ...[fixture.id, fixture.id, ['read:things', 'write:things']],
    ])
    expect(user.app_metadata.seen).toEqual([
      { id: fixture.id, name: 'acme', display_name: 'Acme', metadata: {} },
      ...[['Reader', 'Writer'], false, null],
    ])
    const renewed = await fixture.token({
      grant_type: 'refresh_token',
      refresh_token: String(body.refresh_token),
    })
    expect([renewed.accessToken.org_id, JSON.stringify(user.app_metadata.seen)]).toEqual([
      ...[fixture.id, expect.stringContaining('acme')],
    ])
    const elsewhere = await fixture.exchange(
      await fixture.logIn(fixture.browser(), 'ada@example.com', { audience }),
    )
    expect([elsewhere.accessToken.org_id, elsewhere.accessToken.permissions]).toEqual([
      undefined,
      ['read:things'],
    ])
  })

  it('has the roles there only, where the switch says so', async () => {
    const fixture = await setUp({}, { tenantRolesInOrganizationLogin: false })
    fixture.bind('post-login', keep)
    const user = fixture.addUser('ada@example.com')
    fixture.tenant.state.organization_members[fixture.id] = { [user.user_id]: ['rol_writer'] }
    fixture.tenant.state.user_roles[user.user_id] = ['rol_reader']
    await fixture.logIn(fixture.browser(), 'ada@example.com', { organization: fixture.id })
    expect(user.app_metadata.seen).toMatchObject([{}, ['Writer'], false, null])
  })

  it('is refused to others, unless the connection makes members', async () => {
    for (const assign_membership_on_login of [false, true]) {
      const fixture = await setUp({ assign_membership_on_login })
      const user = fixture.addUser('ada@example.com')
      const page = await fixture.logIn(fixture.browser(), 'ada@example.com', { organization: fixture.id })
      const refusal = ['access_denied', `user ${user.user_id} is not part of the ${fixture.id} organization`]
      expect(errorOf(page)).toEqual(assign_membership_on_login ? [null, null] : refusal)
      expect(fixture.tenant.state.organization_members[fixture.id]).toEqual(
        assign_membership_on_login ? { [user.user_id]: [] } : {},
      )
    }
  })

  it.each([
    ['is unknown', { organization: 'org_none' }, {}, 'parameter organization is invalid'],
    [
      'is not for this client',
      { organization: 'acme' },
      { organization_usage: 'deny' },
      'not allowed for this client',
    ],
    ['is missing', {}, { organization_usage: 'require' }, 'is required for this client'],
    ['is missing beside an invitation', { invitation: 'x' }, {}, 'required with an invitation'],
  ])('is an error when the organization %s', async (_, params, settings, description) => {
    const fixture = await setUp()
    Object.assign(
      fixture.tenant.state.clients.find(({ client_id }) => client_id === 'portal') ?? {},
      settings,
    )
    const page = await fixture.browser().open(fixture.authorizeUrl(params))
    expect([page.url.searchParams.get('error'), errorOf(page)[1]?.includes(description)]).toEqual([
      'invalid_request',
      true,
    ])
  })

  it('knows organizations by name where the tenant allows it, and then names them in tokens', async () => {
    const fixture = await setUp({ assign_membership_on_login: true })
    fixture.addUser('ada@example.com')
    const open = async () => {
      const browser = fixture.browser()
      const page = await browser.open(fixture.authorizeUrl({ organization: 'acme' }))
      return page.status === 200 ? await browser.submit(page, { email: 'ada@example.com', password }) : page
    }
    expect(errorOf(await open())[1]).toBe('parameter organization is invalid')
    fixture.tenant.state.tenant.settings.allow_organization_name_in_authentication_api = true
    expect((await fixture.exchange(await open())).idToken).toMatchObject({
      org_id: fixture.id,
      org_name: 'acme',
    })
  })

  it('offers the connections of the organization, and sign-up where it has it', async () => {
    const fixture = await setUp({ assign_membership_on_login: true })
    fixture.tenant.state.organization_connections[fixture.id]?.pop()
    const open = async () =>
      (await fixture.browser().open(fixture.authorizeUrl({ organization: fixture.id }))).html
    expect(await open()).not.toMatch(/Continue with Google|Don&#39;t have an account/)
    for (const connection of fixture.tenant.state.organization_connections[fixture.id] ?? [])
      connection.is_signup_enabled = true
    expect(await open()).toContain('Don&#39;t have an account?')
    const page = await fixture.signUp(fixture.browser(), 'new@example.com', { organization: fixture.id })
    expect((await fixture.exchange(page)).idToken.org_id).toBe(fixture.id)
  })
})

describe("an invitation of Auth0's own", () => {
  it('is mailed with a link to the application, and lists until it is accepted', async () => {
    const fixture = await setUp()
    const { status, link, body } = await fixture.invite('Ada@example.com')
    expect(status).toBe(200)
    expect([link.origin + link.pathname, link.searchParams.get('organization_name')]).toEqual([
      ...['https://app.test/login', 'acme'],
    ])
    expect(fixture.tenant.state.mails).toMatchObject([{ to: 'Ada@example.com', via: 'tenant' }])
    expect(fixture.tenant.state.mails[0]?.text).toContain(body.invitation_url)
    expect((await fixture.manage('GET', `/organizations/${fixture.id}/invitations`)).body).toMatchObject([
      { id: body.id },
    ])
  })

  it('ends in a sign-up with the address fixed: Pre-User-Registration without, Post-Login with the organization', async () => {
    const fixture = await setUp()
    fixture.bind(
      'pre-user-registration',
      `exports.onExecutePreUserRegistration = async (event, api) => api.user.setUserMetadata('seen',
        [event.organization ?? null, event.request.body, JSON.stringify(event).includes('org_')])`,
    )
    fixture.bind('post-login', keep)
    const { params } = await fixture.invite('ada@example.com', { app_metadata: { plan: 'pro' } })
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl(params))
    expect([form.url.pathname, form.html.includes('You&#39;ve Been Invited!')]).toEqual(['/u/signup', true])
    expect(form.html).not.toContain('type="email"')
    const { idToken } = await fixture.exchange(
      await browser.submit(form, { email: 'eve@example.com', password }),
    )
    expect(idToken).toMatchObject({ email: 'ada@example.com', email_verified: true, org_id: fixture.id })
    const [user] = fixture.tenant.state.users
    expect(user?.user_metadata.seen).toEqual([null, {}, false])
    expect(user?.app_metadata).toMatchObject({
      plan: 'pro',
      seen: [{ id: fixture.id }, ['Writer'], true, params.invitation],
    })
    expect(fixture.tenant.state).toMatchObject({
      organization_members: { [fixture.id]: { [user?.user_id ?? '']: ['rol_writer'] } },
      organization_invitations: [],
    })
    expect(fixture.logs('si')).toHaveLength(1)
    expect(errorOf(await browser.open(fixture.authorizeUrl(params)))[1]).toBe(
      'invitation not found or already used',
    )
  })

  it('makes a member only after Post-Login where the switch says so, and none who was denied', async () => {
    const fixture = await setUp({}, { invitationAccepted: 'after Post-Login' })
    fixture.bind(
      'post-login',
      `exports.onExecutePostLogin = async (event, api) => event.authorization.roles.length
      || event.user.email.startsWith('eve') ? api.access.deny('no') : undefined`,
    )
    for (const email of ['ada@example.com', 'eve@example.com']) {
      const { params } = await fixture.invite(email)
      const browser = fixture.browser()
      await browser.submit(await browser.open(fixture.authorizeUrl(params)), { password })
    }
    const [ada] = fixture.tenant.state.users
    expect(fixture.tenant.state.organization_members[fixture.id]).toEqual({
      [ada?.user_id ?? '']: ['rol_writer'],
    })
    expect(fixture.tenant.state.organization_invitations).toHaveLength(1)
  })

  it('leads whoever has an account to the log-in, whatever session there is', async () => {
    const fixture = await setUp()
    const user = fixture.addUser('ada@example.com')
    fixture.addUser('eve@example.com')
    const browser = fixture.browser()
    await fixture.logIn(browser, 'eve@example.com')
    const { params } = await fixture.invite('ada@example.com')
    const form = await browser.open(fixture.authorizeUrl(params))
    expect(form.url.pathname).toBe('/u/login')
    expect((await fixture.exchange(await browser.submit(form, { password }))).idToken.sub).toBe(user.user_id)
    expect(user.email_verified).toBe(true)
    const silent = await browser.open(
      fixture.authorizeUrl({ ...(await fixture.invite('a@b.c')).params, prompt: 'none' }),
    )
    expect(errorOf(silent)[0]).toBe('login_required')
  })

  it('is used up by another account: at a provider, and by a session where the switch says so', async () => {
    const refusal = ['access_denied', 'the specified account is not allowed to accept the current invitation']
    const fixture = await setUp()
    const atGoogle = await fixture.invite('ada@gmail.com', { connection_id: 'con_google' })
    const browser = fixture.browser()
    const question = await browser.open(fixture.authorizeUrl(atGoogle.params))
    expect(question.html).toContain('ada@gmail.com')
    const provider = await browser.submit(question, {})
    expect(provider.url.pathname).toBe('/stand-in/google-oauth2/auth')
    expect(
      errorOf(await browser.submit(provider, { name: 'Eve', email: 'eve@gmail.com', choice: 'new' })),
    ).toEqual(refusal)
    fixture.tenant.switches.invitationUsesSession = true
    const bySession = await fixture.invite('ada@example.com')
    expect(errorOf(await browser.open(fixture.authorizeUrl(bySession.params)))).toEqual(refusal)
    expect(fixture.tenant.state).toMatchObject({ organization_invitations: [], organization_members: {} })
    expect(fixture.logs('fi')).toHaveLength(2)
  })

  it('verifies an address for good, also against a provider that does not', async () => {
    const fixture = await setUp()
    const { params } = await fixture.invite('ada@gmail.com', { connection_id: 'con_google' })
    for (const open of [params, {}]) {
      const browser = fixture.browser()
      const page = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2', ...open }))
      const provider = page.url.pathname === '/u/invitation' ? await browser.submit(page, {}) : page
      await browser.submit(provider, {
        name: 'Ada',
        email: 'ada@gmail.com',
        email_verified: undefined,
        choice: 'new',
      })
    }
    expect(fixture.tenant.state.users).toMatchObject([{ email_verified: true, logins_count: 2 }])
  })

  it('ends after its time, and lets people sign up where only the organization or only the database allows it', async () => {
    const fixture = await setUp({ assign_membership_on_login: true })
    const { params } = await fixture.invite('ada@example.com', { ttl_sec: 60 })
    const open = async () => (await fixture.browser().open(fixture.authorizeUrl(params))).url
    const database = fixture.tenant.state.connections.find(({ id }) => id === 'con_users')
    expect((await open()).pathname).toBe('/u/signup')
    Object.assign(database?.options ?? {}, { disable_signup: true })
    expect((await open()).pathname).toBe('/u/login')
    Object.assign(fixture.tenant.state.organization_connections[fixture.id]?.[0] ?? {}, {
      is_signup_enabled: true,
    })
    expect((await open()).pathname).toBe('/u/signup')
    fixture.later(61)
    expect((await open()).searchParams.get('error')).toBe('invalid_request')
  })

  it.each([
    [{ client_id: 'none' }, 'The specified client_id does not exist.'],
    [{ client_id: 'elsewhere' }, 'A default login route is required to generate the invitation url.'],
    [{ connection_id: 'none' }, 'The specified connection does not exist.'],
    [{ connection_id: 'con_sms' }, 'Passwordless connections are not supported.'],
    [{ roles: ['none'] }, 'One or more of the specified roles do not exist: none.'],
  ])('is refused for %o', async (more, message) => {
    const fixture = await setUp()
    fixture.connect('sms', 'sms')
    expect(await fixture.invite('ada@example.com', more)).toMatchObject({ status: 400, body: { message } })
    expect(fixture.tenant.state.organization_invitations).toEqual([])
  })
})

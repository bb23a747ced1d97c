import { describe, expect, it } from 'vitest'
import { managementAudience } from '../fresh-state.ts'
import type { Json, JsonObject, User } from '../state.ts'
import { signToken } from '../tokens.ts'
import { canonicalUrl, createLoginFixture, type LoginFixture } from './testing/login-fixture.ts'

async function manage(fixture: LoginFixture, method: string, path: string, body?: Json) {
  const claims = {
    sub: 'm@clients',
    aud: managementAudience(canonicalUrl),
    azp: 'm',
    scope: 'update:users read:users',
  }
  const authorization = `Bearer ${await signToken(fixture.tenant, claims, `${canonicalUrl}/`, 60)}`
  const init = {
    method,
    headers: { authorization },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const response = await fixture.app.request(`${canonicalUrl}/api/v2${path}`, init)
  return { status: response.status, body: (await response.json()) as JsonObject[] }
}

/** Ada with Google, to whom her database account is linked. */
async function setUp() {
  const fixture = createLoginFixture()
  fixture.connect('email', 'email')
  const google = {
    connection: 'google-oauth2',
    email: 'ada@gmail.com',
    provider_user_id: '7',
    email_verified: true,
  }
  const primary = fixture.tenant.createUser({ ...google, app_metadata: { kept: 1 } })
  const secondary = fixture.addUser('ada@example.com', {
    app_metadata: { lost: 1 },
    user_metadata: { lost: 1 },
  })
  fixture.tenant.state.user_roles[secondary.user_id] = ['rol_reader']
  const link = (user: User) =>
    manage(fixture, 'POST', `/users/${encodeURIComponent(primary.user_id)}/identities`, {
      provider: user.identities[0]?.provider ?? '',
      user_id: user.identities[0]?.user_id ?? '',
    })
  return { ...fixture, primary, secondary, link }
}

const keep = `exports.onExecutePostLogin = async (event, api) => api.user.setUserMetadata('seen', {
  user: [event.user.user_id, event.user.email, event.user.email_verified], connection: event.connection.name,
  identities: event.user.identities, roles: event.authorization.roles })`

describe('linked accounts', () => {
  it('are one user, with the metadata and roles of the primary', async () => {
    const { tenant, primary, secondary, link } = await setUp()
    const { status, body } = await link(secondary)
    expect(status).toBe(201)
    expect(body).toEqual([
      { connection: 'google-oauth2', provider: 'google-oauth2', user_id: '7', isSocial: true },
      {
        connection: 'Users',
        provider: 'auth0',
        user_id: secondary.user_id.slice(6),
        isSocial: false,
        profileData: {
          email: 'ada@example.com',
          email_verified: false,
          name: 'ada@example.com',
          nickname: 'ada',
          picture: secondary.picture,
        },
      },
    ])
    expect(tenant.state.users).toEqual([primary])
    expect(primary).toMatchObject({ app_metadata: { kept: 1 }, user_metadata: {}, email: 'ada@gmail.com' })
    expect(tenant.state.user_roles).toEqual({})
  })

  it('log in as the primary user, whichever was used; the connection is the one used', async () => {
    const fixture = await setUp()
    fixture.bind('post-login', keep)
    await fixture.link(fixture.secondary)
    const { primary } = fixture
    const { idToken } = await fixture.exchange(await fixture.logIn(fixture.browser(), 'ada@example.com'))
    expect(idToken).toMatchObject({ sub: primary.user_id, email: 'ada@gmail.com' })
    expect(primary.user_metadata.seen).toMatchObject({
      user: [primary.user_id, 'ada@gmail.com', true],
      connection: 'Users',
      roles: [],
      identities: [{ connection: 'google-oauth2' }, { connection: 'Users' }],
    })
    expect(JSON.stringify(primary.user_metadata)).not.toContain('scrypt')
    const browser = fixture.browser()
    const page = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2' }))
    await browser.submit(page, { id: '7', name: 'Ada', email: 'ada@gmail.com', choice: 'new' })
    expect(primary.user_metadata.seen).toMatchObject({ connection: 'google-oauth2' })
    expect(primary.logins_count).toBe(2)
  })

  it('take new profile data of a linked provider beside the profile, not into it', async () => {
    const fixture = await setUp()
    const { secondary } = fixture
    const google = fixture.tenant.state.users[0]
    await manage(fixture, 'POST', `/users/${encodeURIComponent(secondary.user_id)}/identities`, {
      provider: 'google-oauth2',
      user_id: '7',
    })
    const browser = fixture.browser()
    const page = await browser.open(fixture.authorizeUrl({ connection: 'google-oauth2' }))
    await browser.submit(page, { id: '7', name: 'Ada King', email: 'king@gmail.com', choice: 'new' })
    expect(google?.identities).toHaveLength(1)
    expect(secondary).toMatchObject({
      email: 'ada@example.com',
      logins_count: 1,
      identities: [{ provider: 'auth0' }, { provider: 'google-oauth2', profileData: { name: 'Ada King' } }],
    })
  })

  it('log in with a code as well, and block a second account of the same address', async () => {
    const fixture = await setUp()
    const linked = fixture.tenant.createUser({
      connection: 'email',
      email: 'ada@work.example',
      email_verified: true,
    })
    await fixture.link(linked)
    await fixture.link(fixture.secondary)
    const browser = fixture.browser()
    const page = await browser.submit(await browser.open(fixture.authorizeUrl({ connection: 'email' })), {
      email: 'ada@work.example',
    })
    const end = await browser.submit(page, { code: fixture.lastCode('ada@work.example') })
    expect((await fixture.exchange(end)).idToken.sub).toBe(fixture.primary.user_id)
    expect((await fixture.signUp(fixture.browser(), 'ada@example.com')).html).toContain(
      'The user already exists.',
    )
  })

  it('come apart into a profile without metadata, which keeps its password', async () => {
    const fixture = await setUp()
    await fixture.link(fixture.secondary)
    const path = `/users/${encodeURIComponent(fixture.primary.user_id)}/identities`
    const { body } = await manage(fixture, 'DELETE', `${path}/auth0/${fixture.secondary.user_id.slice(6)}`)
    expect(body).toHaveLength(1)
    const { idToken } = await fixture.exchange(await fixture.logIn(fixture.browser(), 'ada@example.com'))
    expect(idToken.sub).toBe(fixture.secondary.user_id)
    expect(fixture.tenant.findUser(fixture.secondary.user_id)).toMatchObject({
      app_metadata: {},
      logins_count: 1,
    })
    expect((await manage(fixture, 'DELETE', `${path}/google-oauth2/7`)).status).toBe(400)
    expect((await manage(fixture, 'DELETE', `${path}/auth0/none`)).status).toBe(404)
  })

  it('end with the primary user', async () => {
    const fixture = await setUp()
    await fixture.link(fixture.secondary)
    fixture.tenant.deleteUser(fixture.primary.user_id)
    const page = await fixture.logIn(fixture.browser(), 'ada@example.com')
    expect([page.status, fixture.tenant.state.users]).toEqual([400, []])
  })

  it('cannot be linked twice, to themselves, or to nobody', async () => {
    const { link, primary, secondary } = await setUp()
    expect((await link(primary)).status).toBe(400)
    expect((await link(secondary)).status).toBe(201)
    expect((await link(secondary)).status).toBe(400)
    expect((await link({ ...secondary, identities: [] })).status).toBe(400)
  })
})

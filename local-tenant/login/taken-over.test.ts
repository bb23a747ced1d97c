import { describe, expect, it } from 'vitest'
import { managementAudience } from '../fresh-state.ts'
import { managementScopes } from '../management/scopes.ts'
import { seedUser } from '../seed.ts'
import type { Json } from '../state.ts'
import { signToken } from '../tokens.ts'
import { audience, canonicalUrl, createLoginFixture, password } from './testing/login-fixture.ts'

/** An account that somebody registered in advance, with every way in that there is. */
async function setUp(switches = {}) {
  const fixture = createLoginFixture(switches)
  const { tenant } = fixture
  fixture.connect('Users', 'auth0', { authentication_methods: { passkey: { enabled: true } } })
  const linked = [{ connection: 'google-oauth2', email: 'eve@gmail.com', provider_user_id: '7' }]
  const user = seedUser(tenant, {
    connection: 'Users',
    email: 'ada@example.com',
    password,
    passkey: true,
    linked,
  })
  const browser = fixture.browser()
  const page = await fixture.logIn(browser, 'ada@example.com', { audience, scope: 'openid offline_access' })
  const { body } = await fixture.exchange(page)
  async function manage(method: string, path: string, body?: Json) {
    const claims = { aud: managementAudience(canonicalUrl), azp: 'm', scope: managementScopes.join(' ') }
    const authorization = `Bearer ${await signToken(tenant, claims, `${canonicalUrl}/`, 60)}`
    const init = {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const response = await fixture.app.request(`${canonicalUrl}/api/v2${path}`, init)
    return (response.status === 204 || response.status === 202 ? {} : await response.json()) as Record<
      string,
      string
    >
  }
  const ways = {
    password: async () =>
      (await fixture.logIn(fixture.browser(), 'ada@example.com')).url.searchParams.has('code'),
    passkey: async () => {
      const other = fixture.browser()
      const dialogue = await other.submit(await other.open(fixture.authorizeUrl()), { choice: 'passkey' })
      return dialogue.html.includes('ada@example.com')
    },
    session: async () =>
      (await browser.open(fixture.authorizeUrl({ prompt: 'none' }))).url.searchParams.has('code'),
    refreshToken: async () => {
      const grant = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
      return (await fixture.token(grant)).status === 200
    },
    linkedIdentity: async () => {
      const other = fixture.browser()
      const provider = await other.open(fixture.authorizeUrl({ connection: 'google-oauth2' }))
      const end = await other.submit(provider, {
        id: '7',
        name: 'Eve',
        email: 'eve@gmail.com',
        choice: 'new',
      })
      return (await fixture.exchange(end)).idToken.sub === user.user_id
    },
  }
  const open = async () => {
    const result: string[] = []
    for (const [name, isOpen] of Object.entries(ways)) if (await isOpen()) result.push(name)
    return result
  }
  return { ...fixture, user, manage, open }
}

const all = ['password', 'passkey', 'session', 'refreshToken', 'linkedIdentity']

describe('an account with every way in', () => {
  it('has them all, until each is taken away through the Management API', async () => {
    const { open, manage, user } = await setUp()
    const path = `/users/${encodeURIComponent(user.user_id)}`
    expect(await open()).toEqual(all)
    await manage('DELETE', `${path}/authentication-methods`)
    await manage('DELETE', `${path}/refresh-tokens`)
    await manage('DELETE', `${path}/identities/google-oauth2/7`)
    await manage('PATCH', path, { password: 'the owner chose this' })
    expect(await open()).toEqual([])
  })

  it.each([
    [{}, ['passkey', 'refreshToken', 'linkedIdentity']],
    [{ passwordResetEndsSessions: false }, ['passkey', 'session', 'refreshToken', 'linkedIdentity']],
    [{ passwordResetEndsRefreshTokens: true }, ['passkey', 'linkedIdentity']],
  ])('keeps after a password ticket, with %o, %o', async (switches, expected) => {
    const { open, manage, user, browser, tenant } = await setUp(switches)
    const body = { user_id: user.user_id, mark_email_as_verified: true, result_url: 'https://app.test/done' }
    const { ticket = '' } = await manage('POST', '/tickets/password-change', body)
    const visitor = browser()
    const chosen = { password: 'the owner chose this', repeated: 'the owner chose this' }
    const end = await visitor.submit(await visitor.open(ticket), chosen)
    expect([end.url.href.startsWith('https://app.test/done?success=true'), user.email_verified]).toEqual([
      true,
      true,
    ])
    expect(tenant.state.tickets).toEqual([])
    expect(await open()).toEqual(expected)
  })
})

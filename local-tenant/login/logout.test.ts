import { describe, expect, it } from 'vitest'
import { createLoginFixture, customUrl } from './testing/login-fixture.ts'

const bye = 'http://app.test/bye'

async function signedIn() {
  const fixture = createLoginFixture()
  fixture.addUser('ada@example.com')
  const browser = fixture.browser()
  const page = await fixture.logIn(browser, 'ada@example.com')
  const { body, idToken } = await fixture.exchange(page)
  const logout = (path: string, params: Record<string, string>) =>
    browser.open(`${customUrl}${path}?${new URLSearchParams(params)}`)
  return { ...fixture, browser, logout, hint: String(body.id_token), sid: String(idToken.sid) }
}

describe('/v2/logout', () => {
  it.each([
    ['the place that was asked for', { client_id: 'portal', returnTo: bye }, bye],
    ['that place with any query and hash', { client_id: 'portal', returnTo: `${bye}?a=1#b` }, `${bye}?a=1#b`],
    ["the application's first allowed place when none was asked for", { client_id: 'portal' }, bye],
  ])('ends the session and returns to %s', async (_, params, target) => {
    const { logout, tenant, logs, browser } = await signedIn()
    expect((await logout('/v2/logout', params)).url.href).toBe(target)
    expect([tenant.state.sessions, logs('slo').length, browser.cookies.has('auth0')]).toEqual([[], 1, false])
  })

  it("takes the tenant's list when no application is named", async () => {
    const { logout, tenant } = await signedIn()
    expect((await logout('/v2/logout', { returnTo: bye })).status).toBe(400)
    tenant.state.tenant.settings.allowed_logout_urls = [bye]
    expect((await logout('/v2/logout', { returnTo: bye })).url.href).toBe(bye)
  })

  it.each(['http://evil.test/bye', 'http://app.test/bye/more', 'not a url'])(
    'refuses to return to %s',
    async returnTo => {
      const { logout, tenant } = await signedIn()
      const page = await logout('/v2/logout', { client_id: 'portal', returnTo })
      expect([page.status, tenant.state.sessions.length]).toEqual([400, 1])
    },
  )
})

describe('/oidc/logout', () => {
  it('ends the session that the ID token names, and passes the state on', async () => {
    const { logout, hint, tenant } = await signedIn()
    const params = { id_token_hint: hint, post_logout_redirect_uri: bye, state: 's' }
    expect((await logout('/oidc/logout', params)).url.href).toBe(`${bye}?state=s`)
    expect(tenant.state.sessions).toEqual([])
  })

  it('takes an ID token that is expired', async () => {
    const { logout, hint, tenant, later } = await signedIn()
    later(20 * 3600)
    await logout('/oidc/logout', { id_token_hint: hint })
    expect(tenant.state.sessions).toEqual([])
  })

  it('takes the session id as a hint', async () => {
    const { logout, sid, tenant } = await signedIn()
    await logout('/oidc/logout', { logout_hint: sid, client_id: 'portal', post_logout_redirect_uri: bye })
    expect(tenant.state.sessions).toEqual([])
  })

  it('asks the user first when nothing proves who is asking', async () => {
    const { logout, tenant, browser } = await signedIn()
    const page = await logout('/oidc/logout', { client_id: 'portal', post_logout_redirect_uri: bye })
    expect(page.html).toContain('Do you want to log out?')
    expect(tenant.state.sessions).toHaveLength(1)
    expect((await browser.submit(page, {})).url.href).toBe(bye)
    expect(tenant.state.sessions).toEqual([])
  })

  it.each([
    ['a place with another query', { post_logout_redirect_uri: `${bye}?a=1` }],
    ['an ID token of somebody else', { id_token_hint: 'e30.e30.e30' }],
  ])('refuses %s', async (_, change) => {
    const { logout, hint, tenant } = await signedIn()
    const page = await logout('/oidc/logout', {
      id_token_hint: hint,
      post_logout_redirect_uri: bye,
      ...change,
    })
    expect([page.status, tenant.state.sessions.length]).toEqual([400, 1])
  })
})

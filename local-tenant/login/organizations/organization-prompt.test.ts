import { describe, expect, it } from 'vitest'
import { createLoginFixture, password } from '../testing/login-fixture.ts'

/** Two organizations, of which Ada is a member of the first; the application asks in the way given. */
function setUp(behavior: string) {
  const fixture = createLoginFixture()
  const { state } = fixture.tenant
  const portal = state.clients.find(({ client_id }) => client_id === 'portal')
  Object.assign(portal ?? {}, { organization_usage: 'require', organization_require_behavior: behavior })
  state.organizations.push(
    { id: 'org_acme', name: 'acme', display_name: 'Acme' },
    { id: 'org_else', name: 'elsewhere', display_name: 'Elsewhere' },
  )
  const offered = { assign_membership_on_login: false, is_signup_enabled: false, show_as_button: true }
  const connections = ['con_users', 'con_google'].map(connection_id => ({ connection_id, ...offered }))
  state.organization_connections = { org_acme: connections, org_else: connections }
  const ada = fixture.addUser('ada@example.com')
  state.organization_members.org_acme = { [ada.user_id]: [] }
  return fixture
}

describe('the organization prompt', () => {
  it('before the login asks for a name, and goes on with that organization', async () => {
    const { browser, authorizeUrl, exchange } = setUp('pre_login_prompt')
    const ada = browser()
    const asked = await ada.open(authorizeUrl())
    expect(asked.url.pathname).toBe('/u/organization')
    expect((await ada.submit(asked, { organizationName: 'nowhere' })).html).toContain('invalid')
    const login = await ada.submit(asked, { organizationName: 'Acme' })
    const answer = await exchange(await ada.submit(login, { email: 'ada@example.com', password }))
    expect(answer.idToken.org_id).toBe('org_acme')
  })

  it('before the login lets nobody into an organization of others', async () => {
    const { browser, authorizeUrl } = setUp('pre_login_prompt')
    const ada = browser()
    const login = await ada.submit(await ada.open(authorizeUrl()), { organizationName: 'elsewhere' })
    const { url } = await ada.submit(login, { email: 'ada@example.com', password })
    expect(url.searchParams.get('error')).toBe('access_denied')
  })

  it('after the login offers the organizations of the member', async () => {
    const { browser, logIn, exchange } = setUp('post_login_prompt')
    const ada = browser()
    const picker = await logIn(ada, 'ada@example.com')
    expect(picker.url.pathname).toBe('/u/organization/picker')
    expect(picker.html).toContain('Acme')
    expect(picker.html).not.toContain('Elsewhere')
    const answer = await exchange(await ada.submit(picker, { organization: 'org_acme' }))
    expect(answer.idToken.org_id).toBe('org_acme')
  })

  it('after the login refuses one that was not offered', async () => {
    const { browser, logIn } = setUp('post_login_prompt')
    const ada = browser()
    const { url } = await ada.submit(await logIn(ada, 'ada@example.com'), { organization: 'org_else' })
    expect(url.searchParams.get('error')).toBe('access_denied')
  })

  it.each(['pre_login_prompt', 'post_login_prompt'])('%s is no page for a silent login', async behavior => {
    const { browser, authorizeUrl, logIn } = setUp(behavior)
    const ada = browser()
    if (behavior === 'post_login_prompt') await logIn(ada, 'ada@example.com')
    const { url } = await ada.open(authorizeUrl({ prompt: 'none' }))
    expect(url.searchParams.get('error')).toMatch(/^(login|interaction)_required$/)
  })
})

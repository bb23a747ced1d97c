import { describe, expect, it } from 'vitest'
import type { Browser, Page } from './testing/browser.ts'
import { createLoginFixture, customUrl, type LoginFixture } from './testing/login-fixture.ts'

/** Keeps the handoff of the first run in transaction metadata, as an Action that needs it later has to. */
const ours = `
  const look = (event, api, name) => api.user.setAppMetadata(name, [
    event.request.query['ext-invite'] ?? null, event.transaction.metadata['ext-invite'] ?? null])
  exports.onExecutePostLogin = async (event, api) => {
    if (event.request.query['ext-invite']) api.transaction.setMetadata('ext-invite', event.request.query['ext-invite'])
    look(event, api, 'ours')
  }`
const redirecting = `
  exports.onExecutePostLogin = async (event, api) => api.redirect.sendUserTo('http://site.test/')
  exports.onContinuePostLogin = async () => {}`
const asking = `exports.onExecutePostLogin = async (event, api) => {
  if (!event.authentication.methods.some(method => method.name === 'mfa')) api.authentication.challengeWith({ type: 'otp' })
}`
/** Comes after ours and sees what it left. */
const later = `exports.onExecutePostLogin = async (event, api) => api.user.setAppMetadata('later', [
  event.request.query['ext-invite'] ?? null, event.transaction.metadata['ext-invite'] ?? null])`

/** Passes whatever stands between this page and the callback. */
async function goOn(browser: Browser, page: Page): Promise<Page> {
  if (page.url.host === 'site.test')
    return await goOn(browser, await browser.open(`${customUrl}/continue${page.url.search}`))
  if (page.url.pathname === '/u/mfa-stand-in') return await goOn(browser, await browser.submit(page, {}))
  return page
}

async function logInThrough(fixture: LoginFixture, actions: string[]) {
  for (const code of actions) fixture.bind('post-login', code)
  const user = fixture.addUser('ada@example.com')
  const browser = fixture.browser()
  const page = await fixture.logIn(browser, 'ada@example.com', { 'ext-invite': 'a-token' })
  const end = await goOn(browser, page)
  return { user, end }
}

describe.each([
  ['a redirect', redirecting],
  ['a second factor', asking],
])('our Action and %s', (_, interrupting) => {
  it('before it: the handoff is gone from the request, and nobody has kept it', async () => {
    const { user, end } = await logInThrough(createLoginFixture(), [interrupting, ours, later])
    expect(end.url.searchParams.has('code')).toBe(true)
    expect(user.app_metadata).toEqual({ ours: [null, null], later: [null, null] })
  })

  it('after it: ours has seen the handoff, and transaction metadata brings it to the Actions behind', async () => {
    const { user, end } = await logInThrough(createLoginFixture(), [ours, interrupting, later])
    expect(end.url.searchParams.has('code')).toBe(true)
    expect(user.app_metadata).toEqual({ ours: ['a-token', 'a-token'], later: [null, 'a-token'] })
  })

  it('around it: the first keeps it for ours', async () => {
    const { user, end } = await logInThrough(createLoginFixture(), [
      ours,
      interrupting,
      ours,
      interrupting,
      later,
    ])
    expect(end.url.searchParams.has('code')).toBe(true)
    expect(user.app_metadata).toEqual({ ours: [null, 'a-token'], later: [null, 'a-token'] })
  })
})

describe('an Action that redirects', () => {
  const twice = `
    exports.onExecutePostLogin = async (event, api) => api.redirect.sendUserTo('http://site.test/')
    exports.onContinuePostLogin = async (event, api) => {
      const count = (event.transaction.metadata.count ?? 0) + 1
      api.transaction.setMetadata('count', count)
      api.user.setAppMetadata('count', count)
      if (count < 3) api.redirect.sendUserTo('http://site.test/')
    }`

  it('may do so again on the way back, and keeps its transaction metadata each time', async () => {
    const { user, end } = await logInThrough(createLoginFixture(), [twice])
    expect([end.url.searchParams.has('code'), user.app_metadata.count]).toEqual([true, 3])
  })

  it('works at every door that has a browser, and at none that has not', async () => {
    const fixture = createLoginFixture()
    fixture.connect('email', 'email')
    fixture.bind('post-login', redirecting)
    const browser = fixture.browser()
    const form = await browser.open(fixture.authorizeUrl({ connection: 'email' }))
    const code = await browser.submit(form, { email: 'ada@example.com' })
    const away = await browser.submit(code, { code: fixture.lastCode('ada@example.com') })
    expect(away.url.host).toBe('site.test')
    expect((await goOn(browser, away)).url.searchParams.has('code')).toBe(true)
    fixture.tenant.state.tenant.settings.default_directory = 'Users'
    fixture.addUser('grace@example.com')
    const grant = { grant_type: 'password', username: 'grace@example.com', password: 'a long password' }
    expect((await fixture.token(grant)).body.error).toBe('interaction_required')
  })
})

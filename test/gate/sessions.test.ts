import { beforeEach, describe, expect, it } from 'vitest'
import { REDEMPTION_PATH } from '../../contract/calls.ts'
import { sentenceFor } from '../../contract/refusal.ts'
import type { Browser, Page } from '../../local-tenant/login/testing/browser.ts'
import { useGateWorld } from './world/gate-world.ts'
import { bindPostLogin, ours, redirecting } from './world/other-actions.ts'
import {
  authorizeUrl,
  exchange,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  refresh,
} from './world/person.ts'

const world = useGateWorld()
const people = {
  admitted: { app_metadata: { guestlist: { admitted: true } } },
  'from before': { created_at: '2025-12-31T00:00:00.000Z' },
}
const google = 'google-oauth2'
const eve = { id: 'eve', name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }
const required = sentenceFor('invitation_required')
let asked = 0

beforeEach(async () => {
  await world.reset()
  asked = 0
})

/** What the application gets at its callback. */
function answerOf({ url }: Page) {
  const { error, error_description, code } = Object.fromEntries(url.searchParams)
  return { at: url.host, ...(error ? { error, error_description } : { isCode: code !== undefined }) }
}

const isIn = { at: 'app.test', isCode: true }
const loginRequired = { at: 'app.test', error: 'login_required', error_description: 'Login required' }
const denied = { at: 'app.test', error: 'access_denied', error_description: required }

/** From here on nobody is asked about an invitation but in vain. */
function breakService() {
  world.answers.set(REDEMPTION_PATH, () => {
    asked += 1
    return new Response('', { status: 500 })
  })
}

describe.each(Object.entries(people))('somebody who is %s', (name, more) => {
  const email = `${name.replace(' ', '')}@example.com`

  async function signIn(params: Record<string, string> = {}) {
    await world.tenant.control.addUser({ connection: 'Users', email, password, ...more })
    const browser = openBrowser(world)
    const outcome = await outcomeOf(world, await logIn(world, browser, email, params))
    return { browser, code: outcome.outcome === 'in' ? outcome.code : '' }
  }

  it('renews silently, signs on to a second application and refreshes, without a question to anybody', async () => {
    breakService()
    const { browser, code } = await signIn({ scope: 'openid offline_access' })
    const { refresh_token = '' } = await exchange(world, code)
    expect(answerOf(await logInSilently(world, browser))).toEqual(isIn)
    expect(answerOf(await browser.open(authorizeUrl(world, { client_id: 'api' })))).toEqual(isIn)
    expect(await refresh(world, refresh_token)).toMatchObject({ status: 200 })
    expect(asked).toBe(0)
  })

  it('is told by the tenant, not by us, when there is nobody signed in, or an Action wants a page', async () => {
    expect(answerOf(await logInSilently(world, openBrowser(world)))).toEqual(loginRequired)
    const { browser } = await signIn()
    // An Action that does not ask whether there is a page to redirect.
    const blunt = redirecting.replace('if (api.redirect.canRedirect()) ', '')
    await bindPostLogin(world, [ours, blunt])
    expect(answerOf(await logInSilently(world, browser))).toMatchObject({ error: 'interaction_required' })
  })
})

describe('somebody who was refused, whose session the tenant keeps all the same', () => {
  async function refused() {
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, google, eve)
    expect(page.url.pathname).toBe('/refused')
    return browser
  }
  const isRefused = async (page: Page) =>
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'invitation_required' })

  it('gets access_denied with the sentence, silently, and no page in a hidden frame', async () => {
    const browser = await refused()
    expect(answerOf(await logInSilently(world, browser))).toEqual(denied)
    expect(answerOf(await logInSilently(world, browser, { ui_locales: 'de' }))).toEqual({
      ...denied,
      error_description: sentenceFor('invitation_required', 'de'),
    })
  })

  it('is shown our page by a second application, and is let into an excepted one', async () => {
    const browser = await refused()
    const second = await browser.open(authorizeUrl(world, { client_id: 'api' }))
    expect(second.url.pathname).toBe('/refused')
    await isRefused(second)
    expect(answerOf(await browser.open(authorizeUrl(world, { client_id: 'funnel' })))).toEqual(isIn)
    await isRefused(await browser.open(authorizeUrl(world)))
  })

  it('is still refused when the page was gone back from, or reloaded', async () => {
    const browser = await refused()
    const page = await browser.open(authorizeUrl(world))
    const state = page.url.searchParams.get('state')
    expect(answerOf(await browser.open(`${world.tenant.url}/continue?state=${state}`))).toEqual(denied)
    await isRefused(await browser.open(authorizeUrl(world)))
  })
})

describe('somebody who is not in any more', () => {
  async function wasIn(): Promise<{ browser: Browser; refreshToken: string }> {
    const user = await world.tenant.control.addUser({
      connection: google,
      email: eve.email,
      provider_user_id: eve.id,
      ...people.admitted,
    })
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, google, eve, { scope: 'openid offline_access' })
    const outcome = await outcomeOf(world, page)
    const tokens = outcome.outcome === 'in' ? await exchange(world, outcome.code) : undefined
    await world.manage('PATCH', `/users/${encodeURIComponent(user.user_id)}`, {
      app_metadata: { guestlist: null },
    })
    return { browser, refreshToken: tokens?.refresh_token ?? '' }
  }

  it.each(['access_denied', 'invalid_grant'] as const)(
    'gets no more tokens for a refresh token (%s), nor silently, nor by single sign-on',
    async grantDenialError => {
      await world.tenant.control.setSwitches({ grantDenialError })
      const { browser, refreshToken } = await wasIn()
      const told = { status: 403, error: grantDenialError, error_description: required }
      expect(await refresh(world, refreshToken)).toMatchObject(told)
      // Also not the second time, when the account bears the mark of it.
      expect(await refresh(world, refreshToken)).toMatchObject(told)
      expect(answerOf(await logInSilently(world, browser))).toEqual(denied)
      const page = await browser.open(authorizeUrl(world, { client_id: 'api' }))
      expect(page.url.pathname).toBe('/refused')
    },
  )

  it('is told to try later while nobody can be asked, with the same errors', async () => {
    const { browser, refreshToken } = await wasIn()
    breakService()
    const error_description = sentenceFor('service_unavailable')
    expect(await refresh(world, refreshToken)).toMatchObject({ error: 'access_denied', error_description })
    expect(answerOf(await logInSilently(world, browser))).toEqual({ ...denied, error_description })
    expect(asked).toBe(2)
  })
})

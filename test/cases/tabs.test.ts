import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../service/http/browser.ts'
import { type Authorization, accept, makeUser, redeem } from '../service/http/invitee/invitee-flow.ts'
import type { TestService } from '../service/http/test-service.ts'
import { startCaseService } from './import-case.ts'

let service: TestService
let browser: Browser
beforeAll(async () => {
  service = await startCaseService()
})
afterAll(() => service.close())
beforeEach(() => {
  browser = openBrowser(service.app)
})

let count = 0
/** Invites somebody new; what a tab of this browser opens. */
async function invite() {
  const email = `tab${count++}@example.org`
  return { email, ...(await service.invite({ invitee: { email } })) }
}

/** Signs up in one of the tabs, and comes back to us there. */
async function signUp(email: string, authorization: Authorization) {
  const user = makeUser(service, email)
  await redeem(service, user, authorization)
  return browser.get(service.tenant.logIn(authorization.url, user.userId))
}

const isIn = { status: 200, url: expect.stringContaining('/joined') }
const acceptCookies = () => [...browser.cookies.keys()].filter(name => name.includes('guestlist-accept'))

describe('an invitation that is accepted in one tab', () => {
  it('ends there at "You’re in" although another one was accepted in a second tab since', async () => {
    const [first, second] = [await invite(), await invite()]
    const inFirst = await accept(browser, first.link)
    const inSecond = await accept(browser, second.link)
    expect(await signUp(first.email, inFirst)).toMatchObject(isIn)
    // The second tab goes on as well, and its invitation is still the one that this browser has open.
    expect((await browser.get('/i')).text).toContain('Accept invitation')
    expect(await signUp(second.email, inSecond)).toMatchObject(isIn)
    expect([...browser.cookies.keys()]).toEqual([])
    await service.worker.drain()
  })

  it('ends there although the same one was accepted again in a second tab', async () => {
    const { email, link } = await invite()
    const inFirst = await accept(browser, link)
    await accept(browser, link)
    expect(await signUp(email, inFirst)).toMatchObject(isIn)
    await service.worker.drain()
  })

  it('ends in whichever tab comes back first, in any order', async () => {
    const all = [await invite(), await invite(), await invite()]
    const authorizations: Authorization[] = []
    for (const { link } of all) authorizations.push(await accept(browser, link))
    for (const at of [2, 0, 1])
      expect(await signUp(all[at]?.email ?? '', authorizations[at] as Authorization)).toMatchObject(isIn)
    expect(acceptCookies()).toEqual([])
    await service.worker.drain()
  })

  it('is one of five at most: the oldest is dropped, and says how to go on', async () => {
    const all = [
      await invite(),
      await invite(),
      await invite(),
      await invite(),
      await invite(),
      await invite(),
    ]
    const authorizations: Authorization[] = []
    for (const { link } of all) {
      authorizations.push(await accept(browser, link))
      await service.clock.advance(1_000)
    }
    expect(acceptCookies()).toHaveLength(5)
    const [oldest, next] = authorizations as [Authorization, Authorization]
    expect(await signUp(all[0]?.email ?? '', oldest)).toMatchObject({
      status: 400,
      text: expect.stringContaining('Already joined? Just continue.'),
    })
    expect(await signUp(all[1]?.email ?? '', next)).toMatchObject(isIn)
    await service.worker.drain()
  })
})

describe('S58 a state', () => {
  it('opens no acceptance but its own, whatever the cookies are called', async () => {
    const { email, link } = await invite()
    const authorization = await accept(browser, link)
    const [name = ''] = acceptCookies()
    const value = browser.cookies.get(name) ?? ''
    const other = await accept(openBrowser(service.app), (await invite()).link)
    // Somebody has put a cookie of theirs under the name of another state.
    const otherBrowser = openBrowser(service.app)
    const swapped = await accept(otherBrowser, (await invite()).link)
    const [otherName = ''] = [...otherBrowser.cookies.keys()].filter(one => one.includes('guestlist-accept'))
    otherBrowser.cookies.set(otherName, value)
    const user = makeUser(service, email)
    await redeem(service, user, authorization)
    for (const url of [authorization.url, other.url, swapped.url])
      expect((await otherBrowser.get(service.tenant.logIn(url, user.userId))).status).toBe(400)
    // The tenant was not asked either: that would have used the cookie up.
    expect(otherBrowser.cookies.has(otherName)).toBe(true)
    expect((await browser.get(service.tenant.logIn(authorization.url, user.userId))).url).toContain('/joined')
    await service.worker.drain()
  })

  it('stands in no name of a cookie', async () => {
    const { state } = await accept(browser, (await invite()).link)
    expect(acceptCookies().join()).not.toContain(state.slice(0, 16))
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, logInWithInvitation, makeUser, redeem } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
  service.management.users.splice(1)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const comeBack = () => logInWithInvitation(service, browser)

describe('S58 the callback', () => {
  const isElsewhere = { status: 400, text: expect.stringContaining('We couldn’t continue') }

  test('cannot be completed in another browser', async () => {
    const { callback } = await comeBack()
    const other = openBrowser(service.app)
    expect(await other.get(callback)).toMatchObject(isElsewhere)
    // Nor in one that is on a way of its own, which goes on undisturbed.
    const own = await service.invite({ invitee: { email: 'own@example.com' } })
    const authorization = await accept(other, own.link)
    expect(await other.get(callback)).toMatchObject(isElsewhere)
    const user = makeUser(service, 'own@example.com')
    await redeem(service, user, authorization)
    expect((await other.get(service.tenant.logIn(authorization.url, user.userId))).url).toContain('/joined')
    expect((await browser.get(callback)).url).toContain('/joined')
    await service.worker.drain()
  })

  test('cannot be completed twice', async () => {
    const { callback } = await comeBack()
    const kept = new Map(browser.cookies)
    await browser.get(callback)
    expect(await browser.get(callback)).toMatchObject(isElsewhere)
    // Not even by a browser that keeps its cookies: the tenant takes a code once.
    for (const [name, value] of kept) browser.cookies.set(name, value)
    expect(await browser.get(callback)).toMatchObject(isElsewhere)
    await service.worker.drain()
  })

  test('is no dead end for a browser that keeps no cookies, or comes twice: the way on is there', async () => {
    const { callback } = await comeBack()
    await browser.get(callback)
    for (const other of [browser, openBrowser(service.app, { acceptsCookies: false })]) {
      const page = await other.get(callback)
      expect(page).toMatchObject(isElsewhere)
      expect(page.text).toContain('Already joined? Just continue.')
      expect(page.html).toContain('<a class="button" href="https://www.acme.example/welcome">Continue</a>')
    }
    await service.worker.drain()
  })

  test('cannot be completed for another user', async () => {
    const { authorization, id } = await comeBack()
    const before = await service.api(`/api/invitations/${id}`)
    const page = await browser.get(service.tenant.logIn(authorization.url, 'auth0|somebody-else'))
    expect(page).toMatchObject({ status: 409, text: expect.stringContaining('Your invitation wasn’t used') })
    expect(await service.ledger.nextWorkAt(['grant'])).toBeGreaterThan(service.clock.now())
    expect((await service.api(`/api/invitations/${id}`)).body).toEqual(before.body)
    await service.worker.drain()
  })

  test('is not believed with another nonce, issuer or audience', async () => {
    for (const claims of [{ nonce: 'another' }, { iss: 'https://evil.example/' }, { aud: 'another' }]) {
      const { authorization, user } = await comeBack()
      const page = await browser.get(service.tenant.logIn(authorization.url, user.userId, claims))
      expect(page).toMatchObject(isElsewhere)
      browser = openBrowser(service.app)
      service.management.users.splice(1)
    }
  })

  test('is not believed when the quarter of an hour is over', async () => {
    const { callback } = await comeBack()
    await service.clock.advance(15 * 60_000)
    expect(await browser.get(callback)).toMatchObject(isElsewhere)
  })

  test('starts no session: what is left in the browser opens nothing', async () => {
    const { callback } = await comeBack()
    await browser.get(callback)
    expect([...browser.cookies]).toEqual([])
    await service.worker.drain()
  })

  test('/joined shows nothing for a handle that is not ours', async () => {
    for (const view of ['', 'junk', 'eyJhbGciOiJub25lIn0..'])
      expect((await browser.get(`/joined?view=${view}`)).status).toBe(404)
  })
})

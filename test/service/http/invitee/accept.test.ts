import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, handOut, makeUser, redeem } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
  // All but the inviter.
  service.management.users.splice(1)
  service.management.isDown = false
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const screenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('screen_hint')

describe('accepts', () => {
  test('a press of the button, and goes on to Universal Login with all that the invitation says', async () => {
    const { link } = await service.invite()
    const { url } = await accept(browser, link)
    const { searchParams, origin, pathname } = new URL(url)
    expect(origin + pathname).toBe('https://login.acme.example/authorize')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'guestlist-client',
      redirect_uri: 'https://guestlist.example/callback',
      response_type: 'code',
      code_challenge_method: 'S256',
      prompt: 'login',
      screen_hint: 'signup',
      login_hint: 'grace@example.com',
      ui_locales: 'en',
      'ext-invite': expect.stringMatching(/^[-\w.*~@+ /:]{1,255}$/),
      state: expect.stringMatching(/^guestlist\.[\w-]{22}$/),
      nonce: expect.any(String),
    })
    expect(searchParams.has('connection')).toBe(false)
    expect([...browser.cookies.keys()]).toEqual([
      '__Host-guestlist-invitation',
      expect.stringMatching(/^__Host-guestlist-accept\.\d{10}\.[\w-]{16}$/),
    ])
  })

  test('a connection that the invitation names', async () => {
    const { link } = await service.invite({ connection: 'acme-saml' })
    const page = await browser.get(link)
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://login.acme.example https:;",
    )
    expect(new URL((await browser.submit(page)).url).searchParams.get('connection')).toBe('acme-saml')
  })

  test('again, with a handoff of its own each time', async () => {
    const { link } = await service.invite()
    const [first, second] = [await accept(browser, link), await accept(browser, link)]
    expect(first.handoff).not.toBe(second.handoff)
    expect(first.state).not.toBe(second.state)
  })

  test('an older browser that sends Origin and no Sec-Fetch-Site', async () => {
    const { link } = await service.invite()
    const page = await browser.submit(await browser.get(link), { origin: 'https://guestlist.example' })
    expect(page.url).toContain('/authorize?')
  })
})

describe('the screen of Universal Login', () => {
  test('is log-in for an address that has an account', async () => {
    const { link } = await service.invite({ invitee: { email: 'Known@Example.com' } })
    makeUser(service, 'known@example.com', { emailVerified: true })
    expect(screenOf(await accept(browser, link))).toBe('login')
  })

  test('is sign-up when the tenant cannot be asked', async () => {
    // What the tenant says of the inviter is known for a minute; only the look at the accounts fails.
    await accept(openBrowser(service.app), (await service.invite()).link)
    const { link } = await service.invite({ invitee: { email: 'known@example.com' } })
    makeUser(service, 'known@example.com')
    service.management.isDown = true
    expect(screenOf(await accept(browser, link))).toBe('signup')
  })

  test('S61 is a code by text message for a telephone number, whose link a person was shown', async () => {
    const { link } = await handOut(service, { invitee: { phone_number: '+493012345689' } })
    const { searchParams } = new URL((await accept(browser, link)).url)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      connection: 'sms',
      login_hint: '+493012345689',
      prompt: 'login',
    })
  })
})

describe('refuses', () => {
  test('a form without its handle, with a foreign one, or with one that is a day old', async () => {
    const { link } = await service.invite()
    const page = await browser.get(link)
    const { invitation = '' } = browser.fieldsOf(page)
    const cookie = browser.cookies.get('__Host-guestlist-invitation') ?? ''
    // A cookie is sealed for another purpose than the handle in the form.
    for (const other of ['', 'junk', cookie, `${invitation.slice(0, -4)}AAAA`]) {
      const answer = await browser.submit({ ...page, html: page.html.replace(invitation, other) })
      expect(answer).toMatchObject({
        status: 400,
        text: expect.stringContaining('Open your invitation again'),
      })
    }
    await service.clock.advance(86_400_000)
    expect(await browser.submit(page)).toMatchObject({ status: 400 })
  })

  test('with a page that says "try again" while the log-in cannot be reached', async () => {
    const fresh = await startTestService()
    const visitor = openBrowser(fresh.app)
    const { link } = await fresh.invite()
    fresh.tenant.goDown()
    const page = await visitor.submit(await visitor.get(link))
    expect(page).toMatchObject({
      status: 503,
      text: expect.stringContaining('Try again in a few minutes'),
    })
    fresh.tenant.comeBack()
    expect((await accept(visitor, link)).url).toContain('/authorize?')
    await fresh.close()
  })

  test('a form that is far too large', async () => {
    const page = await browser.get((await service.invite()).link)
    const { invitation = '' } = browser.fieldsOf(page)
    const answer = await browser.submit({ ...page, html: page.html.replace(invitation, 'x'.repeat(70_000)) })
    expect(answer.status).toBe(413)
  })
})

describe('security', () => {
  test.each<[string, Record<string, string>]>([
    ['neither Origin nor Sec-Fetch-Site', {}],
    ['the Origin of another site', { origin: 'https://evil.example' }],
    ['an opaque Origin alone', { origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }],
    [
      'the same origin of a foreign host name',
      { 'sec-fetch-site': 'same-origin', origin: 'https://rebound.example' },
    ],
  ])('S19 a form with %s changes nothing', async (_what, headers) => {
    const { link } = await service.invite()
    const page = await browser.get(link)
    const answer = await browser.submit(page, headers)
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('didn’t come from our page') })
    expect([...browser.cookies.keys()]).toEqual(['__Host-guestlist-invitation'])
  })

  test('S20 a browser that has used an invitation cannot use it again through what it kept', async () => {
    const { link } = await service.invite({ invitee: { email: 'once@example.com' } })
    const page = await browser.get(link)
    const kept = new Map(browser.cookies)
    const first = await accept(browser, link)
    const user = makeUser(service, 'once@example.com')
    expect((await redeem(service, user, first)).body.outcome).toBe('redeemed')
    for (const [name, value] of kept) browser.cookies.set(name, value)
    for (const again of [await browser.submit(page), await browser.get('/i'), await browser.get(link)]) {
      expect(again.status).toBe(200)
      expect(again.text).toContain('You’ve already joined')
      expect(again.html).not.toContain('<form')
    }
    const other = makeUser(service, 'other@example.com')
    expect((await redeem(service, other, first)).body.outcome).toBe('refused')
  })

  test('cookies are out of reach of scripts and other sites, and of plain http', async () => {
    const { link } = await service.invite()
    const opened = await service.app.request(link)
    for (const line of opened.headers.getSetCookie())
      expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const local = await startTestService({ PUBLIC_URL: 'http://localhost:3000' })
    const answer = await local.app.request(await local.linkOf((await local.invite()).id))
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^guestlist-invitation=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    await local.close()
  })
})

import nock from 'nock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import type { TestService } from '../test-service.ts'
import { makeMember, save, signIn, startWithFields } from './member-flow.ts'

let service: TestService
beforeAll(async () => {
  service = await startWithFields()
})
beforeEach(() => {
  service.management.isDown = false
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const ASKS = 'Sign in to see and change'
const COOKIE = '__Host-guestlist-account'

describe('signing in', () => {
  test('goes through the tenant with the application of the service, and its own address to come back to', async () => {
    const page = await openBrowser(service.app).get('/account/sign-in', { 'accept-language': 'ja' })
    const { origin, pathname, searchParams } = new URL(page.url)
    expect(origin + pathname).toBe('https://login.acme.example/authorize')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'guestlist-client',
      redirect_uri: 'https://guestlist.example/account/callback',
      code_challenge_method: 'S256',
      ui_locales: 'ja',
    })
    expect(searchParams.has('ext-invite')).toBe(false)
  })

  test('is finished by the browser that began it, and once', async () => {
    const user = makeMember(service)
    const browser = openBrowser(service.app)
    const { url } = await browser.get('/account/sign-in')
    const callback = service.tenant.logIn(url, user.userId)
    const other = openBrowser(service.app)
    expect((await other.get(callback)).text).toContain('You’re not signed in')
    expect(other.cookies.has(COOKIE)).toBe(false)
    // Somebody else's way back does not end this one.
    expect((await browser.get('/account/callback?code=x&state=other')).status).toBe(400)
    expect((await browser.get(callback)).text).toContain('Your profile')
    expect((await browser.get(callback)).status).toBe(400)
  })

  test.each([
    ['was never admitted', { appMetadata: {}, createdAt: new Date('2099-01-01') }],
    [
      'was refused',
      {
        appMetadata: { guestlist: { refused_at: '2026-11-01T00:00:00Z' } },
        createdAt: new Date('2020-01-01'),
      },
    ],
    ['is blocked', { blocked: true }],
  ])('gives nobody a session who %s, and says how to use another account', async (_, fields) => {
    const user = makeMember(service, fields)
    const { browser, page } = await signIn(service, user.userId)
    expect(page.status).toBe(403)
    expect(page.text).toContain('This account hasn’t joined')
    expect(page.html).toContain(`returnTo=${encodeURIComponent('https://guestlist.example/account')}`)
    expect(browser.cookies.has(COOKIE)).toBe(false)
  })

  test('that the tenant has refused gives no session either', async () => {
    makeMember(service)
    const browser = openBrowser(service.app)
    const { url } = await browser.get('/account/sign-in')
    const query = new URLSearchParams({
      state: new URL(url).searchParams.get('state') ?? '',
      error: 'access_denied',
      error_description: 'invitation_required <b>',
    })
    const page = await browser.get(`/account/callback?${query}`)
    expect(page).toMatchObject({ status: 403, text: expect.stringContaining('hasn’t joined') })
    expect(page.html).not.toContain('<b>')
    expect(browser.cookies.has(COOKIE)).toBe(false)
  })

  test('says so while the tenant does not answer, and works when it does again', async () => {
    const user = makeMember(service)
    const browser = openBrowser(service.app)
    const { url } = await browser.get('/account/sign-in')
    service.management.isDown = true
    const page = await browser.get(service.tenant.logIn(url, user.userId))
    expect(page).toMatchObject({ status: 503, text: expect.stringContaining('Nothing was changed') })
    expect(browser.cookies.has(COOKIE)).toBe(false)
    service.management.isDown = false
    expect((await signIn(service, user.userId, browser)).page.text).toContain('Your profile')
  })
})

describe('a session', () => {
  test('is of no use on administrators’ pages, nor theirs here', async () => {
    const { browser } = await signIn(service, makeMember(service).userId)
    const text = browser.cookies.get(COOKIE) ?? ''
    browser.cookies.set('__Host-guestlist-admin', text)
    expect((await browser.get('/admin/invitations')).text).not.toContain('Grace')
    expect([...browser.cookies.keys()]).toContain(COOKIE)
  })

  test('ends with the sign-out, here and at the tenant, for every copy of its cookie', async () => {
    const { browser, page } = await signIn(service, makeMember(service).userId)
    const copy = openBrowser(service.app)
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    const left = await browser.press(page, 'Sign out')
    const url = new URL(left.url)
    expect(url.origin + url.pathname).toBe('https://login.acme.example/v2/logout')
    expect(url.searchParams.get('returnTo')).toBe('https://guestlist.example/account')
    expect(browser.cookies.has(COOKIE)).toBe(false)
    expect((await copy.get('/account')).text).toContain(ASKS)
  })

  test('ends half an hour after the last request, and after half a day in any case', async () => {
    const fresh = await startWithFields()
    const { browser } = await signIn(fresh, makeMember(fresh).userId)
    await fresh.clock.advance(30 * 60_000)
    const page = await browser.get('/account')
    expect(page.text).toContain('You’ve been signed out after a while without activity')
    const busy = await signIn(fresh, 'auth0|graceexamplecom')
    for (let quarter = 0; quarter < 47; quarter++) {
      await fresh.clock.advance(15 * 60_000)
      expect((await busy.browser.get('/account')).text).toContain('Your profile')
    }
    await fresh.clock.advance(15 * 60_000)
    expect((await busy.browser.get('/account')).text).toContain(ASKS)
    await fresh.close()
  })

  test.each([
    ['is gone from the tenant', (users: unknown[]) => users.splice(1)],
    ['has been blocked', (users: { blocked: boolean }[]) => Object.assign(users[1] ?? {}, { blocked: true })],
  ])('ends at the next request of somebody who %s', async (_, shutOut) => {
    const { browser, page } = await signIn(service, makeMember(service).userId)
    shutOut(service.management.users)
    expect(await save(browser, page, { family_name: 'Hopper' })).toMatchObject({ status: 403 })
    expect(browser.cookies.has(COOKIE)).toBe(false)
  })

  test('ends with the sign-out also while the tenant does not answer, and of somebody who was shut out', async () => {
    const { browser, page } = await signIn(service, makeMember(service).userId)
    service.management.isDown = true
    expect((await browser.press(page, 'Sign out')).url).toContain('https://login.acme.example/v2/logout')
    expect(browser.cookies.has(COOKIE)).toBe(false)
    service.management.isDown = false
    const user = makeMember(service)
    const second = await signIn(service, user.userId)
    user.blocked = true
    expect((await second.browser.press(second.page, 'Sign out')).url).toContain('/v2/logout')
  })

  test('shows a page that says so while the tenant does not answer, and goes on after it', async () => {
    const { browser } = await signIn(service, makeMember(service).userId)
    service.management.isDown = true
    expect(await browser.get('/account')).toMatchObject({ status: 503 })
    service.management.isDown = false
    expect((await browser.get('/account')).text).toContain('Your profile')
  })
})

describe('S19 a form', () => {
  test.each<[string, Record<string, string>]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['that does not say where from', {}],
    ['from a sister site', { 'sec-fetch-site': 'same-site', origin: 'null' }],
  ])('%s changes nothing', async (_, headers) => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    for (const label of ['Save', 'Send me the link', 'Sign out'])
      expect((await browser.press(page, label, { 'field.given_name': 'Eve' }, headers)).status).toBe(403)
    expect(user.profile?.given_name).toBe('Grace')
    expect((await browser.get('/account')).text).toContain('Your profile')
  })

  test('without the token of this session changes nothing: none, another session’s, or one from before', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    const other = await signIn(service, user.userId)
    const theirs = other.browser.fieldsOf(other.page).form_token ?? ''
    for (const form_token of ['', 'junk', theirs, browser.fieldsOf(page).shown ?? '']) {
      const answer = await browser.press(page, 'Save', { form_token, 'field.given_name': 'Eve' })
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('This page was too old') })
    }
    expect(user.profile?.given_name).toBe('Grace')
  })

  test('that was shown to somebody else, or was tampered with, changes nothing', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    for (const shown of ['', 'junk', browser.fieldsOf(page).form_token ?? '']) {
      const answer = await browser.press(page, 'Save', { shown, 'field.given_name': 'Eve' })
      expect(answer.text).toContain('Nothing to save')
    }
    expect(user.profile?.given_name).toBe('Grace')
  })

  test('is sent by nobody who only follows links: GET changes nothing', async () => {
    const user = makeMember(service)
    const { browser } = await signIn(service, user.userId)
    await browser.get('/account?field.given_name=Eve&notice=saved')
    for (const path of ['/account/password', '/account/sign-out'])
      expect((await browser.get(path)).status).toBe(404)
    expect(user.profile?.given_name).toBe('Grace')
    expect(service.mails).toEqual([])
  })
})

describe('what is kept', () => {
  test('S51 nothing in the ledger opens a session, and the log holds no value of a field', async () => {
    const user = makeMember(service)
    const { browser, page } = await signIn(service, user.userId)
    await save(browser, page, { family_name: 'canary-family-name' })
    const lines = service.logLines.join('\n')
    expect(lines).toContain('"fields":"family_name"')
    expect(lines).not.toMatch(/canary-family-name|grace@example\.com/)
  })
})

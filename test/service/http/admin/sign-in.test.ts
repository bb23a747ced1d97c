import { createHash } from 'node:crypto'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { beginSignIn, makePerson, openSignedIn, permit, signIn } from './administrators.ts'

const MINUTE_MS = 60_000
const COOKIE = '__Host-guestlist-admin'
const isAsked = { status: 200, url: expect.stringContaining('/admin/sign-in') }

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('signing in', () => {
  test('goes through the tenant, bound to code, PKCE, state and nonce, and asks for a token of our API', async () => {
    const url = new URL(await beginSignIn(openBrowser(service.app)))
    expect(url.origin + url.pathname).toBe('https://login.acme.example/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'administration-client',
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: 'https://guestlist.example/admin/callback',
      audience: 'https://guestlist.example/api',
      state: expect.stringMatching(/^[\w-]{40,}$/),
      nonce: expect.stringMatching(/^[\w-]{40,}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      ui_locales: 'en',
    })
  })

  test('shows the page that was asked for, with the name of who signed in', async () => {
    const page = await signIn(service, openBrowser(service.app), {
      path: '/admin/invitations?status=pending',
    })
    expect(page).toMatchObject({
      status: 200,
      url: expect.stringMatching(/\/admin\/invitations\?status=pending$/),
    })
    expect(page.text).toContain('Ada Lovelace')
  })

  test('leaves a cookie that is sealed, HttpOnly, Secure, SameSite and of this host alone', async () => {
    const browser = openBrowser(service.app)
    const callback = service.tenant.logIn(
      await beginSignIn(browser),
      'auth0|ada',
      {},
      { permissions: ['read:invitations'] },
    )
    const header = [...browser.cookies].map(pair => pair.join('=')).join('; ')
    const response = await service.app.request(callback, { headers: { cookie: header } })
    const [line = ''] = response.headers.getSetCookie().filter(line => line.startsWith(`${COOKIE}=`))
    expect(line).toMatch(/^__Host-guestlist-admin=eyJ[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(line).not.toContain('Domain')
  })

  test.each([
    ['in another browser', 'state of a browser that began nothing'],
    ['twice', 'finished before'],
  ])('cannot be finished %s', async how => {
    const browser = openBrowser(service.app)
    const callback = service.tenant.logIn(
      await beginSignIn(browser),
      'auth0|ada',
      {},
      { permissions: ['read:invitations'] },
    )
    const finishing = how === 'twice' ? browser : openBrowser(service.app)
    if (how === 'twice') await browser.get(callback)
    const page = await finishing.get(callback)
    expect(page.status).toBe(400)
    expect(page.text).toContain('Sign in again')
  })

  test('is left alone by the end of another that comes to this browser', async () => {
    const browser = openBrowser(service.app)
    const url = await beginSignIn(browser)
    const other = new URL(await beginSignIn(openBrowser(service.app))).searchParams.get('state')
    expect(await browser.get(`/admin/callback?code=x&state=${other}`)).toMatchObject({ status: 400 })
    const callback = service.tenant.logIn(url, 'auth0|ada', {}, { permissions: ['read:invitations'] })
    expect((await browser.get(callback)).text).toContain('Sign out')
  })

  test('is not believed when the access token is about somebody else', async () => {
    const browser = openBrowser(service.app)
    const url = await beginSignIn(browser)
    const callback = service.tenant.logIn(
      url,
      'auth0|eve',
      {},
      { sub: 'auth0|ada', permissions: ['grant:any'] },
    )
    expect(await browser.get(callback)).toMatchObject({ status: 400 })
    expect(browser.cookies.has(COOKIE)).toBe(false)
  })

  test('says so when the tenant refuses, and when it does not answer', async () => {
    const browser = openBrowser(service.app)
    const state = new URL(await beginSignIn(browser)).searchParams.get('state')
    const refused = await browser.get(
      `/admin/callback?error=access_denied&state=${state}&error_description=<b>x`,
    )
    expect(refused).toMatchObject({ status: 403 })
    expect(refused.text).toContain('You weren’t signed in')
    expect(refused.html).not.toContain('&lt;b&gt;x')

    const other = openBrowser(service.app)
    const callback = service.tenant.logIn(
      await beginSignIn(other),
      'auth0|ada',
      {},
      { permissions: ['read:invitations'] },
    )
    service.tenant.goDown()
    expect(await other.get(callback)).toMatchObject({
      status: 503,
      text: expect.stringContaining('Nothing was changed'),
    })
    service.tenant.comeBack()
    expect(await other.get(callback)).toMatchObject({
      status: 200,
      text: expect.stringContaining('Sign out'),
    })
  })

  test.each([
    'https://evil.example/',
    '//evil.example/admin',
    '/\\evil.example',
    '/admin\\@evil.example',
    '/admin/../i/code',
    '/administration',
    '/admin/sign-in',
    '/admin/callback?code=x',
    '/admin\t/x',
    'javascript:alert(1)',
    '/admin/%0d%0aset-cookie:x=y/..//..//evil.example',
  ])('never leads to %s', async to => {
    const browser = openBrowser(service.app)
    const page = await signIn(service, browser, { path: `/admin/sign-in?to=${encodeURIComponent(to)}` })
    expect(new URL(page.url).href).toMatch(/^https:\/\/guestlist\.example\/admin(\/overview)?$/)
  })
})

describe('somebody without a permission', () => {
  test('is told whom to ask, and has no session', async () => {
    const browser = openBrowser(service.app)
    const page = await signIn(service, browser, {
      userId: 'auth0|bob',
      email: 'bob@acme.example',
      permissions: [],
    })
    expect(page.status).toBe(403)
    expect(page.text).toContain('You’re signed in as bob@acme.example')
    expect(page.text).toContain('Ask the administrator of your Auth0 tenant')
    expect(page.html).toContain('https://login.acme.example/v2/logout?client_id=administration-client')
    expect(browser.cookies.has(COOKIE)).toBe(false)
    expect(await browser.get('/admin')).toMatchObject(isAsked)
  })

  test('is refused on pages that need another one than theirs, which is named', async () => {
    const carl = {
      userId: 'auth0|carl',
      name: 'Carl',
      email: 'carl@acme.example',
      permissions: ['create:invitations'],
    }
    makePerson(service, carl)
    const browser = openBrowser(service.app)
    await signIn(service, browser, carl)
    const page = await browser.get('/admin/invitations')
    expect(page.status).toBe(403)
    expect(page.text).toContain('doesn’t have the permission read:invitations')
  })
})

describe('a session', () => {
  test('ends after 30 minutes without a request, and not before', async () => {
    const browser = await openSignedIn(service)
    for (let round = 0; round < 3; round++) {
      await service.clock.advance(29 * MINUTE_MS)
      expect((await browser.get('/admin/invitations')).text).toContain('Sign out')
    }
    await service.clock.advance(30 * MINUTE_MS)
    const page = await browser.get('/admin/invitations')
    expect(page).toMatchObject(isAsked)
    expect(page.text).toContain('You’ve been signed out')
  })

  test('ends after 12 hours, however busy', async () => {
    const browser = await openSignedIn(service)
    const left = async () => (await browser.get('/admin/invitations')).text.includes('Sign out')
    for (let minutes = 25; minutes < 720; minutes += 25) {
      await service.clock.advance(25 * MINUTE_MS)
      expect(await left()).toBe(true)
    }
    await service.clock.advance(25 * MINUTE_MS)
    expect(await left()).toBe(false)
  })

  test('exchanges its secret; an older copy of the cookie ends it for everybody', async () => {
    const browser = await openSignedIn(service)
    const first = browser.cookies.get(COOKIE) ?? ''
    await service.clock.advance(11 * MINUTE_MS)
    await browser.get('/admin/invitations')
    expect(browser.cookies.get(COOKIE)).not.toBe(first)
    // A request that was under way meanwhile.
    const other = openBrowser(service.app)
    other.cookies.set(COOKIE, first)
    expect((await other.get('/admin/invitations')).text).toContain('Sign out')
    await service.clock.advance(2 * MINUTE_MS)
    other.cookies.set(COOKIE, first)
    expect(await other.get('/admin/invitations')).toMatchObject(isAsked)
    expect(await browser.get('/admin/invitations')).toMatchObject(isAsked)
  })

  test('ends here and at the tenant when somebody signs out', async () => {
    const browser = await openSignedIn(service)
    const copy = new Map(browser.cookies)
    const page = await browser.press(await browser.get('/admin/invitations'), 'Sign out')
    expect(page.url).toBe(
      'https://login.acme.example/v2/logout?client_id=administration-client&returnTo=https%3A%2F%2Fguestlist.example%2Fadmin%2Fsigned-out',
    )
    expect(browser.cookies.has(COOKIE)).toBe(false)
    const other = openBrowser(service.app)
    for (const [name, value] of copy) other.cookies.set(name, value)
    expect(await other.get('/admin/invitations')).toMatchObject(isAsked)
    expect((await browser.get('/admin/signed-out')).text).toContain('You’re signed out')
  })

  test('S51 is not in the ledger: what stands there opens none', async () => {
    const browser = await openSignedIn(service)
    const secret = browser.cookies.get(COOKIE) ?? ''
    const row = await service.ledger.findSession(createHash('sha256').update(secret).digest('base64url'))
    expect(row).toBeUndefined()
  })
})

describe('the permission', () => {
  beforeEach(() => makePerson(service, dora))
  const dora = {
    userId: 'auth0|dora',
    name: 'Dora',
    email: 'dora@acme.example',
    permissions: ['read:invitations'],
  }

  test('withdrawn in the tenant ends the session within a minute, for good', async () => {
    const browser = await openSignedIn(service, dora)
    permit(service, dora.userId, [])
    await service.clock.advance(MINUTE_MS)
    const page = await browser.get('/admin/invitations')
    expect(page.status).toBe(403)
    expect(page.text).toContain('You don’t have access to these pages')
    permit(service, dora.userId, dora.permissions)
    await service.clock.advance(MINUTE_MS)
    expect(await browser.get('/admin/invitations')).toMatchObject(isAsked)
  })

  test('of somebody who is blocked, or gone, is none', async () => {
    const browser = await openSignedIn(service, dora)
    const user = service.management.users.find(({ userId }) => userId === dora.userId)
    if (!user) throw new TypeError('no such user')
    Object.assign(user, { blocked: true })
    await service.clock.advance(MINUTE_MS)
    expect(await browser.get('/admin/invitations')).toMatchObject({ status: 403 })
  })

  test('that was withdrawn in part is missing from the next minute on', async () => {
    permit(service, dora.userId, ['read:invitations', 'grant:any'])
    const browser = await openSignedIn(service, { ...dora, permissions: ['read:invitations', 'grant:any'] })
    const { id } = await service.invite({ invitee: { email: 'part@example.com' } })
    expect((await browser.get('/admin/invitations')).html).toContain(id)
    permit(service, dora.userId, ['read:invitations'])
    await service.clock.advance(MINUTE_MS)
    expect((await browser.get('/admin/invitations')).html).not.toContain(id)
  })

  test('never becomes more than what the tenant said at the log-in', async () => {
    permit(service, dora.userId, ['read:invitations'])
    const browser = await openSignedIn(service, dora)
    permit(service, dora.userId, ['read:invitations', 'grant:any'])
    const { id } = await service.invite({ invitee: { email: 'more@example.com' } })
    await service.clock.advance(MINUTE_MS)
    expect((await browser.get('/admin/invitations')).html).not.toContain(id)
  })

  test('is believed for 15 minutes while the tenant cannot be asked, and then not, without ending the session', async () => {
    const browser = await openSignedIn(service, dora)
    service.management.isDown = true
    await service.clock.advance(14 * MINUTE_MS)
    expect(await browser.get('/admin/invitations')).toMatchObject({ status: 200 })
    await service.clock.advance(MINUTE_MS)
    expect(await browser.get('/admin/invitations')).toMatchObject({ status: 503 })
    service.management.isDown = false
    await service.clock.advance(MINUTE_MS)
    expect(await browser.get('/admin/invitations')).toMatchObject({ status: 200 })
  })
})

describe('a page that does not exist', () => {
  test.each(['/admin/nothing', '/admin/invitations/inv_x/nothing', '/admin/invitations/inv_x'])(
    'is said in the frame, to those who are signed in: %s',
    async path => {
      const browser = await openSignedIn(service)
      const page = await browser.get(path)
      expect(page.status).toBe(404)
      expect(page.text).toContain('It doesn’t exist, or you don’t have access to it.')
      expect(page.text).toContain('Sign out')
      expect(await openBrowser(service.app).get(path)).toMatchObject(isAsked)
    },
  )
})

describe('S58 the callbacks of invitees', () => {
  test('neither read nor end nor make an administrator’s session', async () => {
    const browser = await openSignedIn(service)
    const before = browser.cookies.get(COOKIE)
    const url = new URL(await beginSignIn(openBrowser(service.app)))
    const forged = await browser.get(`/callback?code=x&state=${url.searchParams.get('state')}`)
    expect(forged.status).toBe(400)
    expect(browser.cookies.get(COOKIE)).toBe(before)
    expect((await browser.get('/admin/invitations')).text).toContain('Ada Lovelace')
  })
})

describe('what somebody has typed', () => {
  const typed = {
    addresses: 'one@typed.example\ntwo@typed.example',
    message: 'Two <lines>\nof it',
    roles: 'Viewer',
  }
  const write = async (browser: Browser) => {
    const { form_token = '', nonce = '' } = browser.fieldsOf(await browser.get('/admin/invitations/new'))
    return { form_token, nonce, ...typed }
  }
  const invited = () => service.mails.filter(({ to }) => to.endsWith('@typed.example')).length

  test('is sent again when their session has ended meanwhile: they sign in in another tab', async () => {
    const browser = await openSignedIn(service)
    const fields = await write(browser)
    await service.clock.advance(31 * 60_000)
    const ended = await browser.post('/admin/invitations/new', fields)
    expect(ended.status).toBe(403)
    expect(ended.text).toContain('Your session has ended')
    expect(ended.html).toContain('href="/admin/sign-in" target="_blank" rel="noopener"')
    expect(ended.html).not.toContain(fields.form_token)
    expect(ended.html).toContain('Two &lt;lines&gt;\nof it')
    // Not signed in yet: the same again.
    const early = await browser.press(ended, 'Send again', typed)
    expect(early.text).toContain('Your session has ended')
    await signIn(service, browser)
    const asked = await browser.press(early, 'Send again', typed)
    expect(asked.text).toContain('Send the form again')
    expect(asked.html).toContain('one@typed.example\ntwo@typed.example')
    const before = invited()
    const sent = await browser.press(asked, 'Send again', typed)
    expect(sent.text).toContain('2 invitations are on their way.')
    await service.worker.drain()
    expect(invited()).toBe(before + 2)
  })

  test('is sent again when the tenant answers', async () => {
    const browser = await openSignedIn(service)
    const fields = { ...(await write(browser)), on_live: 'replace' }
    await service.clock.advance(16 * 60_000)
    service.management.isDown = true
    const down = await browser.post('/admin/invitations/new', fields)
    expect(down.status).toBe(503)
    service.management.isDown = false
    expect((await browser.press(down, 'Try again', { ...typed, on_live: 'replace' })).text).toContain(
      '2 invitations are on their way.',
    )
  })

  test('leads to signing in where nothing was typed, and signing out needs no session', async () => {
    const browser = await openSignedIn(service)
    await service.clock.advance(31 * 60_000)
    expect((await browser.post('/admin/sign-out', {})).url).toContain('/admin/sign-in?ended=1')
  })
})

describe('a form', () => {
  const send = (headers: Record<string, string>, cookies: Map<string, string>, body = '') =>
    service.app.request('https://guestlist.example/admin/sign-out', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...cookies].map(pair => pair.join('=')).join('; '),
        ...headers,
      },
      body,
    })
  const own = { 'sec-fetch-site': 'same-origin', origin: 'null' }

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://other.guestlist.example' }],
    ['an opaque origin alone', { origin: 'null' }],
  ])('from %s changes nothing, even with the token', async (_name, headers) => {
    const browser = await openSignedIn(service)
    const token = browser.fieldsOf(await browser.get('/admin/invitations')).form_token ?? ''
    expect((await send(headers, browser.cookies, `form_token=${token}`)).status).toBe(403)
    expect((await browser.get('/admin/invitations')).text).toContain('Sign out')
  })

  test('is not needed to ask whether a page is there', async () => {
    const browser = await openSignedIn(service)
    const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
    const page = 'https://guestlist.example/admin/invitations'
    expect((await service.app.request(page, { method: 'HEAD', headers: { cookie } })).status).toBe(200)
  })

  test('without a token, or with that of another session, changes nothing', async () => {
    const browser = await openSignedIn(service)
    const other = await openSignedIn(service)
    const token = other.fieldsOf(await other.get('/admin/invitations')).form_token ?? ''
    for (const body of ['', 'form_token=', `form_token=${token}`]) {
      const answer = await send(own, browser.cookies, body)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Nothing was changed')
    }
    expect((await browser.get('/admin/invitations')).text).toContain('Sign out')
  })
})

describe('without the application for administrators', () => {
  test('the pages say how to set it up', async () => {
    const none = { AUTH0_ADMIN_CLIENT_ID: undefined, AUTH0_ADMIN_CLIENT_SECRET: undefined }
    const without = await startTestService(none)
    const page = await openBrowser(without.app).get('/admin/invitations')
    expect(page.status).toBe(503)
    expect(page.text).toContain('AUTH0_ADMIN_CLIENT_ID')
    await without.close()
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RefusalCode, refusalCodes, sentenceFor } from '../../../../contract/refusal.ts'
import { hashSecret } from '../../../../service/ledger/engine/hash-secret.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, makeUser, redeem } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
  // Whom an earlier test has left with an invited address would have to be dealt with first.
  const { users } = service.management
  users.splice(0, users.length, ...users.filter(({ email }) => email !== 'grace@example.com'))
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const logout = (returnTo: string) =>
  `href="https://login.acme.example/v2/logout?client_id=guestlist-client&amp;returnTo=${encodeURIComponent(returnTo)}"`

const logoutTo = (path: string) =>
  `https://login.acme.example/v2/logout?client_id=guestlist-client&returnTo=${encodeURIComponent(`https://guestlist.example${path}`)}`

/** Where the page leads on to, the button first. */
function toLinks({ html }: { html: string }): string[] {
  const nav = /<nav class="actions".*?<\/nav>/s.exec(html)?.[0] ?? ''
  return [...nav.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

describe('accepts', () => {
  test('somebody who was not invited: what happened, another account, the way back', async () => {
    const user = makeUser(service, 'stranger@example.com')
    const { body } = await redeem(service, user, {})
    const page = await browser.get(`/refused?refusal=${body.refusal}&state=hKFo2SB_state-1`)
    expect(page.status).toBe(403)
    expect(page.text).toContain(sentenceFor('invitation_required'))
    expect(page.html).toContain(logout('https://guestlist.example/signed-out'))
    expect(page.html).toContain('href="https://login.acme.example/continue?state=hKFo2SB_state-1"')
  })

  test('somebody whose login waits on another domain of the tenant: the ways on lead there', async () => {
    const user = makeUser(service, 'elsewhere@example.com')
    const { body } = await redeem(service, user, {}, { hostname: 'acme.eu.auth0.example' })
    const page = await browser.get(`/refused?refusal=${body.refusal}&state=abc`)
    expect(page.html).toContain('href="https://acme.eu.auth0.example/continue?state=abc"')
    expect(page.html).toContain(
      'href="https://acme.eu.auth0.example/v2/logout?client_id=guestlist-client&amp;',
    )
  })

  test('somebody who came with another account: which is which, and back to the same invitation', async () => {
    const { link } = await service.invite()
    const authorization = await accept(browser, link)
    const user = makeUser(service, 'wrong@example.com')
    const { body } = await redeem(service, user, authorization)
    expect(body).toMatchObject({ outcome: 'refused', code: 'address_mismatch' })
    const page = await browser.get(`/refused?refusal=${body.refusal}&state=abc`)
    expect(page.text).toContain('You’re signed in as wrong@example.com')
    expect(page.text).toContain('The invitation is for grace@example.com')
    expect(page.html).toContain(logout('https://guestlist.example/i'))
    // S18: the same link then works for the right account.
    const again = await accept(browser, link)
    expect((await redeem(service, makeUser(service, 'grace@example.com'), again)).body.outcome).toBe(
      'redeemed',
    )
  })

  test.each(refusalCodes)('%s with its sentence', async code => {
    const ticket = await storeRefusal(code)
    const page = await browser.get(`/refused?refusal=${ticket}`)
    expect(page.text).toContain(sentenceFor(code))
    expect(page.text).not.toContain('Back to the app')
  })

  test('a log-in that only took too long: straight back to the invitation', async () => {
    await browser.get((await service.invite()).link)
    const page = await browser.get(`/refused?refusal=${await storeRefusal('handoff_expired')}`)
    expect(page.html).toContain('href="/i"')
    expect(page.text).toContain('Open the invitation again')
  })

  test('somebody who should open their invitation: the code of the message, or the invitation that is open', async () => {
    const path = `/refused?refusal=${await storeRefusal('open_invitation')}`
    expect(toLinks(await browser.get(path))).toEqual(['/i/code', logoutTo('/signed-out')])
    const { link } = await service.invite()
    await browser.get(link)
    expect(toLinks(await browser.get(path))).toEqual(['/i', logoutTo('/i')])
    // Invited anew: what the browser holds is over, and the latest message has a code.
    await service.invite()
    expect(toLinks(await browser.get(path))).toEqual(['/i/code', logoutTo('/i')])
  })

  test('somebody whose account is being removed: out of its session, to sign up with the same link', async () => {
    await browser.get((await service.invite()).link)
    const page = await browser.get(`/refused?refusal=${await storeRefusal('account_removed')}`)
    expect(toLinks(page)).toEqual([logoutTo('/i')])
    expect(page.text).toContain('Sign up again')
  })

  test('a session that is too old, about which nobody was asked: log in again, without a ticket', async () => {
    const page = await browser.get('/refused?code=login_outdated&hostname=acme.eu.auth0.example&state=abc')
    expect(page.status).toBe(403)
    expect(page.text).toContain(sentenceFor('login_outdated'))
    expect(page.text).toContain('Sign in again')
    expect(toLinks(page)).toEqual([
      logoutTo('/signed-out').replace('login.acme.example', 'acme.eu.auth0.example'),
      'https://acme.eu.auth0.example/continue?state=abc',
    ])
  })

  test("the way back from the tenant's log-out", async () => {
    expect(await browser.get('/signed-out')).toMatchObject({
      status: 200,
      text: expect.stringContaining('You’re signed out'),
    })
  })
})

describe('refuses', () => {
  test('S36 an unknown, an old and a missing ticket with one generic page', async () => {
    const old = await storeRefusal('invitation_required', service.clock.now() - 3_600_001)
    const paths = [
      `/refused?refusal=${old}`,
      '/refused?refusal=unknown',
      '/refused?refusal=',
      '/refused',
      '/refused?refusal=%00',
      '/refused?code=invitation_required',
      `/refused?code=login_outdated&refusal=${old}`,
    ]
    const pages = await Promise.all(paths.map(path => browser.get(path)))
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1)
    expect(pages.map(({ status }) => status)).toEqual(paths.map(() => 404))
  })
})

describe('security', () => {
  test('the invited address is masked for a browser that does not hold the invitation', async () => {
    const { link } = await service.invite()
    const authorization = await accept(openBrowser(service.app), link)
    const { body } = await redeem(service, makeUser(service, 'finder@example.com'), authorization)
    const page = await browser.get(`/refused?refusal=${body.refusal}`)
    expect(page.text).toContain('The invitation is for g•••@e•••.com')
    expect(page.html).not.toContain('grace@example.com')
  })

  test('the invited address is masked for a browser that holds another invitation', async () => {
    const { link } = await service.invite()
    const authorization = await accept(openBrowser(service.app), link)
    const { body } = await redeem(service, makeUser(service, 'finder2@example.com'), authorization)
    await browser.get((await service.invite({ invitee: { email: 'finder2@example.com' } })).link)
    expect((await browser.get(`/refused?refusal=${body.refusal}`)).html).not.toContain('grace@example.com')
  })

  test('a state that the tenant never made leads nowhere', async () => {
    const ticket = await storeRefusal('invitation_required')
    for (const state of ['', '"><script>', 'a b', 'https://evil.example', 'x'.repeat(1025)]) {
      const page = await browser.get(`/refused?refusal=${ticket}&state=${encodeURIComponent(state)}`)
      expect(page.html).not.toContain('/continue')
      expect(page.html).not.toContain('<script>')
    }
  })

  test("a domain that is not the tenant's is never led to", async () => {
    for (const hostname of [
      'evil.example',
      'acme.eu.auth0.example.evil.example',
      'acme.eu.auth0.example:8443',
      '',
    ]) {
      const { body } = await redeem(service, makeUser(service, 'nobody@example.com'), {}, { hostname })
      const page = await browser.get(`/refused?refusal=${body.refusal}&state=abc`)
      expect(page.html).not.toContain('evil')
      expect(page.html).toContain('href="https://login.acme.example/continue?state=abc"')
    }
  })
})

let tickets = 0

async function storeRefusal(code: RefusalCode, createdAt = service.clock.now()): Promise<string> {
  tickets += 1
  const ticket = `ticket-${tickets}`
  await service.ledger.createRefusal({
    ticket_hash: hashSecret(ticket),
    code,
    user_id: 'auth0|x',
    user_created_at: createdAt,
    login_address: 'x@example.com',
    connection: 'Username-Password-Authentication',
    client_id: 'portal',
    invitation_id: null,
    handoff_ref: null,
    hostname: null,
    passed: 0,
    created_at: createdAt,
  })
  return ticket
}

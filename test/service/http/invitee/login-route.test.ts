import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ManagementError, type TenantClient } from '../../../../service/management/management-api.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, handOut, makeUser, redeem } from './invitee-flow.ts'

let service: TestService
let browser: Browser
let number = 0
/** Somebody else in each test, because nobody gets mail without end. */
let address = ''
const login = 'https://portal.acme.example/auth/login?theme=acme'

function portal(url: string, changes: Partial<TenantClient> = {}): TenantClient {
  return {
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: { guestlist_login_url: url },
    initiateLoginUri: undefined,
    callbacks: ['com.acme.portal://callback', 'https://portal.acme.example/auth/callback'],
    ...changes,
  }
}

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
  address = `grace${++number}@example.com`
  service.management.users.splice(1)
  service.management.clients.splice(0, Infinity, portal(login))
})
afterEach(async () => {
  // What was read of the applications is long forgotten.
  await service.clock.advance(2 * 3_600_000)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const invite = (fields: Record<string, unknown> = {}) =>
  service.invite({ invitee: { email: address }, client_id: 'portal', ...fields })

describe('accepts', () => {
  test('for an application that begins its log-in itself: it gets the handoff and what the form needs', async () => {
    const { link } = await invite()
    const page = await browser.get(link)
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://login.acme.example https://portal.acme.example https:;",
    )
    const answer = await browser.submit(page)
    const { origin, pathname, searchParams } = new URL(answer.url)
    expect(origin + pathname).toBe('https://portal.acme.example/auth/login')
    expect(Object.fromEntries(searchParams)).toEqual({
      theme: 'acme',
      'ext-invite': expect.stringMatching(/^[-\w.*~@+ /:]{1,255}$/),
      screen_hint: 'signup',
      login_hint: address,
      ui_locales: 'en',
      prompt: 'login',
    })
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    // Nothing will come back to us: there is nothing to bring.
    expect([...browser.cookies.keys()]).toEqual(['__Host-guestlist-invitation'])
  })

  test('with the screen, the connection and the language that the invitation and the account ask for', async () => {
    const { link } = await invite({ connection: 'acme-saml', locale: 'fr' })
    makeUser(service, address, { emailVerified: true })
    const { searchParams } = new URL((await accept(browser, link)).url)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      connection: 'acme-saml',
      screen_hint: 'login',
      ui_locales: 'fr',
    })
  })

  test('S61 to a code by text message, for the link of a telephone number that a person was shown', async () => {
    const invitee = { phone_number: '+493012345689' }
    const { link } = await handOut(service, { invitee, client_id: 'portal' })
    const { searchParams } = new URL((await accept(browser, link)).url)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      connection: 'sms',
      login_hint: '+493012345689',
      'ext-invite': expect.stringMatching(/./),
    })
  })

  test('with the log-in of the service where the invitation leads to an address of its own', async () => {
    const { link } = await invite({ result_url: 'https://portal.acme.example/start' })
    expect((await accept(browser, link)).url).toContain('https://login.acme.example/authorize?')
  })

  test('with the log-in of the service while the tenant does not say where the application has its own', async () => {
    const { link } = await invite()
    await service.clock.advance(2 * 3_600_000)
    const { listClients } = service.management
    service.management.listClients = () => Promise.reject(new ManagementError('timeout'))
    expect((await accept(browser, link)).url).toContain('https://login.acme.example/authorize?')
    service.management.listClients = listClients
  })
})

describe('refuses', () => {
  test.each([
    ['plain http', 'http://portal.acme.example/login'],
    ['a script', 'javascript:alert(1)'],
    ['no address at all', '/login'],
    ['a password', 'https://user:secret@portal.acme.example/login'],
    ['a fragment', 'https://portal.acme.example/login#now'],
    ['a parameter of native invitations', 'https://portal.acme.example/login?invitation=1'],
    ['an origin that is not the application’s', 'https://portal.evil.example/login'],
    ['a port that is not the application’s', 'https://portal.acme.example:8443/login'],
  ])(
    'a guestlist_login_url with %s: the log-in of the service is taken, and the log says so',
    async (_, url) => {
      service.management.clients.splice(0, 1, portal(url))
      service.logLines.length = 0
      const { link } = await invite()
      const page = await browser.get(link)
      expect(page.headers.get('content-security-policy')).toContain("'self' https://login.acme.example;")
      expect((await browser.submit(page)).url).toContain('https://login.acme.example/authorize?')
      expect(service.logLines.join('\n')).toContain('"login_url_refused"')
      expect(service.logLines.join('\n')).not.toContain(url)
    },
  )

  test('one that has gone stale: the application no longer has log-ins there', async () => {
    const moved = portal(login, { callbacks: ['https://new.acme.example/callback'] })
    service.management.clients.splice(0, 1, moved)
    expect((await accept(browser, (await invite()).link)).url).toContain('/authorize?')
    service.management.clients.splice(0, 1, { ...moved, initiateLoginUri: 'https://portal.acme.example/' })
    await service.clock.advance(2 * 3_600_000)
    expect((await accept(browser, (await invite()).link)).url).toContain('https://portal.acme.example/')
  })

  test('http only on this machine', async () => {
    const callbacks = ['http://localhost:4400/callback']
    service.management.clients.splice(0, 1, portal('http://localhost:4400/login', { callbacks }))
    expect((await accept(browser, (await invite()).link)).url).toContain('http://localhost:4400/login?')
  })
})

describe('security', () => {
  test('the handoff is for a login of that application, and of no other client', async () => {
    const { id, link } = await invite()
    const { handoff } = await accept(browser, link)
    const user = makeUser(service, address)
    const elsewhere = await redeem(service, user, { handoff })
    expect(elsewhere.body).toMatchObject({ outcome: 'refused', code: 'connection_mismatch' })
    const there = await redeem(service, user, { handoff }, { clientId: 'portal' })
    expect(there.body).toMatchObject({ outcome: 'redeemed' })
    expect(await service.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  test('the handoff has no state: only its token carries it', async () => {
    const { link } = await invite()
    const { handoff } = await accept(browser, link)
    const user = makeUser(service, address)
    await redeem(service, user, { handoff }, { clientId: 'portal' })
    const redemption = await service.ledger.findStandingRedemption({
      userId: user.userId,
      createdAt: user.createdAt.getTime(),
    })
    const ref = redemption?.redemption.handoff_ref ?? ''
    expect(await service.ledger.findHandoff({ ref })).toMatchObject({ client_id: 'portal', state_hash: null })
  })

  test('S14 a handoff from before a resend is dead at the application, too', async () => {
    const { id, link } = await invite()
    const { handoff } = await accept(browser, link)
    await service.clock.advance(120_000)
    expect((await service.api(`/api/invitations/${id}/resend`, { method: 'POST' })).status).toBe(200)
    const answer = await redeem(service, makeUser(service, address), { handoff }, { clientId: 'portal' })
    expect(answer.body).toMatchObject({ outcome: 'refused', code: 'invitation_replaced' })
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sentenceFor } from '../../../../contract/refusal.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, logInWithInvitation, makeUser, redeem } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
  service.management.clients.push({
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: { guestlist_url: 'https://portal.acme.example/' },
    initiateLoginUri: undefined,
  })
})
beforeEach(() => {
  browser = openBrowser(service.app)
  service.management.users.splice(1)
  service.management.requests.length = 0
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const comeBack = (fields?: Record<string, unknown>, login?: string, passes?: boolean) =>
  logInWithInvitation(service, browser, { fields, login, passes })

const refreshOf = (html: string) => /http-equiv="refresh" content="([^"]+)"/.exec(html)?.[1]

describe('a person who has joined', () => {
  test('waits visibly until the grant is done, reads "You’re in", and is led on', async () => {
    const { callback, user, id } = await comeBack({ roles: ['Editor'], client_id: 'portal' })
    const waiting = await browser.get(callback)
    expect(waiting.url).toMatch(/^https:\/\/guestlist\.example\/joined\?view=/)
    expect(waiting.text).toContain('Almost there')
    expect(refreshOf(waiting.html)).toBe('1')
    await service.worker.drain()
    const done = await browser.get(waiting.url)
    expect(done.text).toContain('You’re in')
    expect(done.html).toContain('href="https://portal.acme.example/"')
    expect(done.text).toContain('Continue to Portal')
    expect(refreshOf(done.html)).toBe('3; url=https://portal.acme.example/')
    expect(service.management.rolesOf.get(user.userId)).toEqual(new Set(['rol_editor']))
    expect((await service.api(`/api/invitations/${id}`)).body).toMatchObject({ status: 'accepted', uses: 1 })
    expect(browser.cookies.size).toBe(0)
  })

  test('need not wait for the two seconds that a grant without a visitor waits', async () => {
    const { callback } = await comeBack({ roles: ['Editor'] })
    const dueAt = await service.ledger.nextWorkAt(['grant'])
    expect(dueAt).toBeGreaterThan(service.clock.now())
    await browser.get(callback)
    expect(await service.ledger.nextWorkAt(['grant'])).toBeLessThanOrEqual(service.clock.now())
    await service.worker.drain()
  })

  test('is told after ten seconds that the rest arrives by itself', async () => {
    const { callback } = await comeBack()
    const { url } = await browser.get(callback)
    await service.clock.advance(9_999)
    expect((await browser.get(url)).text).toContain('Almost there')
    await service.clock.advance(1)
    const late = await browser.get(url)
    expect(late.text).toContain('Your access is almost ready')
    expect(refreshOf(late.html)).toBeUndefined()
    expect(late.html).toContain('href="https://www.acme.example/welcome"')
    await service.worker.drain()
  })

  test('S8 is led to result_url only while its origin is listed', async () => {
    const { callback } = await comeBack({
      result_url: 'https://portal.acme.example/start',
      client_id: 'portal',
    })
    const { url } = await browser.get(callback)
    await service.worker.drain()
    expect((await browser.get(url)).html).toContain('href="https://portal.acme.example/start"')
    const { RESULT_URL_ORIGINS: _, ...env } = service.env
    const strict = await startTestService({ ...env, RESULT_URL_ORIGINS: 'https://other.example' })
    const row = await service.ledger.findInvitation(
      (await service.invite({ result_url: 'https://portal.acme.example/x' })).id,
    )
    if (!row) throw new TypeError('no invitation')
    await strict.ledger.createInvitation({ ...row, status: 'accepted' }, { mail: false })
    const page = await openBrowser(strict.app).get(await strict.linkOf(row.id))
    expect(page.text).toContain('You’ve already joined')
    expect(page.html).toContain('href="https://www.acme.example/welcome"')
    await strict.close()
  })
})

describe('a person whom the gate lets pass without the grant', () => {
  test('reads why, which address is which, and may use another account or leave it at that', async () => {
    const { callback, answer, id } = await comeBack({ client_id: 'portal' }, 'elsewhere@example.com', true)
    expect(answer.body).toMatchObject({ outcome: 'refused', code: 'address_mismatch' })
    const page = await browser.get(callback)
    expect(page.status).toBe(403)
    expect(page.text).toContain(sentenceFor('address_mismatch'))
    expect(page.text).toContain('You’re signed in as elsewhere@example.com')
    expect(page.text).toContain('The invitation is for grace@example.com')
    expect(page.html).toContain(
      'https://login.acme.example/v2/logout?client_id=guestlist-client&amp;returnTo=https%3A%2F%2Fguestlist.example%2Fi"',
    )
    expect(page.html).toContain('href="https://portal.acme.example/"')
    // S18: the invitation is as it was, and the same link works with the right account.
    expect((await service.api(`/api/invitations/${id}`)).body).toMatchObject({ status: 'pending', uses: 0 })
    expect((await browser.get('/i')).text).toContain('Accept invitation')
  })

  test('does not read the invited address in a browser that no longer holds the invitation', async () => {
    const { callback } = await comeBack({}, 'elsewhere@example.com', true)
    browser.cookies.delete('__Host-guestlist-invitation')
    const page = await browser.get(callback)
    expect(page.text).toContain('The invitation is for g•••@e•••.com')
    expect(page.html).not.toContain('grace@example.com')
    expect(page.html).toContain('guestlist.example%2Fsigned-out')
  })
})

describe('a log-in that the tenant ends', () => {
  test('gets a friendly page with "Try again", and uses nothing up', async () => {
    const { link } = await service.invite()
    const { state } = await accept(browser, link)
    const page = await browser.get(
      `/callback?error=access_denied&error_description=<b>canary</b>&state=${state}`,
    )
    expect(page).toMatchObject({ status: 403, text: expect.stringContaining('You weren’t signed in') })
    expect(page.html).not.toContain('canary')
    expect(page.html).toContain('href="/i"')
    expect((await browser.get('/i')).text).toContain('Accept invitation')
  })

  test('shows our own sentence when the Action gave it as the reason', async () => {
    const { state } = await accept(browser, (await service.invite()).link)
    const reason = encodeURIComponent(sentenceFor('service_unavailable'))
    const page = await browser.get(`/callback?error=access_denied&error_description=${reason}&state=${state}`)
    expect(page.text).toContain(sentenceFor('service_unavailable'))
  })
})

describe('a tenant that does not answer', () => {
  test('costs a reload and nothing else', async () => {
    const { callback } = await comeBack()
    service.tenant.goDown()
    expect(await browser.get(callback)).toMatchObject({
      status: 503,
      text: expect.stringContaining('Try again'),
    })
    service.tenant.comeBack()
    expect((await browser.get(callback)).url).toContain('/joined?view=')
    await service.worker.drain()
  })
})

test("S45 somebody else's handoff in a live session joins nobody to anything", async () => {
  const { id, link } = await service.invite({ invitee: { email: 'owner@example.com' } })
  const authorization = await accept(browser, link)
  const victim = makeUser(service, 'victim@example.com', { emailVerified: true })
  const answer = await redeem(service, victim, { handoff: authorization.handoff }, { passes: true })
  expect(answer.body).toMatchObject({ outcome: 'refused', code: 'address_mismatch' })
  expect((await service.api(`/api/invitations/${id}`)).body).toMatchObject({ status: 'pending' })
})

import nock from 'nock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TenantUser } from '../../../../service/management/management-api.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { makeUser, redeem, tokenOfShop } from '../invitee/invitee-flow.ts'
import type { TestService } from '../test-service.ts'
import { signIn, startWithFields } from './member-flow.ts'

const PATH = '/account/data.json'

let service: TestService
beforeAll(async () => {
  service = await startWithFields({ TERMS_URL: 'https://acme.example/terms', TERMS_VERSION: '2026-10' })
})
beforeEach(() => {
  service.management.users.splice(1)
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Joins through an invitation that says much about others; the browser is signed in to the account then. */
async function join(email: string): Promise<{ browser: Browser; user: TenantUser; link: string }> {
  const browser = openBrowser(service.app)
  const body = {
    invitee: { email },
    inviter: { name: 'Ada Lovelace' },
    roles: ['Editor'],
    message: 'Written to one person',
    app_metadata: { salary: 'SECRET-1' },
    user_metadata: { rating: 'SECRET-2' },
    on_live_invitation: 'replace',
  }
  const invited = await service.api('/api/invitations', { body, token: await tokenOfShop(service) })
  await service.worker.drain()
  const link = await service.linkOf(String(invited.body.id))
  const asked = await browser.press(await browser.get(link), 'Accept invitation')
  const left = await browser.press(asked, 'Continue', { 'field.given_name': 'Grace', terms: 'agreed' })
  const { searchParams } = new URL(left.url)
  const user = makeUser(service, email)
  await redeem(service, user, {
    handoff: searchParams.get('ext-invite') ?? '',
    state: searchParams.get('state') ?? '',
  })
  await service.clock.advance(10_000)
  await service.worker.drain()
  await signIn(service, user.userId, browser)
  return { browser, user, link }
}

describe('what members may take along', () => {
  test('is a file, which the page of the account leads to, with what the page says of them', async () => {
    const { browser, user } = await join('grace@example.com')
    expect((await browser.get('/account')).html).toContain(`href="${PATH}"`)
    const file = await browser.get(PATH)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="guestlist-account.json"')
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(JSON.parse(file.html)).toEqual({
      organization: 'Acme',
      downloaded_at: instant,
      account: { user_id: user.userId, email: 'grace@example.com', created_at: user.createdAt.toISOString() },
      profile: {
        given_name: 'Grace',
        family_name: null,
        name: null,
        nickname: null,
        picture: null,
        phone_number: null,
        'user_metadata.team': null,
      },
      invitations: [
        {
          invited_by: 'Ada Lovelace',
          joined_at: instant,
          roles: ['Editor'],
          is_complete: true,
          terms: { version: '2026-10', agreed_at: instant },
        },
      ],
    })
  })

  test('has nothing of app_metadata, of what applications keep, of the message, of links, codes or others', async () => {
    const other = await join('ada@example.com')
    const { browser, user, link } = await join('grace@example.com')
    expect(user.appMetadata).toMatchObject({ salary: 'SECRET-1' })
    expect(user.userMetadata).toMatchObject({ rating: 'SECRET-2' })
    const { html } = await browser.get(PATH)
    expect(html).not.toMatch(
      /SECRET|salary|rating|app_metadata|guestlist|Written to one|inv_|ada@example|"sub"/,
    )
    expect(html).not.toContain(other.user.userId)
    expect(html).not.toContain(link.slice(link.lastIndexOf('/') + 1))
  })

  test('is one’s own whatever the address asks for', async () => {
    const other = await join('ada@example.com')
    const { browser, user } = await join('grace@example.com')
    const id = encodeURIComponent(other.user.userId)
    for (const query of ['user', 'user_id', 'userId', 'id', 'sub', 'email'].map(name => `?${name}=${id}`)) {
      const { account } = JSON.parse((await browser.get(PATH + query)).html)
      expect(account).toMatchObject({ user_id: user.userId, email: 'grace@example.com' })
    }
    for (const path of [`/account/${id}/data.json`, `/account/data.json/${id}`])
      expect((await browser.get(path)).status).toBe(404)
  })

  test('leaves out what an earlier account with the same id was given', async () => {
    const { browser, user } = await join('grace@example.com')
    user.createdAt = new Date(service.clock.now() + 86_400_000)
    user.appMetadata = { guestlist: { admitted: true } }
    expect(JSON.parse((await browser.get(PATH)).html).invitations).toEqual([])
  })

  test('needs a session of one’s own: without one there is a page to sign in, and no file', async () => {
    const { browser } = await join('grace@example.com')
    const stranger = openBrowser(service.app)
    const copied = openBrowser(service.app)
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value)
    await browser.press(await browser.get('/account'), 'Sign out')
    for (const other of [stranger, copied, browser]) {
      const answer = await other.get(PATH)
      expect(answer).toMatchObject({
        status: 401,
        text: expect.stringContaining('Sign in to see and change'),
      })
      expect(answer.headers.get('content-disposition')).toBeNull()
      expect(answer.html).not.toContain('grace@example.com')
    }
  })

  test('is no more for somebody who was shut out, and nothing is said while the tenant does not answer', async () => {
    const { browser, user } = await join('grace@example.com')
    service.management.isDown = true
    expect(await browser.get(PATH)).toMatchObject({ status: 503 })
    service.management.isDown = false
    user.blocked = true
    const answer = await browser.get(PATH)
    expect(answer.status).toBe(403)
    expect(answer.html).not.toContain('grace@example.com')
  })

  test('is noted in the log by the id of the user, and not with what was in it', async () => {
    const { browser, user } = await join('grace@example.com')
    service.logLines.length = 0
    await browser.get(PATH)
    const log = service.logLines.join('\n')
    expect(log).toContain('member_data_downloaded')
    expect(log).toContain(user.userId)
    expect(log).not.toMatch(/grace@example\.com|Ada Lovelace/)
  })
})

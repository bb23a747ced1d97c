import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, decline, makeUser, redeem, share, tokenOfShop } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const statusOf = async (id: string) => (await service.ledger.findInvitation(id))?.status

describe('accepts', () => {
  test('a press of Decline: says what happened, who sees it and that there is a way back', async () => {
    const ada = { token: await tokenOfShop(service) }
    const body = { invitee: { email: 'declining@example.com' }, inviter: { name: 'Ada Lovelace' } }
    const id = String((await service.api('/api/invitations', { ...ada, body })).body.id)
    const page = await decline(browser, await browser.get(await service.linkOf(id)))
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('You declined') })
    expect(page.text).toContain('Ada Lovelace can see that you declined, and can invite you again')
    expect(page.html).not.toContain('<form')
    expect(await statusOf(id)).toBe('declined')
  })

  test('a slip of the thumb: the first press asks, changes nothing, and leads back to the invitation', async () => {
    const invitee = { email: 'thumb@example.com' }
    for (const acceptsCookies of [true, false]) {
      const { id, link } = await service.invite({ invitee })
      const other = openBrowser(service.app, { acceptsCookies })
      const page = await other.press(await other.get(link), 'Decline')
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Decline this invitation?') })
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
      expect(await statusOf(id)).toBe('pending')
      const back = /href="(\/i\?view=[^"]+)"/.exec(page.html)?.[1] ?? ''
      expect((await other.get(back)).text).toContain('Accept invitation')
    }
  })

  test('the invitee of a link that only the mailbox got', async () => {
    const { id, link } = await service.invite()
    const page = await decline(browser, await browser.get(link))
    expect(page.text).toContain('The person who invited you can see that you declined')
    expect(await statusOf(id)).toBe('declined')
  })

  test('somebody without cookies', async () => {
    const shy = openBrowser(service.app, { acceptsCookies: false })
    const { id, link } = await service.invite({ invitee: { email: 'shy@example.com' } })
    expect((await decline(shy, await shy.get(link))).text).toContain('You declined')
    expect(await statusOf(id)).toBe('declined')
  })

  test('whoever has declined and is invited again', async () => {
    const invitee = { email: 'again@example.com' }
    await decline(browser, await browser.get((await service.invite({ invitee })).link))
    const { link } = await service.invite({ invitee })
    expect((await accept(browser, link)).url).toContain('/authorize?')
  })
})

describe('refuses', () => {
  test('to accept what was declined, by the page that is still open and by the link', async () => {
    const { link } = await service.invite({ invitee: { email: 'closed@example.com' } })
    const open = await browser.get(link)
    await decline(browser, open)
    for (const page of [await browser.press(open, 'Accept invitation'), await browser.get(link)])
      expect(page).toMatchObject({
        status: 410,
        text: expect.stringContaining('This invitation was declined'),
      })
    expect((await browser.get('/i')).text).not.toMatch(/closed@example\.com/)
  })

  test('to decline twice, what has expired, and what was accepted: nothing changes', async () => {
    const twice = await service.invite({ invitee: { email: 'twice@example.com' } })
    const open = await browser.get(twice.link)
    const question = await browser.press(open, 'Decline')
    await browser.press(question, 'Yes, decline')
    const row = await service.ledger.findInvitation(twice.id)
    expect(await browser.press(open, 'Decline')).toMatchObject({ status: 410 })
    expect(await browser.press(question, 'Yes, decline')).toMatchObject({ status: 410 })
    expect(await service.ledger.findInvitation(twice.id)).toEqual(row)

    const joined = await service.invite({ invitee: { email: 'joined@example.com' } })
    const page = await browser.get(joined.link)
    const asked = await browser.press(page, 'Decline')
    const accepted = await accept(browser, joined.link)
    await redeem(service, makeUser(service, 'joined@example.com'), accepted)
    expect((await browser.press(page, 'Decline')).text).toContain('You’ve already joined')
    expect((await browser.press(asked, 'Yes, decline')).text).toContain('You’ve already joined')
    expect(await statusOf(joined.id)).toBe('accepted')

    const late = await service.invite({ invitee: { email: 'late@example.com' }, ttl_sec: 60 })
    const old = await browser.get(late.link)
    const oldQuestion = await browser.press(old, 'Decline')
    await service.clock.advance(61_000)
    expect((await browser.press(old, 'Decline')).text).toContain('This invitation has expired')
    expect((await browser.press(oldQuestion, 'Yes, decline')).text).toContain('has expired')
    expect(await statusOf(late.id)).toBe('pending')
  })

  test('a link for many: nobody speaks for all who have it', async () => {
    const { id, link } = await share(service)
    const { invitation = '' } = browser.fieldsOf(await browser.get(link))
    const own = await browser.get((await service.invite({ invitee: { email: 'own@example.com' } })).link)
    const forged = await browser.press(own, 'Decline', { invitation })
    expect(forged.text).toContain('Send me my invitation')
    expect((await decline(browser, own, { invitation })).text).toContain('Send me my invitation')
    expect(await statusOf(id)).toBe('pending')
  })

  test('a form without its handle', async () => {
    const { id, link } = await service.invite({ invitee: { email: 'handle@example.com' } })
    const page = await browser.get(link)
    for (const invitation of ['', 'junk'])
      expect(await browser.press(page, 'Decline', { invitation })).toMatchObject({ status: 400 })
    for (const invitation of ['', 'junk'])
      expect(await decline(browser, page, { invitation })).toMatchObject({ status: 400 })
    expect(await statusOf(id)).toBe('pending')
  })
})

describe('security', () => {
  test('S43 a handoff made before the invitation was declined is dead', async () => {
    const invitee = { email: 'before@example.com' }
    const { link } = await service.invite({ invitee })
    const authorization = await accept(browser, link)
    await decline(browser, await browser.get(link))
    const { body } = await redeem(service, makeUser(service, invitee.email), authorization)
    expect(body).toMatchObject({ outcome: 'refused', code: 'invitation_declined' })
  })
})

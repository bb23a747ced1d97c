import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, decline, handOut, makeUser, redeem, share } from './invitee-flow.ts'

const DAY_MS = 86_400_000

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

/** Invites somebody and lets the time of the invitation pass. */
async function inviteAndWait(email: string, fields: Record<string, unknown> = {}) {
  const invited = await service.invite({ invitee: { email }, ttl_sec: 3600, ...fields })
  await service.clock.advance(3_601_000)
  return invited
}

/** Presses "Send me a new one", and lets everything happen that follows. */
async function renew(page: Page): Promise<Page> {
  const answer = await browser.press(page, 'Send me a new one')
  await service.backgroundTasks.settled()
  await service.worker.drain()
  return answer
}

const mailsTo = (email: string) => service.mails.filter(mail => mail.to === email)
const linkIn = (email: string) =>
  /https:\/\/\S+\/i\/[\w.-]+/.exec(mailsTo(email).at(-1)?.text ?? '')?.[0] ?? ''

describe('accepts', () => {
  test('the holder of an expired link: a new message goes to the address it was for, for as long as before', async () => {
    const { id, link } = await inviteAndWait('late@example.com')
    const page = await browser.get(link)
    expect(page.text).toContain('Or get a new one sent to the invited address')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
    const answer = await renew(page)
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('Check your inbox') })
    expect(mailsTo('late@example.com')).toHaveLength(2)
    const row = await service.ledger.findInvitation(id)
    expect(row).toMatchObject({ status: 'pending', expires_at: service.clock.now() + 3_600_000 })
    const authorization = await accept(openBrowser(service.app), linkIn('late@example.com'))
    const { body } = await redeem(service, makeUser(service, 'late@example.com'), authorization)
    expect(body.outcome).toBe('redeemed')
  })

  test('the holder of an expired link that a person was shown: from then on only the mailbox has one', async () => {
    const { id, link } = await handOut(service, { invitee: { email: 'shown@example.com' }, ttl_sec: 3600 })
    await service.clock.advance(3_601_000)
    await renew(await browser.get(link))
    expect(mailsTo('shown@example.com')).toHaveLength(1)
    expect(await service.ledger.findInvitation(id)).toMatchObject({ delivery: 'delivered' })
    // The link that was shown asks for that message again, and does no more than that.
    const again = await browser.get(link)
    expect(again.text).toContain('Send the invitation to s•••@e•••.com')
    expect(again.html).not.toContain('/i/accept')
    expect((await browser.get(linkIn('shown@example.com'))).text).toContain('Accept invitation')
  })

  test('the holder of an older link learns that there is a newer one, and where its code is entered', async () => {
    const { link } = await inviteAndWait('older@example.com')
    await renew(await browser.get(link))
    const replaced = await browser.get(link)
    expect(replaced.text).toContain('There’s a newer invitation')
    expect(replaced.html).toContain('href="/i/code"')
  })
})

describe('is not offered', () => {
  test('for a link for many, and for what was withdrawn, declined or accepted', async () => {
    const many = await share(service, { ttl_sec: 3600 })
    const declined = await service.invite({ invitee: { email: 'no@example.com' }, ttl_sec: 3600 })
    await decline(browser, await browser.get(declined.link))
    await service.clock.advance(3_601_000)
    for (const { link } of [many, declined]) expect((await browser.get(link)).html).not.toContain('<form')
    expect((await browser.get(many.link)).text).toContain('Ask ')
  })
})

describe('refuses', () => {
  test('a form without its handle', async () => {
    const page = await browser.get((await inviteAndWait('handle@example.com')).link)
    for (const invitation of ['', 'junk'])
      expect(await browser.press(page, 'Send me a new one', { invitation })).toMatchObject({ status: 400 })
    expect(mailsTo('handle@example.com')).toHaveLength(1)
  })
})

describe('security', () => {
  test('S41 the answer is one, whatever comes of it', async () => {
    const { link } = await inviteAndWait('one@example.com')
    const other = await inviteAndWait('other@example.com')
    const [page, otherPage] = [await browser.get(link), await browser.get(other.link)]
    const toAnswer = ({ status, headers, html }: Page) => ({
      status,
      headers: [...headers].filter(([name]) => name !== 'date'),
      html,
    })
    const first = toAnswer(await renew(page))
    // Replaced by then, asked for a second time within the day, and withdrawn.
    expect(toAnswer(await renew(page))).toEqual(first)
    await service.api(`/api/invitations/${other.id}`, { method: 'DELETE' })
    expect(toAnswer(await renew(otherPage))).toEqual(first)
    expect(mailsTo('one@example.com')).toHaveLength(2)
    expect(mailsTo('other@example.com')).toHaveLength(1)
  })

  test('S41 the answer waits for nothing that depends on the address', async () => {
    const page = await browser.get((await inviteAndWait('waits@example.com')).link)
    let release: () => void = () => undefined
    const never = new Promise<never>((_, reject) => {
      release = () => reject(new TypeError('released'))
    })
    never.catch(() => undefined)
    vi.spyOn(service.ledger, 'findInvitation').mockReturnValue(never)
    expect((await browser.press(page, 'Send me a new one')).text).toContain('Check your inbox')
    release()
    await service.backgroundTasks.settled()
    vi.restoreAllMocks()
  })

  test('S39 nobody gets more than one new message a day by it', async () => {
    // Days are those of UTC: all of this happens on one, whatever the time is now.
    await service.clock.advance(DAY_MS - (service.clock.now() % DAY_MS))
    const { link } = await inviteAndWait('daily@example.com')
    await renew(await browser.get(link))
    for (let hours = 0; hours < 3; hours++) {
      await service.clock.advance(3_601_000)
      const page = await browser.get(linkIn('daily@example.com'))
      expect(page.text).toContain('This invitation has expired')
      await renew(page)
    }
    expect(mailsTo('daily@example.com')).toHaveLength(2)
    await service.clock.advance(86_400_000)
    await renew(await browser.get(linkIn('daily@example.com')))
    expect(mailsTo('daily@example.com')).toHaveLength(3)
  })

  test('S16 nothing is sent for an inviter who may no longer invite', async () => {
    const { link } = await inviteAndWait('blocked@example.com')
    const ada = service.management.users.find(({ userId }) => userId === 'auth0|ada')
    if (!ada) throw new TypeError('no inviter')
    Object.assign(ada, { blocked: true })
    await service.clock.advance(120_000)
    expect((await renew(await browser.get(link))).text).toContain('Check your inbox')
    expect(mailsTo('blocked@example.com')).toHaveLength(1)
    Object.assign(ada, { blocked: false })
    await service.clock.advance(120_000)
  })

  test('S36 S41 the page shows no address to the holder of a link that a person was shown', async () => {
    const { link } = await handOut(service, { invitee: { email: 'masked@example.com' }, ttl_sec: 3600 })
    await service.clock.advance(3_601_000)
    const page = await browser.get(link)
    for (const { html } of [page, await renew(page)]) expect(html).not.toContain('masked')
  })
})

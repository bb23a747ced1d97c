import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, makeUser, redeem, share } from './invitee-flow.ts'

let folder: string
let service: TestService
let browser: Browser

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-link-'))
  const POLICY_FILE = join(folder, 'policy.json')
  await writeFile(POLICY_FILE, '{ "limits": { "per_ip_per_hour": 60 } }')
  service = await startTestService({ POLICY_FILE })
})
beforeEach(() => {
  browser = openBrowser(service.app)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
  await rm(folder, { recursive: true })
})

/** Gives an address to the page of a link, and lets everything happen that follows. */
async function give(page: Page, email: string, from?: string): Promise<Page> {
  const headers = { 'sec-fetch-site': 'same-origin', ...(from && { 'x-forwarded-for': from }) }
  const answer = await browser.press(page, 'Send me my invitation', { email }, headers)
  await service.backgroundTasks.settled()
  await service.worker.drain()
  return answer
}

const mailsTo = (email: string) => service.mails.filter(mail => mail.to === email)
const linkIn = (email: string) =>
  /https:\/\/\S+\/i\/[\w.-]+/.exec(mailsTo(email).at(-1)?.text ?? '')?.[0] ?? ''

describe('the page of a link for many', () => {
  test('says who invites whom to what, and asks for an address instead of offering to accept', async () => {
    const { link } = await share(service, { inviter: { name: 'Ada Lovelace' }, roles: ['Viewer'] })
    const page = await browser.get(link)
    expect(page).toMatchObject({ status: 200, url: 'https://guestlist.example/i' })
    for (const sentence of ['Ada Lovelace has invited you to join Acme', 'Anyone with this link', 'Viewer'])
      expect(page.text).toContain(sentence)
    expect(page.html.match(/<button/g)).toHaveLength(1)
    expect(page.html).toMatch(/<label for="email">Your email address<\/label>/)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
  })

  test('names the domain that it is for', async () => {
    const { link } = await share(service, { kind: 'domain', domain: 'example.com' })
    const page = await browser.get(link)
    expect(page.text).toContain('Anyone with an address at example.com')
    expect(page.text).toContain('Only addresses at example.com')
  })

  test('does not tell how many have joined or may', async () => {
    const { link } = await share(service, { max_uses: 42 })
    const shown = (await browser.get(link)).html.replace(/<time[^>]*>[^<]*<\/time>/g, '')
    expect(shown.replace(/<[^>]+>/g, ' ')).not.toMatch(/42|41|places|uses/)
  })
})

describe('accepts', () => {
  test('an address: a message with an invitation of its own goes there, and admits it', async () => {
    const { id, link } = await share(service, { roles: ['Viewer'] })
    const answer = await give(await browser.get(link), ' Grace@Example.com\u200b ')
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('Check your inbox') })
    expect(answer.text).toContain('grace@example.com')
    expect(mailsTo('grace@example.com')).toHaveLength(1)
    const authorization = await accept(openBrowser(service.app), linkIn('grace@example.com'))
    const { body } = await redeem(service, makeUser(service, 'grace@example.com'), authorization)
    expect(body).toMatchObject({ outcome: 'redeemed', grant: { roles: ['Viewer'] } })
    expect(await service.ledger.findInvitation(id)).toMatchObject({ uses: 1, status: 'pending' })
  })

  test('an address of the domain, in any case', async () => {
    const { link } = await share(service, { kind: 'domain', domain: 'example.com', max_uses: 3 })
    expect((await give(await browser.get(link), 'Heidi@EXAMPLE.com')).status).toBe(200)
    expect(mailsTo('heidi@example.com')).toHaveLength(1)
  })

  test('a browser without cookies', async () => {
    const { link } = await share(service)
    browser = openBrowser(service.app, { acceptsCookies: false })
    expect((await give(await browser.get(link), 'ivan@example.com')).status).toBe(200)
    expect(mailsTo('ivan@example.com')).toHaveLength(1)
  })
})

describe('refuses', () => {
  test.each([
    '',
    'judy',
    'judy@',
    'judy@localhost',
    'judy@example.com, eve@example.com',
    'judy@exam ple.com',
  ])('what is no address, says so beside the field and keeps what was typed: %j', async typed => {
    const page = await browser.get((await share(service)).link)
    const sent = service.mails.length
    const answer = await give(page, typed)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('That doesn’t look like an email address')
    expect(answer.html).toMatch(
      /<input[^>]* id="email"[^>]* aria-invalid="true"[^>]* aria-describedby="email-error"/,
    )
    expect(answer.html).toContain('<title>Error: Join Acme · Acme</title>')
    expect(browser.fieldsOf(answer).email).toBe(typed)
    expect(service.mails).toHaveLength(sent)
  })

  test('everybody when the link has expired, was withdrawn, or has let in as many as it may', async () => {
    const expired = await share(service, { ttl_sec: 60 })
    const revoked = await share(service)
    const full = await share(service, { max_uses: 1 })
    const pages = [
      await browser.get(expired.link),
      await browser.get(revoked.link),
      await browser.get(full.link),
    ]
    await give(await browser.get(full.link), 'only@example.com')
    const authorization = await accept(openBrowser(service.app), linkIn('only@example.com'))
    await redeem(service, makeUser(service, 'only@example.com'), authorization)
    await service.api(`/api/invitations/${revoked.id}`, { method: 'DELETE' })
    await service.clock.advance(61_000)
    const sent = service.mails.length
    const answers = []
    for (const page of pages) answers.push(await give(page, 'ken@example.com'))
    expect(answers.map(({ status }) => status)).toEqual([410, 410, 410])
    expect(answers.map(({ text }) => text)).toEqual([
      expect.stringContaining('This invitation has expired'),
      expect.stringContaining('This invitation is no longer valid'),
      expect.stringContaining('This link is full'),
    ])
    for (const { html } of answers) expect(html).not.toContain('<form')
    expect((await openBrowser(service.app).get(full.link)).text).toContain('This link is full')
    expect(service.mails).toHaveLength(sent)
  })

  test('a form without its handle, or with that of a personal invitation', async () => {
    const page = await browser.get((await share(service)).link)
    const personal = await service.invite({ invitee: { email: 'lena@example.com' } })
    const { invitation = '' } = browser.fieldsOf(await browser.get(personal.link))
    const sent = service.mails.length
    const post = (handle: string) =>
      browser.press(page, 'Send me my invitation', { invitation: handle, email: 'eve@example.com' })
    expect((await post('junk')).status).toBe(400)
    expect((await post(invitation)).text).toContain('Accept invitation')
    await service.backgroundTasks.settled()
    await service.worker.drain()
    expect(service.mails).toHaveLength(sent)
  })
})

describe('security', () => {
  test.each([
    'eve@evil-example.com',
    'eve@example.com.evil.com',
    'eve@sub.example.com',
    'eve@example.com.',
    'eve@example.co',
    'eve@exаmple.com',
    'eve@example。com',
    'eve@ｅxample.com',
    'eve@example.com@evil.com',
    '"eve@example.com"@evil.com',
    'eve@xn--exmple-4nf.com',
  ])('S24 the rule of a domain link refuses %s, and names the rule and nothing else', async email => {
    const { link } = await share(service, { kind: 'domain', domain: 'example.com' })
    const sent = service.mails.length
    const answer = await give(await browser.get(link), email)
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(/Only addresses at example\.com|does not look like an email address/)
    expect(service.mails).toHaveLength(sent)
  })

  test('S41 every address gets one answer: a new one, a member, an invited, a blocked one, one that was just here', async () => {
    const { link } = await share(service, { max_uses: 100 })
    makeUser(service, 'member@example.com')
    await service.invite({ invitee: { email: 'invited@example.com' } })
    const page = await browser.get(link)
    const ask = async (email: string) => {
      const answer = await give(page, email)
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      return { status: answer.status, headers, html: answer.html.replaceAll(email, 'ADDRESS') }
    }
    const first = await ask('new@example.com')
    expect(first.status).toBe(200)
    for (const email of ['member@example.com', 'invited@example.com', 'new@example.com', 'new@example.com'])
      expect(await ask(email)).toEqual(first)
    // Far beyond any limit of one recipient.
    for (let times = 0; times < 20; times++) expect(await ask('new@example.com')).toEqual(first)
    expect(mailsTo('new@example.com').length).toBeLessThan(20)
  })

  test('S41 the answer waits for nothing that depends on the address', async () => {
    const page = await browser.get((await share(service)).link)
    let release: () => void = () => undefined
    const never = new Promise<never>((_, reject) => {
      release = () => reject(new TypeError('released'))
    })
    never.catch(() => undefined)
    for (const name of [
      'findPendingInvitations',
      'hasAcceptedChild',
      'incrementCounter',
      'createInvitation',
    ] as const)
      vi.spyOn(service.ledger, name).mockReturnValue(never)
    const answer = await browser.press(page, 'Send me my invitation', { email: 'waits@example.com' })
    expect(answer.text).toContain('Check your inbox')
    release()
    await service.backgroundTasks.settled()
    vi.restoreAllMocks()
  })

  test('S46 a shared link never admits an address that did not receive its own mail', async () => {
    const { link } = await share(service)
    const page = await browser.get(link)
    const { invitation = '' } = browser.fieldsOf(page)
    // The handle of the link, put into the form of a personal invitation, makes no handoff.
    const personal = await service.invite({ invitee: { email: 'mallory@example.com' } })
    const form = await browser.get(personal.link)
    const answer = await browser.press(form, 'Accept invitation', { invitation })
    expect(answer.url).not.toContain('/authorize')
    expect(answer.text).toContain('Send me my invitation')
    expect([...browser.cookies.keys()].join()).not.toContain('guestlist-accept')
    // The message goes to the address that was given, and its invitation is for no other one.
    await give(page, 'niaj@example.com')
    const authorization = await accept(openBrowser(service.app), linkIn('niaj@example.com'))
    const other = await redeem(service, makeUser(service, 'eve2@example.com'), authorization)
    expect(other.body).toMatchObject({ outcome: 'refused', code: 'address_mismatch' })
    // Whoever only gives an address is not admitted by that.
    await give(page, 'olivia@example.com')
    const { body } = await redeem(service, makeUser(service, 'olivia@example.com'), {})
    expect(body.outcome).toBe('refused')
  })

  test('S39 one network cannot make the service send without end', async () => {
    const { link } = await share(service, { max_uses: 1000 })
    const page = await browser.get(link)
    const sent = service.mails.length
    for (let n = 0; n < 70; n++) await give(page, `flood-${n}@example.com`, '203.0.113.77')
    expect(service.mails.length - sent).toBe(60)
    await give(page, 'calm@example.com', '203.0.113.78')
    expect(mailsTo('calm@example.com')).toHaveLength(1)
  })

  test('what was typed is shown as text, whatever it is', async () => {
    const answer = await give(await browser.get((await share(service)).link), '"><script>alert(1)</script>@x')
    expect(answer.html).not.toContain('<script>')
  })
})

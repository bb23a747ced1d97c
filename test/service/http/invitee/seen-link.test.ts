import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createInvitationCodes } from '../../../../service/invitations/accept/invitation-code.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, handOut, makeUser, redeem } from './invitee-flow.ts'

/** Few enough that a test reaches them before the limits of one invitation. */
const limits = { per_ip_per_hour: 60, presses: { wrong_codes_per_ip_per_hour: 20 } }

let folder: string
let service: TestService
let browser: Browser

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-seen-link-'))
  const POLICY_FILE = join(folder, 'policy.json')
  await writeFile(POLICY_FILE, JSON.stringify({ limits }))
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

const WRONG = '00000-00000'
const ENTER = 'Continue with this code'
const CODE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/
const LINK = /https:\/\/\S+\/i\/[\w.-]+/

const show = (email: string, fields: Record<string, unknown> = {}) =>
  handOut(service, { invitee: { email }, ...fields })
const mailsTo = (email: string) => service.mails.filter(mail => mail.to === email)
const inMail = (email: string, what: RegExp) => what.exec(mailsTo(email).at(-1)?.text ?? '')?.[0] ?? ''

/** Presses the one button, and lets everything happen that follows. */
async function send(page: Page, from?: string): Promise<Page> {
  const label = /<button[^>]*>(Send the invitation to [^<]+)</.exec(page.html)?.[1] ?? 'no such button'
  const headers = { 'sec-fetch-site': 'same-origin', ...(from && { 'x-forwarded-for': from }) }
  const answer = await browser.press(page, label, {}, headers)
  await service.backgroundTasks.settled()
  await service.worker.drain()
  return answer
}

/** All that an answer shows to whoever asked. */
const toAnswer = ({ status, headers, html }: Page) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'date'),
  // Sealed, and another one each time.
  html: html.replace(/(name="invitation" value|href="\/i\?view)="?[^"]+/g, '$1'),
})

describe('the page of a link that a person was shown', () => {
  test('says who invites whom to what, until when, and has one button and a field for the code', async () => {
    const { link } = await show('ada@example.com', { inviter: { name: 'Grace Hopper' }, roles: ['Editor'] })
    const page = await browser.get(link)
    expect(page.status).toBe(200)
    for (const text of ['Grace Hopper has invited you', 'For a•••@e•••.com', 'Editor', 'Expires'])
      expect(page.text).toContain(text)
    const buttons = [...page.html.matchAll(/<button[^>]*>([^<]*)</g)].map(([, label]) => label)
    expect(buttons).toEqual(['Send the invitation to a•••@e•••.com', ENTER])
    expect(page.html).toMatch(/<label for="code">/)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
    expect(page.html).not.toMatch(/<script(?! src="\/assets\/)|\son\w+=/i)
  })

  test('is never changed by being looked at', async () => {
    const { id, link } = await show('looked@example.com')
    for (const _ of [1, 2, 3]) await browser.get(link)
    expect(await service.ledger.listEvents(id, { take: 9 })).toHaveLength(1)
    expect(mailsTo('looked@example.com')).toEqual([])
  })
})

describe('accepts', () => {
  test('the button: the message goes to the invited address, and its link leads on', async () => {
    const { link } = await show('pressed@example.com')
    const sent = await send(await browser.get(link))
    expect(sent).toMatchObject({ status: 200, text: expect.stringContaining('Check your inbox') })
    expect(sent.text).toContain('a message is on its way to p•••@e•••.com')
    expect(mailsTo('pressed@example.com')).toHaveLength(1)
    const authorization = await accept(openBrowser(service.app), inMail('pressed@example.com', LINK))
    expect(new URL(authorization.url).searchParams.get('login_hint')).toBe('pressed@example.com')
    const { body } = await redeem(service, makeUser(service, 'pressed@example.com'), authorization)
    expect(body.outcome).toBe('redeemed')
    expect((await browser.get(link)).text).toContain('You’ve already joined')
  })

  test.each([true, false])(
    'the code of that message in the same window (cookies: %s)',
    async acceptsCookies => {
      browser = openBrowser(service.app, { acceptsCookies })
      const email = `window-${acceptsCookies}@example.com`
      const sent = await send(await browser.get((await show(email)).link))
      const typed = inMail(email, CODE).toLowerCase().replace('-', ' ')
      const page = await browser.press(sent, ENTER, { code: typed })
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Accept invitation') })
      expect(page.text).toContain(email)
      expect((await browser.submit(page)).url).toContain('/authorize?')
    },
  )

  test('the code on the page of the link itself, opened again', async () => {
    const { link } = await show('again@example.com')
    await send(await browser.get(link))
    const page = await openBrowser(service.app).get(link)
    const next = await browser.press(page, ENTER, { code: inMail('again@example.com', CODE) })
    expect(next.text).toContain('Accept invitation')
  })

  test('the button once more: the same message goes out again', async () => {
    const { link } = await show('lost@example.com')
    const sent = await send(await browser.get(link))
    const back = /href="(\/i\?view=[^"]+)"/.exec(sent.html)?.[1] ?? ''
    await service.clock.advance(60_000)
    const first = [inMail('lost@example.com', LINK), inMail('lost@example.com', CODE)]
    await send(await browser.get(back))
    expect(mailsTo('lost@example.com')).toHaveLength(2)
    expect([inMail('lost@example.com', LINK), inMail('lost@example.com', CODE)]).toEqual(first)
  })

  test('in the language of the invitation', async () => {
    const { link } = await show('sprache@example.com', { locale: 'de' })
    const page = await browser.get(link)
    const sent = await browser.press(page, 'Einladung an s•••@e•••.com senden')
    expect(sent.html).toContain('<html lang="de">')
    expect(sent.text).toContain('Sehen Sie in Ihrem Postfach')
  })
})

describe('refuses', () => {
  test('a wrong code with the field to correct, and keeps what was typed', async () => {
    const sent = await send(await browser.get((await show('typo@example.com')).link))
    const page = await browser.press(sent, ENTER, { code: WRONG })
    expect(page.status).toBe(422)
    expect(browser.fieldsOf(page)).toMatchObject({ code: WRONG })
    expect(page.html).toMatch(/<input[^>]* id="code"[^>]* aria-invalid="true"/)
    expect(page.html).toContain('<title>Error: Check your inbox · Acme</title>')
    // And from that page the right one goes on.
    const next = await browser.press(page, ENTER, { code: inMail('typo@example.com', CODE) })
    expect(next.text).toContain('Accept invitation')
  })

  test('a form without its handle, or with one that is a day old', async () => {
    const page = await browser.get((await show('handle@example.com')).link)
    for (const action of ['/i/send', '/i/send/code'])
      for (const invitation of ['', 'junk'])
        expect(await browser.post(action, { invitation, code: WRONG })).toMatchObject({ status: 400 })
    await service.clock.advance(86_400_000)
    expect(await send(page)).toMatchObject({ status: 400 })
    expect(mailsTo('handle@example.com')).toEqual([])
  })

  test('what changed since the page was opened, with the page as it is now', async () => {
    const { id, link } = await show('changed@example.com')
    const page = await browser.get(link)
    await service.api(`/api/invitations/${id}`, { method: 'DELETE' })
    expect((await send(page)).text).toContain('This invitation is no longer valid')
    const entered = await browser.press(page, ENTER, { code: WRONG })
    expect(entered.text).toContain('This invitation is no longer valid')
    expect(mailsTo('changed@example.com')).toEqual([])
  })

  test('more than can be done at once, and says so', async () => {
    const page = await browser.get((await show('busy@example.com')).link)
    vi.spyOn(service.backgroundTasks, 'begin').mockReturnValue(false)
    const busy = await browser.submit(page)
    vi.restoreAllMocks()
    expect(busy).toMatchObject({ status: 503, text: expect.stringContaining('Nothing was sent') })
  })
})

describe('security', () => {
  test('S61 S42 no handle of any page of such a link accepts or declines, before the message and after it', async () => {
    const { id, link } = await show('mine@example.com')
    const page = await browser.get(link)
    const sent = await send(page)
    const wrong = await browser.press(sent, ENTER, { code: WRONG })
    const pages = [page, sent, wrong, await browser.get(link), await browser.get('/i')]
    const handles = pages.flatMap(({ html }) =>
      [...html.matchAll(/name="invitation" value="([^"]+)"/g)].map(([, handle = '']) => handle),
    )
    expect(handles).toHaveLength(2 + 1 + 1 + 2 + 2)
    for (const invitation of handles)
      for (const [action, fields] of [
        ['/i/accept', {}],
        ['/i/accept', { joining: '1', terms: '1' }],
        ['/i/decline', { confirmed: '1' }],
        ['/i/address', { email: 'eve@example.com' }],
        ['/i/renew', { locale: 'en' }],
      ] as const) {
        const answer = await browser.post(action, { invitation, ...fields })
        expect(answer.url).not.toContain('/authorize')
      }
    await service.backgroundTasks.settled()
    expect([...browser.cookies.keys()]).toEqual(['__Host-guestlist-invitation'])
    const types = (await service.ledger.listEvents(id, { take: 99 })).map(({ type }) => type)
    expect(types).toEqual(['created', 'resent', 'sent'])
    expect(await service.ledger.findInvitation(id)).toMatchObject({ status: 'pending', generation: 2 })
  })

  test('S34 nobody but the mailbox is told the link of the message: not the API, its history, nor the log', async () => {
    const { id, link } = await show('secret@example.com')
    await send(await browser.get(link))
    const [, payload = '', signature = ''] = inMail('secret@example.com', LINK).split('.')
    const answers = [
      await service.api(`/api/invitations/${id}`),
      await service.api(`/api/invitations/${id}/history`),
      await service.api(`/api/invitations/${id}`, { method: 'PATCH', body: { message: 'Hi' } }),
      await service.api('/api/invitations'),
    ]
    const told = [JSON.stringify(answers.map(({ body }) => body)), ...service.logLines].join('\n')
    for (const part of [payload, signature, inMail('secret@example.com', CODE)]) {
      expect(part.length).toBeGreaterThan(9)
      expect(told).not.toContain(part)
    }
  })

  test('S41 the answer to the button is one, whatever comes of it', async () => {
    const { id, link } = await show('one@example.com')
    const page = await browser.get(link)
    const first = toAnswer(await send(page))
    // Too soon, more often than may be, and for an inviter who may not any more.
    expect(toAnswer(await send(page))).toEqual(first)
    for (let n = 0; n < 6; n++) {
      await service.clock.advance(60_000)
      expect(toAnswer(await send(page))).toEqual(first)
    }
    // Too soon was counted, too.
    expect(mailsTo('one@example.com')).toHaveLength(4)
    const row = await service.ledger.findInvitation(id)
    expect(row).toMatchObject({ generation: 2 })
    const scopes = service.management.scopesOf.get('shop')
    service.management.scopesOf.delete('shop')
    await service.clock.advance(86_400_000 - 10 * 60_000)
    expect(toAnswer(await send(page))).toEqual(first)
    if (scopes) service.management.scopesOf.set('shop', scopes)
    expect(mailsTo('one@example.com')).toHaveLength(4)
    await service.clock.advance(60_000)
  })

  test('S41 the answer waits for nothing that is done about it', async () => {
    const page = await browser.get((await show('waits@example.com')).link)
    let release: () => void = () => undefined
    const never = new Promise<never>((_, reject) => {
      release = () => reject(new TypeError('released'))
    })
    never.catch(() => undefined)
    // The limit of presses is known before the answer; it says nothing about the address.
    for (const name of ['incrementCounter', 'changeInvitations', 'findPendingInvitations'] as const)
      vi.spyOn(service.ledger, name).mockReturnValue(never)
    expect((await browser.submit(page)).text).toContain('Check your inbox')
    release()
    await service.backgroundTasks.settled()
    vi.restoreAllMocks()
  })

  test('S41 a wrong code gets one answer, whether or not a message was sent, and the ledger one question', async () => {
    const sent = await browser.get((await show('asent@example.com')).link)
    await send(sent)
    expect(mailsTo('asent@example.com')).toHaveLength(1)
    const silent = await browser.get((await show('asilent@example.com')).link)
    const asked = ['findInvitation', 'countCodeTry', 'incrementCounter', 'clearCodeTries'] as const
    const ask = async (page: Page) => {
      const spies = asked.map(name => vi.spyOn(service.ledger, name))
      const answer = toAnswer(await browser.press(page, ENTER, { code: WRONG }))
      const [reads, ...writes] = spies.map(spy => spy.mock.calls.length)
      vi.restoreAllMocks()
      return { ...answer, reads, writes: writes.reduce((sum = 0, count = 0) => sum + count) }
    }
    expect(await ask(silent)).toEqual(await ask(sent))
  })

  test('S40 five wrong codes close the code of the message, and nothing else', async () => {
    const { link } = await show('locked@example.com')
    const sent = await send(await browser.get(link))
    for (let tries = 0; tries < 5; tries++) await browser.press(sent, ENTER, { code: WRONG })
    const code = inMail('locked@example.com', CODE)
    expect((await browser.press(sent, ENTER, { code })).status).toBe(422)
    // Nor by the page that asks for an address as well: it is one count.
    const typed = { email: 'locked@example.com', code }
    expect((await browser.press(await browser.get('/i/code'), 'Open the invitation', typed)).status).toBe(422)
    expect((await browser.get(inMail('locked@example.com', LINK))).text).toContain('Accept invitation')
  })

  test('S40 the code that a message would have opens nothing while none was sent', async () => {
    const { id, link } = await show('silent@example.com')
    const codes = createInvitationCodes({ secrets: (service.env.COOKIE_SECRETS ?? '').split(',') })
    for (const generation of [1, 2]) {
      const code = codes.codeFor({ invitationId: id, generation })
      expect((await browser.press(await browser.get(link), ENTER, { code })).status).toBe(422)
    }
  })

  test('S40 one network is stopped after a while, and others are not', async () => {
    const page = await browser.get((await show('network@example.com')).link)
    await send(page)
    const enter = (code: string, from: string) =>
      browser.press(page, ENTER, { code }, { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from })
    for (let tries = 0; tries < limits.presses.wrong_codes_per_ip_per_hour; tries++)
      expect((await enter('slip', '203.0.113.19')).status).toBe(422)
    const code = inMail('network@example.com', CODE)
    expect((await enter(code, '203.0.113.19')).status).toBe(429)
    expect((await enter(code, '203.0.113.20')).text).toContain('Accept invitation')
  })

  test('S39 one network cannot make the service send without end', async () => {
    const before = service.mails.length
    for (let n = 0; n < 62; n++)
      await send(await browser.get((await show(`flood-${n}@example.com`)).link), '203.0.113.88')
    expect(service.mails.length - before).toBe(60)
    await send(await browser.get((await show('calm@example.com')).link), '203.0.113.89')
    expect(mailsTo('calm@example.com')).toHaveLength(1)
  })

  test('what was typed is shown as text, whatever it is', async () => {
    const page = await browser.get((await show('typed@example.com')).link)
    const answer = await browser.press(page, ENTER, { code: '"><script>alert(1)</script>' })
    expect(answer.html).not.toMatch(/<script(?! src="\/assets\/)/)
  })
})

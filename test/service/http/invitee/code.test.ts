import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createInvitationCodes } from '../../../../service/invitations/accept/invitation-code.ts'
import { defaultPolicy } from '../../../../service/policy/policy.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { accept, handOut } from './invitee-flow.ts'

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

const WRONG = '00000-00000'
const MAX_WRONG_CODES = defaultPolicy.presses.wrongCodesPerIpPerHour ?? 0

/** Invites an address and reads the code in its message. */
async function invite(email: string, fields: Record<string, unknown> = {}) {
  const { id, link } = await service.invite({ invitee: { email }, ...fields })
  return { id, link, code: service.mailTo(email).code }
}

async function enter(email: string, code: string, from?: string): Promise<Page> {
  const headers = { 'sec-fetch-site': 'same-origin', ...(from && { 'x-forwarded-for': from }) }
  return browser.press(await browser.get('/i/code'), 'Open the invitation', { email, code }, headers)
}

describe('the page', () => {
  test('asks for the address and the code, and may send its form to us alone', async () => {
    const page = await browser.get('/i/code')
    expect(page.status).toBe(200)
    for (const name of ['email', 'code']) {
      expect(page.html).toContain(`<label for="${name}">`)
      expect(page.html).toMatch(new RegExp(`<input[^>]* id="${name}"[^>]* aria-describedby="${name}-hint"`))
    }
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
    expect(page.html).not.toMatch(/<script(?! src="\/assets\/)|\son\w+=/i)
  })

  test('is offered wherever somebody stands without a link that works', async () => {
    for (const path of ['/i', '/i/junk']) expect((await browser.get(path)).html).toContain('href="/i/code"')
  })
})

describe('accepts', () => {
  test('the address and the code of the message, and leads where the link leads', async () => {
    const { code, link } = await invite('right@example.com')
    const page = await enter(
      '\u200bRight@Example.com ',
      `\u202a${code.toLowerCase().replace('-', ' ')}\u202c`,
    )
    expect(page).toMatchObject({ status: 200, url: 'https://guestlist.example/i' })
    expect(page.text).toContain('Accept invitation')
    const byLink = await openBrowser(service.app).get(link)
    expect(page.text).toBe(byLink.text)
    const accepted = await browser.press(page, 'Accept invitation')
    expect(new URL(accepted.url).searchParams.get('login_hint')).toBe('right@example.com')
  })

  test('a browser without cookies', async () => {
    const { code } = await invite('shy@example.com')
    browser = openBrowser(service.app, { acceptsCookies: false })
    expect((await enter('shy@example.com', code)).text).toContain('Accept invitation')
  })

  test('any number of times, also after some wrong tries', async () => {
    const { code } = await invite('often@example.com')
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 4; tries++) await enter('often@example.com', WRONG)
      expect((await enter('often@example.com', code)).text).toContain('Accept invitation')
    }
  })

  test('each of two invitations of one address by its own code', async () => {
    const first = await invite('two@example.com', { roles: ['Editor'] })
    const row = await service.ledger.findInvitation(first.id)
    if (!row) throw new TypeError('no invitation')
    // A second one beside it, as a link for many would send it.
    const second = {
      ...row,
      id: 'inv_second',
      roles: '["Viewer"]',
      delivery_status: 'queued' as const,
      sent_at: null,
      created_at: row.created_at + 1,
    }
    await service.ledger.createInvitation(second, { mail: true })
    await service.clock.advance(1)
    await service.worker.drain()
    const { code } = service.mailTo('two@example.com')
    expect(code).not.toBe(first.code)
    for (let round = 0; round < 4; round++) {
      expect((await enter('two@example.com', first.code)).text).toContain('Editor')
      expect((await enter('two@example.com', code)).text).toContain('Viewer')
    }
  })

  test('a code whose invitation is over: the page says so, as for the link', async () => {
    const { code } = await invite('over@example.com', { ttl_sec: 60 })
    await service.clock.advance(61_000)
    expect((await enter('over@example.com', code)).text).toContain('This invitation has expired')
  })
})

describe('refuses', () => {
  test('with the field to correct, and keeps what was typed: ten letters with one of them wrong are not typed again', async () => {
    await invite('typo@example.com')
    const page = await enter('typo@example.com', WRONG)
    expect(page.status).toBe(422)
    expect(page.text).toContain('That email and code don’t match')
    expect(browser.fieldsOf(page)).toMatchObject({ email: 'typo@example.com', code: WRONG })
    expect(page.html).toMatch(/<input[^>]* id="code"[^>]* aria-invalid="true"/)
    expect(page.html).toContain('<title>Error: Enter your code · Acme</title>')
  })

  test('the code of another address, of an older message, and of a withdrawn invitation', async () => {
    const [one, other] = [await invite('one@example.com'), await invite('other@example.com')]
    expect((await enter('one@example.com', other.code)).status).toBe(422)
    await service.api(`/api/invitations/${one.id}/resend`, { method: 'POST', body: {} })
    await service.clock.advance(120_000)
    const resent = await service.api(`/api/invitations/${one.id}/resend`, { method: 'POST', body: {} })
    expect(resent.status).toBeLessThan(300)
    expect((await enter('one@example.com', one.code)).status).toBe(422)
    await service.api(`/api/invitations/${other.id}`, { method: 'DELETE' })
    expect((await enter('other@example.com', other.code)).status).toBe(422)
  })

  test('a code for a link that a person was shown: it was in no message', async () => {
    const { id } = await handOut(service, { invitee: { email: 'shown@example.com' } })
    const codes = createInvitationCodes({ secrets: (service.env.COOKIE_SECRETS ?? '').split(',') })
    const code = codes.codeFor({ invitationId: id, generation: 1 })
    expect((await enter('shown@example.com', code)).status).toBe(422)
  })

  test('what no code looks like, without counting it as a try', async () => {
    const { code } = await invite('slip@example.com')
    for (const typed of ['', 'ABCDE', `${WRONG}0`, 'UUUUU-UUUUU', '💌', 'x'.repeat(1000)])
      expect((await enter('slip@example.com', typed)).status).toBe(422)
    expect((await enter('slip@example.com', code)).status).toBe(200)
  })
})

describe('S40 after five wrong tries', () => {
  test('the code opens nothing any more; the link does, and so does the code of the next message', async () => {
    const { id, link, code } = await invite('locked@example.com')
    for (let tries = 0; tries < 5; tries++) await enter('locked@example.com', WRONG)
    expect((await enter('locked@example.com', code)).status).toBe(422)
    await service.clock.advance(86_400_000)
    expect((await enter('locked@example.com', code)).status).toBe(422)
    expect((await accept(openBrowser(service.app), link)).url).toContain('/authorize?')
    await service.api(`/api/invitations/${id}/resend`, { method: 'POST', body: {} })
    await service.worker.drain()
    const { code: next } = service.mailTo('locked@example.com')
    expect(next).not.toBe(code)
    expect((await enter('locked@example.com', next)).status).toBe(200)
  })

  test('another invitation of the same person, made later, has a code that works', async () => {
    await invite('person@example.com')
    for (let tries = 0; tries < 6; tries++) await enter('person@example.com', WRONG)
    const { code } = await invite('person@example.com')
    expect((await enter('person@example.com', code)).status).toBe(200)
  })
})

describe('security', () => {
  test('S41 known and unknown addresses get one answer: status, headers, body, and what the ledger is asked', async () => {
    await invite('known@example.com')
    for (let tries = 0; tries < 7; tries++) await enter('known@example.com', WRONG)
    await invite('fresh@example.com')
    const counted = ['listInvitations', 'countCodeTry', 'incrementCounter', 'clearCodeTries'] as const
    const ask = async (email: string) => {
      const spies = counted.map(name => vi.spyOn(service.ledger, name))
      const page = await enter(email, WRONG)
      const [reads, ...writes] = spies.map(spy => spy.mock.calls.length)
      vi.restoreAllMocks()
      const headers = [...page.headers].filter(([name]) => name !== 'date')
      const html = page.html.replaceAll(email, 'ADDRESS')
      return { status: page.status, headers, html, reads, writes: writes.reduce((a = 0, b = 0) => a + b) }
    }
    const answers = [
      await ask('nobody@example.com'),
      await ask('known@example.com'),
      await ask('fresh@example.com'),
    ]
    expect(answers[0]).toMatchObject({ status: 422, reads: 1, writes: 1 })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('one network is stopped after a while, whomever it tries, and others are not', async () => {
    const { code } = await invite('calm@example.com')
    for (let tries = 0; tries < MAX_WRONG_CODES; tries++)
      expect((await enter(`a${tries}@example.com`, WRONG, '203.0.113.9')).status).toBe(422)
    for (const email of ['nobody@example.com', 'calm@example.com'])
      expect(await enter(email, code, '203.0.113.9')).toMatchObject({
        status: 429,
        text: expect.stringContaining('The link in your message still works'),
      })
    expect((await enter('calm@example.com', code, '203.0.113.10')).status).toBe(200)
    await service.clock.advance(3_600_000)
    expect((await enter('nobody@example.com', WRONG, '203.0.113.9')).status).toBe(422)
  })

  test('S34 the code is in the message alone: not in the API, its events or the log', async () => {
    const { id, code } = await invite('secret@example.com')
    await enter('secret@example.com', code)
    const answers = [
      await service.api(`/api/invitations/${id}`),
      await service.api('/api/invitations'),
      await service.api(`/api/invitations/${id}/history`),
    ]
    const texts = [JSON.stringify(answers.map(({ body }) => body)), ...service.logLines]
    for (const text of texts) expect(text).not.toMatch(new RegExp(`${code}|${code.replace('-', '')}`))
  })

  test('what was typed is shown as text, whatever it is', async () => {
    const page = await enter('"><script>alert(1)</script>', '<b>')
    expect(page.html).not.toMatch(/<script(?! src="\/assets\/)|<b>/)
  })
})

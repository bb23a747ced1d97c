import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openBrowser, type Page } from './browser.ts'
import { handOut, share } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService
let browser: Browser
const ids: string[] = []

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

interface Form {
  path: string
  button: string
  typed?: Record<string, string>
  open(): Promise<Page>
}

let count = 0
const invitee = () => ({ email: `invitee-${++count}@example.com` })
const invite = async (fields: Record<string, unknown> = {}) => {
  const { id, link } = await service.invite({ invitee: invitee(), ...fields })
  ids.push(id)
  return link
}

const openSeen = async () => {
  const { id, link } = await handOut(service, { invitee: invitee() })
  ids.push(id)
  return browser.get(link)
}

/** Every form of the invitee's pages, in a state in which its own page would make it change something. */
const forms: Form[] = [
  { path: '/i/accept', button: 'Accept invitation', open: async () => browser.get(await invite()) },
  {
    path: '/i/decline',
    button: 'Yes, decline',
    open: async () => browser.press(await browser.get(await invite()), 'Decline'),
  },
  {
    path: '/i/address',
    button: 'Send me my invitation',
    typed: { email: 'reader@example.com' },
    async open() {
      const { id, link } = await share(service)
      ids.push(id)
      return browser.get(link)
    },
  },
  {
    path: '/i/renew',
    button: 'Send me a new one',
    async open() {
      const link = await invite({ ttl_sec: 60 })
      await service.clock.advance(61_000)
      return browser.get(link)
    },
  },
  { path: '/i/send', button: 'Send the invitation to i•••@e•••.com', open: openSeen },
  {
    path: '/i/send/code',
    button: 'Continue with this code',
    typed: { code: 'AAAAA-AAAAA' },
    open: openSeen,
  },
  {
    path: '/i/code',
    button: 'Open the invitation',
    typed: { email: 'somebody@example.com', code: 'AAAAA-AAAAA' },
    open: () => browser.get('/i/code'),
  },
]

/** Everything that a form could change, once nothing is under way any more. */
async function snapshot() {
  await service.backgroundTasks.settled()
  const { total } = await service.ledger.countInvitations({}, service.clock.now())
  return {
    total,
    rows: await Promise.all(ids.map(id => service.ledger.findInvitation(id))),
    events: await Promise.all(ids.map(id => service.ledger.listEvents(id, { take: 100 }))),
    work: await service.ledger.nextWorkAt(['invitation_mail', 'grant', 'webhook', 'inviter_mail']),
    mails: service.mails.length,
    cookies: [...browser.cookies],
  }
}

describe.each(forms)('S19 the form of $path', ({ path, button, typed, open }) => {
  test.each<[string, Record<string, string>]>([
    ['neither Origin nor Sec-Fetch-Site', {}],
    ['the Origin of another site', { origin: 'https://evil.example' }],
    ['an opaque Origin alone', { origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }],
    [
      'the same origin of a foreign host name',
      { 'sec-fetch-site': 'same-origin', origin: 'https://rebound.example' },
    ],
  ])('with %s changes nothing', async (_what, headers) => {
    const page = await open()
    const before = await snapshot()
    const answer = await browser.press(page, button, typed, headers)
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('didn’t come from our page') })
    expect(await snapshot()).toEqual(before)
  })

  test('in a form type or as JSON that no page of ours sends changes nothing', async () => {
    const page = await open()
    const fields = { ...browser.fieldsOf(page), ...typed }
    const before = await snapshot()
    const body = JSON.stringify(fields)
    for (const type of ['application/json', 'text/plain']) {
      const init = { method: 'POST', headers: { 'content-type': type }, body }
      expect((await service.app.request(path, init)).status).toBeGreaterThanOrEqual(400)
    }
    expect(await snapshot()).toEqual(before)
  })

  test('as GET or HEAD, whatever its query holds, changes nothing', async () => {
    const page = await open()
    const query = new URLSearchParams({ ...browser.fieldsOf(page), ...typed })
    const before = await snapshot()
    for (const method of ['GET', 'HEAD'])
      for (const address of [path, `${path}?${query}`]) {
        const answer = await service.app.request(address, { method })
        expect(answer.status).toBe(path === '/i/code' ? 200 : 404)
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    expect(await snapshot()).toEqual(before)
  })

  test('that is far too large changes nothing', async () => {
    const page = await open()
    const before = await snapshot()
    const answer = await browser.press(page, button, { ...typed, email: 'x'.repeat(70_000) })
    expect(answer.status).toBe(413)
    expect(await snapshot()).toEqual(before)
  })

  test('S37 stands on a page whose address and token no other site is told', async () => {
    expect((await open()).headers.get('referrer-policy')).toBe('same-origin')
  })

  test.each<[string, Record<string, string>]>([
    ['a browser without Fetch Metadata: our Origin alone', { origin: 'https://guestlist.example' }],
    ['an extension that hides the Origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['a browser that sends no Origin', { 'sec-fetch-site': 'same-origin' }],
  ])('sent by %s is taken', async (_what, headers) => {
    const answer = await browser.press(await open(), button, typed, headers)
    expect(answer.text).not.toContain('didn’t come from our page')
    expect(answer.status).not.toBe(403)
    // What a network may ask for in an hour is used up by nothing that comes after this.
    await service.clock.advance(3_600_000)
  })

  test('sent by its own page is taken: the cases above fail for no other reason', async () => {
    const page = await open()
    const before = await snapshot()
    const answer = await browser.press(page, button, typed)
    expect(answer.text).not.toContain('didn’t come from our page')
    const { cookies: _, ...after } = await snapshot()
    if (path === '/i/accept') expect([...browser.cookies.keys()].join()).toContain('__Host-guestlist-accept')
    else if (path.endsWith('/code')) expect(answer.status).toBe(422)
    else expect(after).not.toEqual({ ...before, cookies: undefined })
  })
})

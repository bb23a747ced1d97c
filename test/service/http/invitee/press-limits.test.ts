import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '../../../../contract/locale.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { share } from './invitee-flow.ts'

let folder: string
let service: TestService
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-presses-'))
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})
afterAll(() => rm(folder, { recursive: true }))

async function start(presses?: object, env: Record<string, string> = {}): Promise<void> {
  const POLICY_FILE = join(folder, 'policy.json')
  await writeFile(POLICY_FILE, JSON.stringify({ limits: { presses } }))
  service = await startTestService({ ...env, ...(presses && { POLICY_FILE }) })
  // Windows begin with the minute and the hour.
  const now = service.clock.now()
  await service.clock.advance(3_600_000 - (now % 3_600_000))
}

const from = (network: string) => ({
  'sec-fetch-site': 'same-origin',
  origin: 'null',
  'x-forwarded-for': network,
})

let people = 0
/** As with a message that somebody has opened; nothing here waits for it to go out. */
async function invite() {
  const made = await service.api('/api/invitations', {
    body: { invitee: { email: `somebody${++people}@example.com` } },
  })
  return { link: await service.linkOf(String(made.body.id)) }
}

async function pageOf(link: string): Promise<{ browser: Browser; page: Page }> {
  const browser = openBrowser(service.app)
  return { browser, page: await browser.get(link) }
}

/** Presses Accept from a network; the status, 303 where it leads on. */
async function press({ browser, page }: { browser: Browser; page: Page }, network = '203.0.113.1') {
  const { status, url } = await browser.press(page, 'Accept invitation', {}, from(network))
  return url.includes('/authorize?') ? 303 : status
}

describe('S65 a route that takes a form without a session', () => {
  const behindGuards = /^\/(api|actions|admin|account)(\/|$)/

  test('is limited, whichever it is', async () => {
    await start({ per_ip_per_minute: 1 })
    const posts = service.app.routes.filter(({ method }) => method === 'POST')
    const open = new Set(posts.map(({ path }) => path).filter(path => !behindGuards.test(path)))
    expect([...open].sort()).toEqual(
      expect.arrayContaining(['/i/accept', '/i/address', '/i/code', '/i/decline', '/i/renew']),
    )
    for (const path of open) {
      await service.clock.advance(60_000)
      const send = async () =>
        (
          await service.app.request(path, {
            method: 'POST',
            headers: from('203.0.113.1'),
            body: new URLSearchParams(),
          })
        ).status
      expect([path, await send()]).not.toEqual([path, 429])
      expect([path, await send(), await send()]).toEqual([path, 429, 429])
    }
  })

  test('is behind a guard, where it is not limited', async () => {
    await start()
    const posts = service.app.routes.filter(
      ({ method, path }) => method === 'POST' && behindGuards.test(path),
    )
    for (const { path } of posts) {
      const request = { method: 'POST', headers: from('203.0.113.1'), body: new URLSearchParams({ a: 'b' }) }
      const { status } = await service.app.request(path.replace(/:\w+/g, 'x'), request)
      expect([path, [303, 401, 403].includes(status)]).toEqual([path, true])
    }
  })

  test('counts one invitation whichever of its buttons is pressed', async () => {
    await start({ per_invitation_and_ip_per_hour: 3 })
    const { link } = await invite()
    const opened = await pageOf(link)
    const { browser, page } = opened
    expect((await browser.press(page, 'Decline', {}, from('203.0.113.1'))).status).toBe(200)
    expect([await press(opened), await press(opened), await press(opened)]).toEqual([303, 303, 429])
    expect((await browser.press(page, 'Decline', {}, from('203.0.113.1'))).status).toBe(429)
    expect(await press(await pageOf((await invite()).link))).toBe(303)
  })

  test('believes no network that a client claims to come from', async () => {
    await start({ per_ip_per_minute: 2 }, { PROXY_HOPS: '1' })
    const statuses: number[] = []
    for (let n = 0; n < 3; n++)
      statuses.push(await press(await pageOf((await invite()).link), `198.51.100.${n}, 203.0.113.1`))
    expect(statuses).toEqual([303, 303, 429])
    expect(await press(await pageOf((await invite()).link), '203.0.113.1, 203.0.113.2')).toBe(303)
  })
})

describe('S65 the page of one press too many', () => {
  test.each(locales)('says in %s what to do and when, and leads back', async lang => {
    await start({ per_invitation_and_ip_per_hour: 1 })
    await service.clock.advance(30 * 60_000)
    const opened = await pageOf((await invite()).link)
    await press(opened)
    const { browser, page } = opened
    const label = /<button[^>]*>([^<]*)</.exec(page.html)?.[1] ?? ''
    await browser.get(`/i?lang=${lang}`)
    const refused = await browser.press(page, label, {}, from('203.0.113.1'))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1800')
    expect(refused.html).toContain(`<html lang="${lang}">`)
    expect(refused.text).toMatch(/\b30\b|30分/)
    expect(refused.html).toContain('href="/i"')
    await service.clock.advance(1_800_000)
    expect(await press(opened)).toBe(303)
  })

  test('says it in six ways', async () => {
    await start({ per_ip_per_minute: 1 })
    const texts = new Set<string>()
    for (const lang of ['en', ...locales]) {
      const headers = { ...from('203.0.113.1'), 'accept-language': lang }
      const answer = await service.app.request('/i/accept', {
        method: 'POST',
        headers,
        body: new URLSearchParams(),
      })
      if (answer.status === 429) texts.add(/<p>([^<]*)<\/p>/.exec(await answer.text())?.[1] ?? '')
    }
    expect(texts.size).toBe(locales.length)
  })
})

describe('S65 with the numbers that hold without a policy file', () => {
  test('somebody who presses Accept a dozen times gets there each time', async () => {
    await start()
    const opened = await pageOf((await invite()).link)
    for (let n = 0; n < 12; n++) expect(await press(opened)).toBe(303)
  })

  test('two hundred people of one company accept within a minute', async () => {
    await start()
    const opened = []
    for (let n = 0; n < 200; n++) opened.push(await pageOf((await invite()).link))
    const started = service.clock.now()
    const statuses = await Promise.all(opened.map(one => press(one)))
    expect(statuses).toEqual(Array(200).fill(303))
    expect(service.clock.now() - started).toBeLessThan(60_000)
  })

  test('two hundred people of one company join through one link within a minute, each with a message', async () => {
    await start()
    const { link } = await share(service, { max_uses: 200 })
    const { browser, page } = await pageOf(link)
    const give = (n: number) =>
      browser.press(page, 'Send me my invitation', { email: `pupil${n}@example.com` }, from('203.0.113.1'))
    const statuses = await Promise.all(Array.from({ length: 200 }, async (_, n) => (await give(n)).status))
    expect(statuses).toEqual(Array(200).fill(200))
    await service.errands.settled()
    await service.worker.drain()
    expect(new Set(service.mails.map(({ to }) => to))).toHaveProperty('size', 200)
  })

  test('a thousand presses on one link leave everybody else what they had', async () => {
    await start()
    const [flooded, other] = [await pageOf((await invite()).link), await pageOf((await invite()).link)]
    const shared = await share(service)
    const link = await pageOf(shared.link)
    service.management.requests.length = 0
    expect(await press(other, '203.0.113.9')).toBe(303)
    const ofOne = service.management.requests.length
    const flood = Array.from({ length: 1_000 }, () => press(flooded))
    expect(await press(other)).toBe(303)
    const statuses = await Promise.all(flood)
    expect(statuses.filter(status => status === 303)).toHaveLength(60)
    expect(statuses.filter(status => status === 429)).toHaveLength(940)
    // Those sixty at once have looked at the accounts together.
    expect(service.management.requests.length).toBeLessThanOrEqual(3 * ofOne)
    // The same network, the same minute, and the other pages.
    expect(await press(await pageOf((await invite()).link))).toBe(303)
    const taken = await link.browser.press(
      link.page,
      'Send me my invitation',
      { email: 'late@example.com' },
      from('203.0.113.1'),
    )
    expect(taken.status).toBe(200)
  })

  test('five hundred addresses on one link for many leave other links what they had', async () => {
    await start()
    const [flooded, other] = [await share(service, { max_uses: 9 }), await share(service, { max_uses: 9 })]
    const [flood, calm] = [await pageOf(flooded.link), await pageOf(other.link)]
    const give = ({ browser, page }: typeof flood, email: string, network: string) =>
      browser.press(page, 'Send me my invitation', { email }, from(network))
    const pressed = Array.from({ length: 1_000 }, (_, n) => give(flood, `a${n}@example.com`, '203.0.113.1'))
    const theirs = await give(calm, 'calm@example.com', '203.0.113.2')
    expect(theirs.status).toBe(200)
    await Promise.all(pressed)
    await service.errands.settled()
    await service.worker.drain()
    expect(service.mails.map(({ to }) => to)).toContain('calm@example.com')
  })
})

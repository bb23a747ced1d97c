import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locales } from '../../../../contract/locale.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { tokenOfShop } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
  service.management.clients.push({
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: {},
    initiateLoginUri: undefined,
  })
})
beforeEach(() => {
  browser = openBrowser(service.app)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const expectCanBeAccepted = async (link: string) => {
  const fresh = openBrowser(service.app)
  const page = await fresh.submit(await fresh.get(link))
  expect(page.url).toMatch(/^https:\/\/login\.acme\.example\/authorize\?/)
}

describe('a link', () => {
  test('shows who invites whom to what, with what, until when, and two buttons', async () => {
    const token = await tokenOfShop(service)
    const body = {
      invitee: { email: 'grace@example.com' },
      inviter: { name: 'Ada Lovelace' },
      roles: ['Editor', 'Viewer'],
      client_id: 'portal',
    }
    await service.api('/api/invitations', { token, body })
    await service.worker.drain()
    const { link } = service.mailTo('grace@example.com')
    const page = await browser.get(link)
    for (const sentence of [
      'Ada Lovelace has invited you to join Portal at Acme',
      'Portal',
      'grace@example.com',
      'Editor Viewer',
      'Expires',
      'UTC in 7 days',
      'Accept invitation',
      'Decline',
    ])
      expect(page.text).toContain(sentence)
    expect(page.html.match(/<button/g)).toHaveLength(2)
  })

  test('leaves the address bar for /i, in a browser with cookies', async () => {
    const { link } = await service.invite()
    const page = await browser.get(link)
    expect(page.url).toBe('https://guestlist.example/i')
    expect([...browser.cookies.keys()]).toEqual(['__Host-guestlist-invitation'])
    expect((await browser.get('/i')).text).toContain('Accept invitation')
  })

  test('shows its page in a browser without cookies, for two minutes', async () => {
    const { link } = await service.invite()
    const shy = openBrowser(service.app, { acceptsCookies: false })
    const page = await shy.get(link)
    expect(page.url).toMatch(/^https:\/\/guestlist\.example\/i\?view=/)
    expect(page.text).toContain('Accept invitation')
    await service.clock.advance(120_000)
    expect(await shy.get(page.url)).toMatchObject({ status: 404 })
    await expectCanBeAccepted(link)
  })

  test('is still shown when the two minutes have passed and the browser holds the cookie', async () => {
    const { link } = await service.invite()
    const shy = openBrowser(service.app, { acceptsCookies: false })
    const { url } = await shy.get(link)
    await browser.get(link)
    await service.clock.advance(120_000)
    expect(await browser.get(url)).toMatchObject({ status: 200, url: 'https://guestlist.example/i' })
  })

  test('of a second invitation replaces the first in the browser, and each page accepts its own', async () => {
    const first = await service.invite({ invitee: { email: 'first@example.com' } })
    const second = await service.invite({ invitee: { email: 'second@example.com' } })
    const firstPage = await browser.get(first.link)
    expect((await browser.get(second.link)).text).toContain('second@example.com')
    const accepted = await browser.submit(firstPage)
    expect(new URL(accepted.url).searchParams.get('login_hint')).toBe('first@example.com')
  })
})

describe('security', () => {
  test('S19 GET and HEAD never change state, however often a scanner fetches the link', async () => {
    const { id, link } = await service.invite()
    const before = await service.ledger.findInvitation(id)
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD']) {
      const first = await service.app.request(link, { method })
      expect(first.status).toBe(303)
      const second = await service.app.request(first.headers.get('location') ?? '', { method })
      expect(second.status).toBe(200)
    }
    for (const path of ['/i/accept', '/i/accept?invitation=x'])
      expect((await service.app.request(path)).status).toBe(404)
    expect(await service.ledger.findInvitation(id)).toEqual(before)
    expect(
      await service.ledger.nextWorkAt(['grant', 'invitation_mail', 'refused_profile_removal']),
    ).toBeUndefined()
    await expectCanBeAccepted(link)
  })

  test('S19 the page holds no inline script and nothing that submits by itself', async () => {
    const { link } = await service.invite()
    const page = await browser.get(link)
    expect(page.html).not.toMatch(/<script(?! src="\/assets\/local-time)|\son\w+=|http-equiv|autofocus/i)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('S37 the link is gone from the address before any other request, and is sent nowhere', async () => {
    const { link } = await service.invite()
    const answer = await service.app.request(link)
    const token = link.split('/i/')[1] ?? ''
    expect(answer.status).toBe(303)
    expect(await answer.text()).toBe('')
    expect(JSON.stringify([...answer.headers])).not.toContain(token)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const page = await browser.get(link)
    expect(page.html).not.toContain(token)
    // Everything that the page loads or leads to is ours.
    const addresses = [...page.html.matchAll(/(?:src|href|action)="([^"]+)"/g)].map(([, address]) => address)
    const languages = locales.map(locale => `?lang=${locale}`)
    expect(addresses).toEqual([
      expect.stringMatching(/^\/assets\//),
      'data:,',
      expect.stringMatching(/^\/assets\//),
      '/i/accept',
      '/i/decline',
      ...languages,
    ])
    // It has a form, and says no more than that to nobody but us.
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  test('S36 a tampered, a cut and an invented link get one generic page', async () => {
    const { link } = await service.invite()
    const [header = '', payload = '', signature = ''] = (link.split('/i/')[1] ?? '').split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, gen: claims.gen + 1 })).toString('base64url')
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'link' })).toString('base64url')
    const paths = [
      `${header}.${forged}.${signature}`,
      `${header}.${payload}`,
      `${unsigned}.${payload}.`,
      link.slice(0, -3).split('/i/')[1],
      'x',
      '%00',
    ]
    const pages = await Promise.all(paths.map(path => openBrowser(service.app).get(`/i/${path}`)))
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1)
    expect(pages.map(({ status }) => status)).toEqual(paths.map(() => 404))
    expect(pages[0]?.text).toContain('This link doesn’t work')
    expect(pages[0]?.text).not.toMatch(/grace|Ada/)
  })

  test('S2 an authentic link to an invitation that the ledger does not know gets the same page', async () => {
    const other = await startTestService(service.env)
    const { link } = await other.invite()
    expect(await browser.get(link)).toMatchObject({
      status: 404,
      text: expect.stringContaining('This link doesn’t work'),
    })
    await other.close()
  })

  test('S4 a handoff does not open as a link', async () => {
    const { link } = await service.invite()
    const accepted = await browser.submit(await browser.get(link))
    const handoff = new URL(accepted.url).searchParams.get('ext-invite')
    expect(await openBrowser(service.app).get(`/i/${handoff}`)).toMatchObject({ status: 404 })
  })
})

describe('an invitation whose time has passed', () => {
  test('S3 says what to do next, from that very second on, and cannot be accepted', async () => {
    const token = await tokenOfShop(service)
    const body = { invitee: { email: 'late@example.com' }, inviter: { name: 'Ada Lovelace' }, ttl_sec: 60 }
    const created = await service.api('/api/invitations', { token, body })
    await service.worker.drain()
    const { link } = service.mailTo('late@example.com')
    await service.clock.advance(Date.parse(String(created.body.expires_at)) - service.clock.now() - 1)
    const page = await browser.get(link)
    expect(page.status).toBe(200)
    await service.clock.advance(1)
    for (const late of [await browser.get(link), await browser.submit(page)]) {
      expect(late.status).toBe(410)
      expect(late.text).toContain('This invitation has expired')
      expect(late.text).toContain('Ask Ada Lovelace for a new one')
      expect(late.text).not.toContain('Accept')
    }
  })
})

test('a browser that has opened nothing is asked to open its invitation', async () => {
  expect(await browser.get('/i')).toMatchObject({
    status: 404,
    text: expect.stringContaining('Open your invitation again'),
  })
})

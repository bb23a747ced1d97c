import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePerson, openSignedIn } from '../admin/administrators.ts'
import { type Browser, openBrowser } from '../browser.ts'
import { makeUser, redeem } from '../invitee/invitee-flow.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

const DAY_MS = 86_400_000
/** Noon, so that a day before and after it is one. */
const NOON_MS = DAY_MS / 2

const eve = {
  userId: 'auth0|eve',
  name: 'Eve',
  email: 'eve@acme.example',
  permissions: ['create:invitations', 'read:invitations', 'update:invitations'],
}

let service: TestService
let inviter: Person
let administrator: Person
let asEve: Browser
let asRoot: Browser
let id: string
let link: string
let pressedAt: string

beforeAll(async () => {
  service = await startTestService({
    WEBHOOKS: JSON.stringify([
      {
        id: 'hook',
        url: 'https://hooks.example/in',
        secret: `whsec_${'A'.repeat(32)}`,
        events: ['invitation.opened', 'invitation.accepted'],
      },
    ]),
    TERMS_URL: 'https://acme.example/terms',
    TERMS_VERSION: '2026-10',
  })
  const now = service.clock.now()
  await service.clock.advance(Math.ceil(now / DAY_MS) * DAY_MS + NOON_MS - now)
  makePerson(service, eve)
  inviter = as(service, 'eve')
  administrator = as(service, 'root')
  const made = await inviter.ask('POST', '/api/invitations', { invitee: { email: 'grace@example.com' } })
  id = String(made.body.id)
  link = await service.linkOf(id)
  await service.worker.drain()
  // In an hour in which nothing else happens.
  await service.clock.advance(2 * 3_600_000)
  asEve = await openSignedIn(service, eve)
  asRoot = await openSignedIn(service)
  pressedAt = new Date(service.clock.now()).toISOString()
  const browser = openBrowser(service.app)
  const asked = await browser.press(await browser.get(link), 'Accept invitation')
  expect((await browser.press(asked, 'Continue', { terms: 'agreed' })).url).toContain('/authorize?')
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const path = () => `/api/invitations/${id}/history`

async function openingsFor(person: Person): Promise<Record<string, unknown>[]> {
  const { body } = await person.ask('GET', path())
  return (body.events as Record<string, unknown>[]).filter(({ type }) => type === 'opened')
}

/** Of the funnel on the overview. */
async function openedOnOverview(browser: Browser): Promise<string | undefined> {
  const { text } = await browser.get('/admin/overview')
  return /Started (\d+)/.exec(text)?.[1]
}

describe('S45 on the day on which Accept is pressed', () => {
  test('its inviter learns nothing of it: from no list, no page, no number, however often they are asked for', async () => {
    expect(await openingsFor(inviter)).toEqual([])
    const all = await inviter.ask('GET', `${path()}?take=100`)
    expect((all.body.events as { type: string }[]).map(({ type }) => type)).toEqual(['created', 'sent'])
    // A page that ends right before it has none after it.
    expect((await inviter.ask('GET', `${path()}?take=2`)).body).not.toHaveProperty('next')
    const pages = ['/admin/audit', '/admin/audit?type=opened', `/admin/audit?invitation=${id}`]
    for (const page of [...pages, `/admin/invitations/${id}`]) {
      const { html } = await asEve.get(page)
      expect(html).not.toMatch(/Accept pressed|terms_agreed_at|2026-10/)
    }
    expect(await openedOnOverview(asEve)).toBe('0')
    const { body } = await inviter.ask('GET', `/api/invitations/${id}`)
    expect(Date.parse(String(body.updated_at))).toBeLessThanOrEqual(Date.parse(pressedAt))
  })

  test('administrators learn the moment, and so do webhooks', async () => {
    expect(await openingsFor(administrator)).toMatchObject([
      { at: pressedAt, after: { terms_agreed_at: pressedAt } },
    ])
    expect((await asRoot.get(`/admin/invitations/${id}`)).html).toContain(pressedAt)
    expect((await asRoot.get('/admin/audit?type=opened')).html).toContain(pressedAt)
    expect(await openedOnOverview(asRoot)).toBe('1')
    await service.worker.drain()
    const told = service.webhooks.map(({ body }) => JSON.parse(body))
    expect(told).toMatchObject([{ type: 'invitation.opened', timestamp: pressedAt }])
  })
})

describe('S45 from the day after on', () => {
  beforeAll(() => service.clock.advance(NOON_MS - 2 * 3_600_000))

  test('its inviter is told the day, and nothing finer, on every way', async () => {
    const day = pressedAt.slice(0, 10)
    const openings = await openingsFor(inviter)
    expect(openings).toMatchObject([
      { at: `${day}T00:00:00.000Z`, after: { terms_agreed_at: day, terms_version: '2026-10' } },
    ])
    expect(JSON.stringify(openings)).not.toContain(pressedAt.slice(0, 13))
    asEve = await openSignedIn(service, eve)
    for (const page of [`/admin/invitations/${id}`, '/admin/audit?type=opened']) {
      const { html } = await asEve.get(page)
      expect(html).toContain(`<time datetime="${day}">`)
      expect(html).not.toContain(pressedAt.slice(0, 13))
    }
    expect(await openedOnOverview(asEve)).toBe('1')
  })

  test('nor is it told by the history of the acceptance that follows', async () => {
    const browser = openBrowser(service.app)
    const asked = await browser.press(await browser.get(link), 'Accept invitation')
    const begun = await browser.press(asked, 'Continue', { terms: 'agreed' })
    const agreedAt = new Date(service.clock.now()).toISOString()
    const { searchParams } = new URL(begun.url)
    await service.clock.advance(60_000)
    const carriers = { handoff: searchParams.get('ext-invite') ?? '', state: searchParams.get('state') ?? '' }
    await redeem(service, makeUser(service, 'grace@example.com'), carriers)
    const acceptedFor = async (person: Person) => {
      const { body } = await person.ask('GET', path())
      const events = body.events as { type: string; after: Record<string, unknown> }[]
      expect(events.filter(({ type }) => type === 'opened')).toHaveLength(1)
      return events.find(({ type }) => type === 'accepted')?.after
    }
    // Which terms were agreed to, and when, is said of the press that led to it.
    expect(await acceptedFor(administrator)).toMatchObject({
      terms_agreed_at: agreedAt,
      terms_version: '2026-10',
    })
    expect(await acceptedFor(inviter)).toMatchObject({ terms_agreed_at: agreedAt.slice(0, 10) })
  })
})

test('S65 `opened` is one event, one webhook and one in the statistics, however often Accept is pressed', async () => {
  const invited = await service.invite({ invitee: { email: 'often@example.com' } })
  const before = service.webhooks.length
  const count = Number(await openedOnOverview(asRoot))
  const browser = openBrowser(service.app)
  const asked = await browser.press(await browser.get(invited.link), 'Accept invitation')
  await Promise.all(Array.from({ length: 12 }, () => browser.press(asked, 'Continue', { terms: 'agreed' })))
  await service.worker.drain()
  expect(service.webhooks.slice(before).map(({ body }) => JSON.parse(body).type)).toEqual([
    'invitation.opened',
  ])
  expect(Number(await openedOnOverview(asRoot))).toBe(count + 1)
  const openings = async () => {
    const { body } = await administrator.ask('GET', `/api/invitations/${invited.id}/history`)
    return (body.events as { type: string }[]).filter(({ type }) => type === 'opened').length
  }
  expect(await openings()).toBe(1)
  await service.clock.advance(60_000)
  await service.api(`/api/invitations/${invited.id}/resend`, { method: 'POST' })
  const again = openBrowser(service.app)
  const page = await again.press(await again.get(await service.linkOf(invited.id)), 'Accept invitation')
  for (let press = 0; press < 3; press++) await again.press(page, 'Continue', { terms: 'agreed' })
  expect(await openings()).toBe(2)
})

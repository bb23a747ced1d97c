import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventType } from '../../../../service/ledger/schema/event-types.ts'
import { attemptOf, handoffRow, invitationRow } from '../../ledger/ledger-rows.ts'
import type { Browser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const DAY_MS = 86_400_000
const eve = {
  userId: 'auth0|eve',
  name: 'Eve',
  email: 'eve@acme.example',
  permissions: ['create:invitations', 'read:invitations'],
}

let service: TestService
let root: Browser
let asEve: Browser
let mine: string
let theirs: string

beforeEach(async () => {
  service = await startTestService()
  makePerson(service, eve)
  root = await openSignedIn(service)
  asEve = await openSignedIn(service, eve)
  theirs = await invite('auth0|ada', 9)
  mine = await invite('auth0|eve', 2)
  await note(theirs, 'sent', 9)
  await note(mine, 'revoked', 1)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

async function invite(inviter_id: string, daysAgo: number) {
  const created_at = service.clock.now() - daysAgo * DAY_MS
  const row = invitationRow({ created_at, expires_at: created_at + 30 * DAY_MS, inviter_id })
  await service.ledger.createInvitation(row, { mail: false })
  return row.id
}

const note = (invitationId: string, type: EventType, daysAgo: number) =>
  service.ledger.recordEvents([
    {
      invitationId,
      type,
      at: service.clock.now() - daysAgo * DAY_MS,
      actor: { kind: 'person', id: 'auth0|ada' },
    },
  ])

const day = (daysAgo: number) => new Date(service.clock.now() - daysAgo * DAY_MS).toISOString().slice(0, 10)

/** Events of a page, as "event invitation". */
async function eventsOf(browser: Browser, query = '') {
  const { html } = await browser.get(`/admin/audit${query}`)
  return [...html.matchAll(/<td data-label="Event">([^<]+)<\/td><td[^>]*><a[^>]*>([^<]+)<\/a>/g)].map(
    ([, type, id]) => `${type} ${id}`,
  )
}

describe('the audit log', () => {
  test('lists all events for administrators, newest first', async () => {
    expect(await eventsOf(root)).toEqual([
      `Revoked ${mine}`,
      `Sent ${theirs}`,
      `Created ${mine}`,
      `Created ${theirs}`,
    ])
  })

  test('is filtered by event, by whom, by invitation and by days, and says so in its address', async () => {
    expect(await eventsOf(root, '?type=sent')).toEqual([`Sent ${theirs}`])
    expect(await eventsOf(root, '?actor=auth0%7Ceve')).toEqual([`Created ${mine}`])
    expect(await eventsOf(root, '?by=system')).toEqual([])
    expect(await eventsOf(root, `?invitation=${mine}`)).toEqual([`Revoked ${mine}`, `Created ${mine}`])
    expect(await eventsOf(root, `?from=${day(2)}`)).toEqual([`Revoked ${mine}`, `Created ${mine}`])
    expect(await eventsOf(root, `?from=${day(9)}&to=${day(2)}`)).toEqual([
      `Sent ${theirs}`,
      `Created ${mine}`,
      `Created ${theirs}`,
    ])
    const { html } = await root.get(`/admin/audit?type=sent&from=${day(9)}`)
    expect(html).toContain('<option value="sent" selected="">')
    expect(html).toContain(`value="${day(9)}"`)
    expect(html).toContain('Clear filters')
  })

  test('takes an address that nobody could have chosen for no filter', async () => {
    const all = await eventsOf(root)
    for (const query of [
      '?type=everything',
      '?by=%00',
      '?from=2026-02-30',
      '?after=x',
      '?to=tomorrow',
      '?actor=',
    ])
      expect(await eventsOf(root, query)).toEqual(all)
  })

  test('shows what changed, by the names of the API, and no address', async () => {
    const row = invitationRow({ invitee_email: 'canary@example.com', message: 'canary-message' })
    await service.ledger.createInvitation(row, { mail: false })
    const { text, html } = await root.get(`/admin/audit?invitation=${row.id}`)
    expect(text).toContain('roles : Member')
    expect(html).not.toContain('canary')
    expect(html).not.toContain('undefined')
  })

  test('goes page by page, with its filters', async () => {
    for (let n = 0; n < 60; n++) await note(theirs, 'resent', 0)
    const first = await root.get('/admin/audit?type=resent')
    const next = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('type=resent')
    expect(await eventsOf(root, '?type=resent')).toHaveLength(50)
    expect(await eventsOf(root, next.slice('/admin/audit'.length))).toHaveLength(10)
  })

  test('security: holds for an inviter what happened to their own invitations, whatever they ask for', async () => {
    const own = [`Revoked ${mine}`, `Created ${mine}`]
    expect(await eventsOf(asEve)).toEqual(own)
    expect(await eventsOf(asEve, `?invitation=${theirs}`)).toEqual([])
    expect(await eventsOf(asEve, '?actor=auth0%7Cada')).toEqual([`Revoked ${mine}`])
    expect(await eventsOf(asEve, '?type=sent')).toEqual([])
    expect((await asEve.get('/admin/audit')).text).toContain('Everything that happened to your invitations')
  })

  test('security: is an inviter’s own as well where they have very many invitations', async () => {
    const rows = Array.from({ length: 2_001 }, () =>
      invitationRow({ inviter_id: 'auth0|eve', created_at: service.clock.now() }),
    )
    await Promise.all(rows.map(row => service.ledger.createInvitation(row, { mail: false })))
    await note(theirs, 'revoked', 0)
    expect((await eventsOf(root))[0]).toBe(`Revoked ${theirs}`)
    expect(await eventsOf(asEve, '?type=revoked')).toEqual([`Revoked ${mine}`])
    expect(await eventsOf(asEve)).toHaveLength(50)
  })

  test('security: says who had an account before only to whom the API says it', async () => {
    const created_at = service.clock.now()
    const row = invitationRow({ inviter_id: 'auth0|eve', created_at, expires_at: created_at + DAY_MS })
    await service.ledger.createInvitation(row, { mail: false })
    const at = service.clock.now()
    const handoff = handoffRow(row, { created_at: at, expires_at: at + 9_000 })
    await service.ledger.createHandoff(handoff, at)
    await service.ledger.redeem(attemptOf(handoff, 'auth0|new', { redeemed_at: at, account: 'existing' }))
    const path = `/admin/audit?invitation=${row.id}`
    expect((await root.get(path)).text).toContain('account : existing')
    const { text } = await asEve.get(path)
    expect(text).toContain('user_id : auth0|new')
    expect(text).not.toContain('account :')
  })
})

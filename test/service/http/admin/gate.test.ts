import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sentenceFor } from '../../../../contract/refusal.ts'
import { shippedGate } from '../../../deploy/shipped-gate.ts'
import type { Browser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const DAY_MS = 86_400_000

let service: TestService
let root: Browser

beforeEach(async () => {
  service = await startTestService()
  root = await openSignedIn(service)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const day = (daysAgo: number) => new Date(service.clock.now() - daysAgo * DAY_MS).toISOString().slice(0, 10)

async function observe(daysAgo: number, count: number, changes: object = {}) {
  const usual = { code: 'invitation_required', door: 'log_in google-oauth2', client_id: 'portal' }
  for (let n = 0; n < count; n++)
    await service.ledger.countObservation({ day: day(daysAgo), ...usual, ...changes })
}

describe('the page about the gate', () => {
  test('says whose refusals are pardoned', async () => {
    const file = join(tmpdir(), `guestlist-pardons-${process.pid}.json`)
    const pardoned = { before: '2026-11-21T00:00:00Z', users: ['auth0|ada'] }
    await writeFile(file, shippedGate({ mode: 'invite-only', pardoned }))
    await service.close()
    service = await startTestService({ GATE_FILE: file })
    root = await openSignedIn(service)
    const { text } = await root.get('/admin/gate')
    expect(text).toContain('Pardoned refusals Refusals before 21 Nov 2026, 00:00 UTC auth0|ada')
  })

  test('says how it stands, since when, and what it excepts', async () => {
    const { status, text } = await root.get('/admin/gate')
    expect(status).toBe(200)
    expect(text).toContain('State Invite-only')
    expect(text).toContain('1 Jan 2026, 00:00 UTC')
    expect(text).toContain('Pardoned refusals none')
    expect(text).toContain('Exempt applications none')
    expect(text).toContain('google-oauth2: gmail.com, googlemail.com, hd')
    expect(text).not.toContain('built with different settings')
  })

  test('says so where nothing was observed', async () => {
    const { text, html } = await root.get('/admin/gate')
    expect(text).toContain('Nothing observed in this period.')
    expect(html).not.toMatch(/NaN|undefined|<table/)
  })

  test('shows what observing would have refused: by day, reason, way in and application', async () => {
    service.management.clients.push({ clientId: 'portal', name: 'The Portal' } as never)
    await service.clock.advance(10_000)
    await observe(2, 3)
    await observe(1, 2, { code: 'address_mismatch', door: 'sign_up Users', client_id: '' })
    await observe(60, 4, { client_id: 'gone' })
    const { text, html } = await root.get('/admin/gate')
    expect(text).toContain('Total: 5')
    expect(text).toContain('invitation_required Sign-in · google-oauth2 The Portal 3')
    expect(text).toContain('address_mismatch Sign-up · Users none 2')
    // Each reason in the words that people would have read.
    expect(text).toContain(sentenceFor('address_mismatch', 'en'))
    expect(html).not.toContain('gone')
    const quarter = await root.get('/admin/gate?days=90')
    expect(quarter.text).toContain('Total: 9')
    expect(quarter.text).toContain('Sign-in · google-oauth2 gone 4')
  })

  test('shows the same numbers as the API', async () => {
    const { body } = await service.api(`/api/gate/observations?from=${day(89)}&to=${day(0)}`)
    const counts = (body.observations as { count: number }[]).map(({ count }) => count)
    const { html } = await root.get('/admin/gate?days=90')
    const shown = [...html.matchAll(/<td class="number" data-label="Number">(\d+)<\/td>/g)].map(([, n]) =>
      Number(n),
    )
    expect(shown.toSorted()).toEqual(counts.toSorted())
  })

  test('security: is for administrators, as it is in the API, and inviters are told whom to ask', async () => {
    const eve = {
      userId: 'auth0|eve',
      name: 'Eve',
      email: 'eve@acme.example',
      permissions: ['create:invitations', 'read:invitations'],
    }
    makePerson(service, eve)
    const browser = await openSignedIn(service, eve)
    const page = await browser.get('/admin/gate')
    expect(page.status).toBe(403)
    expect(page.text).toContain('doesn’t have the permission grant:any')
    expect(page.html).not.toContain('href="/admin/gate"')
    expect(page.text).not.toContain('invitation_required')
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { invitationRow } from '../../ledger/ledger-rows.ts'
import type { Browser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const secret = `whsec_${'A'.repeat(32)}`
const administrator = ['create:invitations', 'read:invitations', 'grant:any']

let service: TestService
let root: Browser

beforeEach(async () => {
  const endpoints = ['crm', 'shop'].map(id => ({
    id,
    url: `https://${id}.example/`,
    secret,
    events: ['invitation.created'],
  }))
  service = await startTestService({ WEBHOOKS: JSON.stringify(endpoints) })
  root = await openSignedIn(service)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

async function invite(count: number) {
  const created_at = service.clock.now()
  for (let n = 0; n < count; n++)
    await service.ledger.createInvitation(invitationRow({ created_at }), { mail: false })
}

async function open(permissions: readonly string[]) {
  const person = {
    userId: `auth0|${permissions.length}`,
    name: 'Kay',
    email: 'kay@acme.example',
    permissions,
  }
  makePerson(service, person)
  return openSignedIn(service, person)
}

const rowsOf = (html: string) => [...html.matchAll(/<tr><th scope="row">/g)].length
const status = async (id: number) => (await service.ledger.findDelivery(id))?.delivery.status

describe('the list of webhook deliveries', () => {
  test('says so where there are none', async () => {
    expect((await root.get('/admin/webhooks')).text).toContain('No deliveries match.')
  })

  test('shows each with what became of it, newest first, filtered by state and receiver', async () => {
    await invite(2)
    await service.worker.drain()
    const { ledger } = service
    const work = { workId: 0, lastStatus: 500, lastError: 'receiver_failed', at: service.clock.now() }
    await ledger.replayDelivery(1, service.clock.now())
    const [claimed] = await ledger.claimWork({
      kinds: ['webhook'],
      limit: 1,
      leaseMs: 1,
      now: service.clock.now(),
    })
    await ledger.noteDelivery(1, { ...work, workId: claimed?.id ?? 0, status: 'failed' })
    const all = await root.get('/admin/webhooks')
    expect(rowsOf(all.html)).toBe(4)
    expect(all.text).toContain('Delivered 1 204')
    const failed = await root.get('/admin/webhooks?status=failed')
    expect(rowsOf(failed.html)).toBe(1)
    expect(failed.text).toContain('Failed 2 500 · receiver_failed')
    expect(failed.html).toContain('<option value="failed" selected="">')
    expect(rowsOf((await root.get('/admin/webhooks?endpoint=shop')).html)).toBe(2)
    expect(rowsOf((await root.get('/admin/webhooks?status=nonsense&endpoint=')).html)).toBe(4)
  })

  test('goes on from where a page ended, with its filter', async () => {
    await invite(32)
    const first = await root.get('/admin/webhooks?endpoint=crm&status=queued')
    expect(rowsOf(first.html)).toBe(32)
    const all = await root.get('/admin/webhooks')
    expect(rowsOf(all.html)).toBe(50)
    const next = /rel="next" href="([^"]+)"/.exec(all.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(rowsOf((await root.get(next)).html)).toBe(14)
  })
})

describe('sending a webhook again', () => {
  beforeEach(async () => {
    await invite(1)
    await service.worker.drain()
  })

  test('asks first, then queues it, and says so', async () => {
    expect(await status(1)).toBe('delivered')
    const asked = await root.get('/admin/webhooks/1/replay')
    expect(asked.text).toContain('Send this webhook again?')
    expect(await status(1)).toBe('delivered')
    const done = await root.press(asked, 'Send again')
    expect(done.text).toContain('Webhook queued.')
    expect(await status(1)).toBe('queued')
  })

  test('refuses what is no delivery', async () => {
    for (const id of ['999999', '0x1', '1.0', '-1', 'abc']) {
      expect((await root.get(`/admin/webhooks/${id}/replay`)).status).toBe(404)
      const asked = await root.get('/admin/webhooks/1/replay')
      const forged = { ...asked, html: asked.html.replaceAll('/webhooks/1/', `/webhooks/${id}/`) }
      expect((await root.press(forged, 'Send again')).status).toBe(404)
    }
  })

  test('security: needs the form of this session', async () => {
    const asked = await root.get('/admin/webhooks/1/replay')
    const forged = await root.press(asked, 'Send again', { form_token: 'forged' })
    expect(forged.status).toBe(403)
    const foreign = await root.press(
      asked,
      'Send again',
      {},
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    )
    expect(foreign.status).toBe(403)
    expect(await status(1)).toBe('delivered')
  })

  test('security: needs what the API needs: to see is not to change', async () => {
    const reader = await open(administrator)
    expect(rowsOf((await reader.get('/admin/webhooks')).html)).toBe(2)
    const asked = await root.get('/admin/webhooks/1/replay')
    const token =
      (await reader.get('/admin/webhooks')).html.match(/name="form_token" value="([^"]+)"/)?.[1] ?? ''
    expect((await reader.get('/admin/webhooks/1/replay')).status).toBe(403)
    const pressed = await reader.press(asked, 'Send again', { form_token: token })
    expect(pressed.status).toBe(403)
    expect(pressed.text).toContain('update:invitations')
    expect(await status(1)).toBe('delivered')
  })

  test('security: is nothing for inviters', async () => {
    const inviter = await open([
      'create:invitations',
      'read:invitations',
      'update:invitations',
      'delete:invitations',
    ])
    for (const path of ['/admin/webhooks', '/admin/webhooks/1/replay']) {
      const page = await inviter.get(path)
      expect(page.status).toBe(403)
      expect(page.text).toContain('doesn’t have the permission grant:any')
    }
  })
})

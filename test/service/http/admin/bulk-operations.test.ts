import nock from 'nock'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rowId } from '../../../../service/invitations/model/row-id.ts'
import { invitationRow } from '../../ledger/ledger-rows.ts'
import type { Browser, Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { ada, makePerson, openSignedIn, permit } from './administrators.ts'

const TABLE = '/admin/invitations'
/** More than are done while somebody waits. */
const MANY = 230
const bob = {
  userId: 'auth0|bob',
  name: 'Bob',
  email: 'bob@acme.example',
  permissions: ['create:invitations', 'read:invitations', 'update:invitations', 'delete:invitations'],
}

let service: TestService
let browser: Browser
beforeEach(async () => {
  service = await startTestService()
  makePerson(service, bob)
  browser = await openSignedIn(service)
})
afterEach(() => service.close())
afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

/** So many invitations, made a minute ago; answers their ids. */
async function makeMany(changes: Parameters<typeof invitationRow>[0] = {}, count = MANY): Promise<string[]> {
  const ids = []
  for (let n = 0; n < count; n++) {
    const at = service.clock.now() - 60_000 + n
    const [id, address] = [rowId('inv', at), `m${n}-${changes.inviter_id ?? ''}@example.com`]
    const times = { created_at: at, updated_at: at, link_issued_at: at, expires_at: at + 86_400_000 }
    await service.ledger.createInvitation(
      invitationRow({ id, invitee_email: address, ...times, ...changes }),
      {
        mail: false,
      },
    )
    ids.push(id)
  }
  return ids
}

/** Asks for something to be done to all of a table; the page that asks back. */
async function askForAll(action: string, query = '', by = browser): Promise<Page> {
  const page = await by.get(`${TABLE}${query}`)
  const main = page.html.slice(page.html.indexOf('<main'))
  const { form_token = '' } = by.fieldsOf(page)
  expect(main).toContain('Select all that match')
  return by.post(`${TABLE}/selected`, { form_token, action, matching: 'all', query: `${TABLE}${query}` })
}

const countOf = async (status: 'pending' | 'revoked') =>
  (await service.ledger.countInvitations({ status }, service.clock.now())).total

describe('something done to all that match, more than a request can do', () => {
  test('asks with the number, goes on in the background, is found again, and tells what came of it', async () => {
    const ids = await makeMany()
    const [first = ''] = ids
    await service.api(`/api/invitations/${first}/revoke`, { method: 'POST', body: {} })
    const question = await askForAll('revoke')
    expect(question.text).toContain(`Revoke ${MANY} invitations?`)
    expect(await countOf('revoked')).toBe(1)
    // Whoever is invited after the question was asked is not in the answer.
    await service.clock.advance(1000)
    await service.invite({ invitee: { email: 'late@example.com' } })
    const running = await browser.press(question, 'Revoke')
    expect(running.url).toContain('/admin/invitations/bulk-operations/bulk_')
    expect(running.text).toContain('Running')
    expect(running.text).toContain(`0 of ${MANY} checked`)
    expect(running.html).toMatch(/http-equiv="refresh" content="3/)
    expect((await browser.get(TABLE)).html).toContain(new URL(running.url).pathname)
    await service.worker.drain()
    const done = await browser.get(running.url)
    expect(done.text).toMatch(new RegExp(`Finished Changed ${MANY - 1} Not changed 1 `))
    expect(done.text).toContain('Already accepted, declined or revoked. 1')
    expect(done.html).toContain(`href="/admin/invitations/${first}"`)
    expect(done.html).not.toContain('http-equiv="refresh"')
    expect(await countOf('pending')).toBe(1)
  })

  test('is done to what the table showed, and begins once, however often it is sent', async () => {
    await makeMany({ external_id: 'spring' })
    await makeMany({ external_id: 'autumn', inviter_id: 'auth0|other' }, 3)
    const question = await askForAll('revoke', '?q=spring')
    const urls = [
      (await browser.press(question, 'Revoke')).url,
      (await browser.press(question, 'Revoke')).url,
    ]
    expect(urls[0]).toBe(urls[1])
    await service.worker.drain()
    expect([await countOf('revoked'), await countOf('pending')]).toEqual([MANY, 3])
    expect((await browser.get(urls[0] ?? '')).text).toContain('Not changed 0')
    expect((await browser.get(TABLE)).html.match(/\/bulk-operations\/bulk_/g)).toHaveLength(1)
  })

  test('gives more time, as chosen, and sends again', async () => {
    const [first = ''] = await makeMany()
    await browser.press(await askForAll('extend'), 'Extend', { ttl: String(30 * 86_400) })
    await service.worker.drain()
    const extended = await service.ledger.findInvitation(first)
    expect(extended?.expires_at).toBe(service.clock.now() + 30 * 86_400_000)
    await browser.press(await askForAll('resend'), 'Resend')
    await service.worker.drain()
    expect((await service.ledger.findInvitation(first))?.generation).toBe(2)
    expect(service.mails).toHaveLength(MANY)
  })

  test('stops where somebody stops it', async () => {
    await makeMany()
    const running = await browser.press(await askForAll('revoke'), 'Revoke')
    const stopped = await browser.press(running, 'Stop')
    expect(stopped.text).toContain('Stopped')
    expect(stopped.text).toContain(`Not checked ${MANY}`)
    await service.worker.drain()
    expect(await countOf('revoked')).toBe(0)
  })

  test('S15 breaks off when its owner may not do it any more, and waits for a tenant that does not answer', async () => {
    await makeMany()
    const running = await browser.press(await askForAll('revoke'), 'Revoke')
    service.management.isDown = true
    await service.clock.advance(16 * 60_000)
    await service.worker.drain()
    expect(await countOf('revoked')).toBe(0)
    service.management.isDown = false
    permit(service, ada.userId, ['read:invitations', 'update:invitations', 'grant:any'])
    await service.clock.advance(10 * 60_000)
    await service.worker.drain()
    const page = await browser.get(running.url)
    expect(page.text).toContain('Cancelled Your permission for this was withdrawn.')
    expect(await countOf('revoked')).toBe(0)
  })

  test('S33 touches and shows nobody what is somebody else’s', async () => {
    const bobs = await openSignedIn(service, bob)
    await makeMany()
    await makeMany({ inviter_id: bob.userId, inviter_name: 'Bob' })
    const running = await bobs.press(await askForAll('revoke', '', bobs), 'Revoke')
    await service.worker.drain()
    expect([await countOf('revoked'), await countOf('pending')]).toEqual([MANY, MANY])
    const adas = await browser.press(await askForAll('extend'), 'Extend')
    expect((await bobs.get(adas.url)).status).toBe(404)
    const { form_token = '' } = bobs.fieldsOf(await bobs.get(TABLE))
    expect((await bobs.post(`${new URL(adas.url).pathname}/stop`, { form_token })).status).toBe(404)
    expect((await bobs.get(TABLE)).html).not.toContain(new URL(adas.url).pathname)
    expect((await browser.get(running.url)).status).toBe(200)
  })

  test.each([
    ['an unknown action', { action: 'erase' }],
    ['no nonce', { nonce: '' }],
    ['a search that is none', { query: `${TABLE}?q=a%40b%40c` }],
  ])('refuses %s', async (_name, changed) => {
    await makeMany({}, 1)
    const { form_token = '' } = browser.fieldsOf(await browser.get(TABLE))
    const form = { action: 'revoke', nonce: 'n'.repeat(22), query: TABLE, until: String(service.clock.now()) }
    const page = await browser.post(`${TABLE}/bulk-operations`, { form_token, ...form, ...changed })
    expect(page.status).toBe(404)
    await service.worker.drain()
    expect(await countOf('revoked')).toBe(0)
  })

  test('is forgotten after thirty days', async () => {
    await makeMany()
    const { url } = await browser.press(await askForAll('revoke'), 'Revoke')
    await service.worker.drain()
    await service.clock.advance(31 * 86_400_000)
    await service.worker.drain()
    expect(await service.ledger.findBulkOperation(url.split('/').at(-1) ?? '')).toBeUndefined()
  })
})

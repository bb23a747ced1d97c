import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePerson, openSignedIn } from '../admin/administrators.ts'
import type { Browser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

const PER_RECIPIENT = 4
const permissions = ['create:invitations', 'read:invitations', 'update:invitations']
const eve = { userId: 'auth0|eve', name: 'Eve', email: 'eve@acme.example', permissions }

let folder: string
let service: TestService
let ada: Person
let inviter: Person
let root: Person
let asEve: Browser
let asRoot: Browser
/** Ada's, whose id and name must not appear. */
let theirs: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guestlist-not-told-'))
  const POLICY_FILE = join(folder, 'policy.json')
  await writeFile(
    POLICY_FILE,
    JSON.stringify({ limits: { per_recipient_per_day: PER_RECIPIENT }, cool_down_sec: 0 }),
  )
  service = await startTestService({ POLICY_FILE })
  makePerson(service, eve)
  ada = as(service, 'ada')
  inviter = as(service, 'eve')
  root = as(service, 'root')
  asEve = await openSignedIn(service, eve)
  asRoot = await openSignedIn(service)
  theirs = String((await invite(ada, 'taken@example.com')).body.id)
  // As many messages as one address may have in a day, each by a shared answer of nobody's.
  const spent = await invite(ada, 'spent@example.com')
  for (let n = 1; n < PER_RECIPIENT; n++) await ada.ask('POST', `/api/invitations/${spent.body.id}/resend`)
  await service.api(`/api/invitations/${spent.body.id}/revoke`, { method: 'POST' })
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
  await rm(folder, { recursive: true })
})

const invite = (by: Person, email: string, more: object = {}) =>
  by.ask('POST', '/api/invitations', { invitee: { email }, ...more })

/** All that an answer tells, but for what is of this one request. */
function toldBy({ status, body, headers }: Awaited<ReturnType<Person['ask']>>) {
  const { request_id: _, ...error } = body.error as Record<string, unknown>
  return { status, error, retryAfter: headers.get('retry-after') }
}

async function stateOf(by: Browser, email: string): Promise<string | undefined> {
  const token = by.fieldsOf(await by.get('/admin/invitations/new')).form_token ?? ''
  const answer = await service.app.request('https://guestlist.example/admin/invitations/new/check', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-form-token': token,
      'sec-fetch-site': 'same-origin',
      cookie: [...by.cookies].map(pair => pair.join('=')).join('; '),
    },
    body: JSON.stringify({ text: email }),
  })
  return ((await answer.json()) as { entries: { state: string }[] }).entries[0]?.state
}

async function importAs(by: Person, emails: readonly string[]) {
  const csv = `email\n${emails.join('\n')}\n`
  const uploaded = await by.ask('POST', '/api/imports', csv, { 'content-type': 'text/csv' })
  const id = String(uploaded.body.id)
  const rowsOf = async () => {
    const { body } = await by.ask('GET', `/api/imports/${id}/rows`)
    return (body.rows as { state: string; reason: string | null; field: string | null }[]).map(
      ({ state, reason, field }) => [state, reason, field],
    )
  }
  return { id, rowsOf, rows: uploaded.body.rows }
}

describe('S41 that somebody else has invited an address', () => {
  test.each([
    ['a message', {}],
    ['a link to hand out', { send_invitation_email: false }],
    ['one in its place', { on_live_invitation: 'replace' }],
    ['more time for it', { on_live_invitation: 'extend' }],
  ])(
    'is not told to who asks for %s: the answer is that of an address that has had its messages',
    async (_, more) => {
      const taken = toldBy(await invite(inviter, 'taken@example.com', more))
      expect(taken).toEqual(toldBy(await invite(inviter, 'spent@example.com', more)))
      expect(taken).toMatchObject({ status: 429, error: { code: 'limit_reached' } })
      expect(JSON.stringify(taken)).not.toMatch(/auth0\|ada|inv_|invited/)
    },
  )

  test('is not told to who gives an invitation of theirs its address', async () => {
    const { body } = await invite(inviter, `own${++count}@example.com`)
    const edit = async (email: string) =>
      toldBy(await inviter.ask('PATCH', `/api/invitations/${body.id}`, { invitee: { email } }))
    const taken = await edit('taken@example.com')
    expect(taken).toEqual(await edit('spent@example.com'))
    expect(taken.status).toBe(429)
  })

  test('is not told by the form while somebody types, nor when it is sent', async () => {
    for (const email of ['taken@example.com', 'spent@example.com', 'fresh@example.com'])
      expect([email, await stateOf(asEve, email)]).toEqual([email, 'ok'])
    const page = await asEve.get('/admin/invitations/new')
    const textOf = async (email: string) => {
      const { form_token = '', nonce = '' } = asEve.fieldsOf(page)
      const html = '<form action="/admin/invitations/new"><button>Go</button></form>'
      const form = { status: 200, url: '', headers: new Headers(), html, text: '' }
      const answer = await asEve.press(form, 'Go', { form_token, nonce, addresses: email })
      return answer.text.replaceAll(email, '')
    }
    expect(await textOf('taken@example.com')).toBe(await textOf('spent@example.com'))
  })

  test('is not told by an import, neither before it begins nor after', async () => {
    const { id, rowsOf, rows } = await importAs(inviter, ['taken@example.com', 'spent@example.com'])
    expect(rows).toMatchObject({ ready: 2, already_invited: 0 })
    expect(await rowsOf()).toEqual(Array(2).fill(['ready', null, null]))
    await inviter.ask('POST', `/api/imports/${id}/confirm`)
    await service.worker.drain()
    expect(await rowsOf()).toEqual(Array(2).fill(['failed', 'limit_reached', null]))
  })

  test('is told to its own inviter, and to those who may see all', async () => {
    await invite(ada, 'open@example.com')
    for (const person of [ada, root]) {
      expect(await invite(person, 'open@example.com')).toMatchObject({
        status: 409,
        body: { error: { code: 'already_invited', field: 'invitee.email' } },
      })
      expect((await importAs(person, ['open@example.com'])).rows).toMatchObject({ already_invited: 1 })
    }
    expect(await stateOf(asRoot, 'open@example.com')).toBe('already_invited')
  })

  test('still leaves one live invitation for the address, however many ask at once', async () => {
    const asked = Array.from({ length: 12 }, (_, n) => invite(n % 2 ? inviter : ada, 'raced@example.com'))
    const made = (await Promise.all(asked)).filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    for (const email of ['raced@example.com', 'taken@example.com']) {
      const filter = { address: { email }, status: 'pending' } as const
      const rows = await service.ledger.listInvitations({ filter, take: 9, now: service.clock.now() })
      expect(rows.map(({ id }) => id)).toEqual([email.startsWith('taken') ? theirs : made[0]?.body.id])
    }
  })
})

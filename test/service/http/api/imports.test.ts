import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ApiAnswer, startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let root: Person
beforeEach(async () => {
  service = await startTestService()
  service.management.roles.push({ id: 'rol_student', name: 'Student' })
  root = as(service, 'root')
})
afterEach(() => service.close())

type Json = Record<string, unknown>

function upload(
  file: string,
  query = '',
  headers: Record<string, string> = {},
  who = root,
): Promise<ApiAnswer> {
  return who.ask('POST', `/api/imports${query}`, file, { 'content-type': 'text/csv', ...headers })
}

async function read(path: string, who = root): Promise<Json> {
  return (await who.ask('GET', path)).body
}

const people = [
  'E-Mail;Role;Given Name;app_metadata.class;external id',
  'ada@school.example;Student;Ada;5b;s-1',
  '"Grace@School.Example";Student; Editor;;;;x',
  'grace@school.example;Student;Grace;5b;s-2',
  'GRACE@school.example;Student;Grace;5b;s-3',
  'nobody;Student;No;5b;s-4',
  'root@school.example;Student;Root;5b;s-5',
  'linus@school.example;Nonsense;Linus;5b;s-6',
].join('\r\n')

describe('POST /api/imports accepts', () => {
  test('a file, sorts its rows, and invites nobody until it is confirmed', async () => {
    await root.ask('POST', '/api/invitations', { invitee: { email: 'root@school.example' } })
    const { status, body, headers } = await upload(`\ufeff${people}\r\n`)
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`https://guestlist.example/api/imports/${String(body.id)}`)
    expect(body).toMatchObject({
      status: 'previewed',
      rows: { total: 7, ready: 2, malformed: 3, duplicate: 1, already_invited: 1, created: 0 },
    })
    const { rows } = await read(`/api/imports/${String(body.id)}/rows`)
    expect(rows).toMatchObject([
      { line: 2, state: 'ready', email: 'ada@school.example' },
      { line: 3, state: 'malformed', reason: 'wrong_number_of_columns' },
      { line: 4, state: 'ready' },
      { line: 5, state: 'duplicate' },
      { line: 6, state: 'malformed', reason: 'invalid_address', field: 'email' },
      { line: 7, state: 'already_invited' },
      { line: 8, state: 'malformed', reason: 'unknown_role', field: 'roles' },
    ])
    await service.worker.drain()
    expect(service.mails).toHaveLength(1)
  })

  test('a confirmation: everybody who is ready is invited as single people are, and the result is by row', async () => {
    const { body } = await upload(people)
    const confirmed = await root.ask('POST', `/api/imports/${String(body.id)}/confirm`)
    expect(confirmed).toMatchObject({ status: 202, body: { status: 'confirmed' } })
    await service.worker.drain()
    const done = await read(`/api/imports/${String(body.id)}`)
    expect(done).toMatchObject({ status: 'finished', rows: { ready: 3, created: 3, failed: 0, sent: 3 } })
    const { rows } = (await read(`/api/imports/${String(body.id)}/rows?state=created`)) as { rows: Json[] }
    expect(rows.map(({ line, email }) => [line, email])).toEqual([
      [2, 'ada@school.example'],
      [4, 'grace@school.example'],
      [7, 'root@school.example'],
    ])
    const invitation = await read(`/api/invitations/${String(rows[0]?.invitation_id)}`)
    expect(invitation).toMatchObject({
      invitee: { email: 'ada@school.example' },
      inviter: { id: root.id },
      roles: ['Student'],
      app_metadata: { class: '5b' },
      profile: { given_name: 'Ada' },
      external_id: 's-1',
      delivery_status: 'sent',
    })
    const history = await read(`/api/invitations/${String(rows[0]?.invitation_id)}/history`)
    expect(history).toMatchObject({ events: [{ type: 'created', actor: { id: root.id } }, { type: 'sent' }] })
    const again = await root.ask('POST', `/api/imports/${String(body.id)}/confirm`)
    expect(again).toMatchObject({ status: 202, body: { status: 'finished' } })
  })

  test('with confirm=true one request for all of it, and with dry_run=true none', async () => {
    const { body } = await upload('email\na@school.example\n', '?confirm=true&roles=Student;%20Editor')
    await service.worker.drain()
    const { rows } = (await read(`/api/imports/${String(body.id)}/rows`)) as { rows: Json[] }
    expect(await read(`/api/invitations/${String(rows[0]?.invitation_id)}`)).toMatchObject({
      roles: ['Student', 'Editor'],
    })
    const dry = await upload('email\nb@school.example\n', '?dry_run=true&confirm=true')
    expect(dry.body).toMatchObject({ status: 'previewed', dry_run: true })
    const refused = await root.ask('POST', `/api/imports/${String(dry.body.id)}/confirm`)
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
  })

  test('NDJSON, with the fields of a single invitation', async () => {
    const lines = [
      { invitee: { email: 'a@school.example' }, roles: ['Student'], app_metadata: { n: 7 }, ttl_sec: 3600 },
      { email: 'b@school.example', profile: { given_name: 'Bo' } },
    ].map(one => JSON.stringify(one))
    const { body } = await upload(
      [...lines, '', 'nonsense', '{"email":"c@x.example","colour":1}'].join('\n'),
      '',
      {
        'content-type': 'application/x-ndjson',
      },
    )
    expect(body.rows).toMatchObject({ ready: 2, malformed: 2 })
    const { rows } = await read(`/api/imports/${String(body.id)}/rows?state=malformed`)
    expect(rows).toMatchObject([
      { line: 4, reason: 'invalid_json' },
      { line: 5, reason: 'unknown_column', field: 'colour' },
    ])
    await root.ask('POST', `/api/imports/${String(body.id)}/confirm`)
    await service.worker.drain()
    const found = await read('/api/invitations?email=a@school.example')
    expect(found).toMatchObject({ invitations: [{ app_metadata: { n: 7 }, roles: ['Student'] }] })
  })

  test('a form, as browsers send it', async () => {
    const form = new FormData()
    form.set('roles', 'Student')
    form.set('message', '')
    form.set('file', new File(['email\r\na@school.example\r\n'], 'class 5b.csv', { type: 'text/csv' }))
    const request = new Request('https://guestlist.example/', { method: 'POST', body: form })
    const answer = await upload(await request.text(), '', {
      'content-type': request.headers.get('content-type') ?? '',
    })
    expect(answer).toMatchObject({
      status: 201,
      body: { file_name: 'class 5b.csv', rows: { ready: 1 }, options: { roles: ['Student'] } },
    })
  })

  test('rows that failed come back as a file to correct, and are taken again', async () => {
    const { body } = await upload(
      `email,message,name\n"nobody","=1+1",N\nb@school.example,x,"see evil.example"\n`,
    )
    const { text, headers } = await root.ask('GET', `/api/imports/${String(body.id)}/failed.csv`)
    expect(headers.get('content-disposition')).toContain('failed-imp_')
    expect(text.split('\r\n')).toEqual([
      'email,message,name,guestlist_line,guestlist_reason,guestlist_field',
      "nobody,'=1+1,N,2,invalid_address,email",
      'b@school.example,x,see evil.example,3,invalid_text,name',
      '',
    ])
    const corrected = text.replace('nobody', 'nobody@school.example').replace('see evil.example', 'Bo')
    expect((await upload(corrected)).body.rows).toMatchObject({ total: 2, ready: 2 })
  })

  test('the same Idempotency-Key once, and another request with it not at all', async () => {
    const headers = { 'idempotency-key': 'k1', 'content-length': '23' }
    const first = await upload('email\na@school.example\n', '', headers)
    const second = await upload('email\na@school.example\n', '', headers)
    expect(second.body.id).toBe(first.body.id)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect((await upload('email\n', '?dry_run=true', headers)).body).toMatchObject({
      error: { code: 'idempotency_mismatch' },
    })
    // What was refused has left no key.
    const other = { 'idempotency-key': 'k2' }
    expect((await upload('colour\n', '', other)).status).toBe(422)
    expect((await upload('email\na@school.example\n', '', other)).status).toBe(201)
  })
})

describe('POST /api/imports refuses, with nothing kept', () => {
  test.each([
    ['an unknown column', 'email,rolse\na@x.example,S\n', 'rolse', 'mean nothing'],
    ['no address column', 'name\nAda\n', 'email', 'name the columns'],
    ['the same column twice', 'email,E-Mail\na@x.example,b@x.example\n', 'E-Mail', 'mean the same'],
    [
      'a quotation mark that is never closed',
      'email\n"a@x.example\nb@x.example\n',
      undefined,
      'never closed',
    ],
    ['no rows', 'email\r\n', undefined, 'no rows'],
    ['a row without end', `email\n"${'x'.repeat(70_000)}`, undefined, 'longer than 64 kB'],
  ])('a file with %s', async (_what, file, field, message) => {
    const { status, body } = await upload(file)
    expect(status).toBe(422)
    expect(body.error).toMatchObject({ code: 'invalid_file', message: expect.stringContaining(message) })
    expect((body.error as Json).field).toBe(field)
    expect(await read('/api/imports')).toEqual({ imports: [] })
  })

  test.each([
    ['Latin-1', Buffer.from('email\na@x.example\nmüller@x.example\n', 'latin1'), 'line 3'],
    ['UTF-16', Buffer.from('\ufeffemail\na@x.example\n', 'utf16le'), 'line 1'],
  ])('a file in %s, and says where', async (_name, bytes, where) => {
    const token = await service.tenant.issueAccessToken({ permissions: ['create:invitations'] })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
    const answer = await service.app.request('/api/imports', { method: 'POST', headers, body: bytes })
    const { error } = (await answer.json()) as { error: Json }
    expect(error).toMatchObject({ code: 'invalid_file', message: expect.stringContaining('UTF-8') })
    expect(error.message).toContain(where)
  })

  test('2 GiB by its announced length, before a byte of it is read', async () => {
    const token = await service.tenant.issueAccessToken({ permissions: ['create:invitations'] })
    let pulled = 0
    const body = new ReadableStream<Uint8Array>({ pull: () => void pulled++ }, { highWaterMark: 0 })
    const headers = { authorization: `Bearer ${token}`, 'content-length': String(2 * 1024 ** 3 + 100_000) }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    const answer = await service.app.request('/api/imports', init)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ error: { code: 'file_too_large' } })
    expect(pulled).toBe(0)
  })

  test('options that nobody may be given, once and not for each row', async () => {
    const { status, body } = await upload('email\na@x.example\n', '?roles=Nonsense')
    expect(status).toBe(422)
    expect(body.error).toMatchObject({ code: 'invalid_field', field: 'roles' })
  })
})

describe('imports, security', () => {
  const file = 'email\na@school.example\n'

  test('S33 are seen, confirmed and cancelled by their owner; to others there is none', async () => {
    const ada = as(service, 'ada')
    const { body } = await upload(file, '', {}, ada)
    const path = `/api/imports/${String(body.id)}`
    const eve = as(service, 'eve')
    for (const [method, rest] of [
      ['GET', ''],
      ['GET', '/rows'],
      ['GET', '/failed.csv'],
      ['POST', '/confirm'],
      ['POST', '/cancel'],
    ] as const)
      expect(await eve.ask(method, path + rest)).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found' } },
      })
    expect(await read('/api/imports', eve)).toEqual({ imports: [] })
    expect(await root.ask('GET', path)).toMatchObject({ status: 200 })
    // Whoever confirms is the inviter.
    expect(await root.ask('POST', `${path}/confirm`)).toMatchObject({ status: 403 })
    expect(await root.ask('POST', `${path}/cancel`)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    })
    expect(await ada.ask('POST', `${path}/confirm`)).toMatchObject({ status: 409 })
  })

  test('S32 S53 grant no more than a single invitation: roles, metadata', async () => {
    const ada = as(service, 'ada')
    const { body } = await upload(
      'email,role,app_metadata.plan\na@x.example,Student,\nb@x.example,,gold\n',
      '',
      {},
      ada,
    )
    const { rows } = await read(`/api/imports/${String(body.id)}/rows`, ada)
    expect(rows).toMatchObject([
      { state: 'malformed', reason: 'forbidden', field: 'roles' },
      { state: 'malformed', reason: 'forbidden', field: 'app_metadata' },
    ])
    const reserved = await upload(
      'email,app_metadata.guestlist,user_metadata.a.b\na@x.example,1,\nb@x.example,,1\n',
    )
    const found = await read(`/api/imports/${String(reserved.body.id)}/rows`)
    expect(found.rows).toMatchObject([
      { reason: 'reserved_key', field: 'app_metadata' },
      { reason: 'reserved_key', field: 'user_metadata' },
    ])
  })

  test('who has an account already is told to those who may know it, and of their own invitations', async () => {
    const ada = as(service, 'ada')
    await ada.ask('POST', '/api/invitations', { invitee: { email: 'a@x.example' } })
    await service.worker.drain()
    const [row] = await service.ledger.listInvitations({ filter: {}, take: 1, now: service.clock.now() })
    if (!row) throw new TypeError('no invitation')
    const set = { status: 'accepted', uses: 1 } as const
    await service.ledger.changeInvitations([
      { id: row.id, version: row.version, at: row.created_at, set, events: [] },
    ])
    const sort = async (who: Person) => (await upload('email\na@x.example\n', '', {}, who)).body.rows
    expect(await sort(ada)).toMatchObject({ already_member: 1 })
    expect(await sort(root)).toMatchObject({ already_member: 1 })
    expect(await sort(as(service, 'eve'))).toMatchObject({ already_member: 0, ready: 1 })
  })

  test('S34 no answer holds a link', async () => {
    const { body } = await upload(file, '?confirm=true')
    await service.worker.drain()
    for (const rest of ['', '/rows', '/failed.csv'])
      expect((await root.ask('GET', `/api/imports/${String(body.id)}${rest}`)).text).not.toContain('/i/')
  })
})

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isActionKey } from '../../contract/calls.ts'
import { parseConfig } from '../../service/runtime/config.ts'
import type { TestService } from '../service/http/test-service.ts'
import { makeEnvironment } from '../service/test-environment.ts'
import { readCase, startCaseService } from './import-case.ts'

let service: TestService
beforeAll(async () => {
  service = await startCaseService()
})
afterAll(() => service.close())

const countAll = async () => (await service.api('/api/invitations?include_totals=true')).body.total

/** Sends bytes as a body of `POST /api/invitations`, and says what came of it. */
async function create(bytes: Uint8Array | string, type = 'application/json') {
  const token = await service.tenant.issueAccessToken({
    permissions: ['create:invitations', 'grant:any', 'grant:metadata'],
    gty: 'client-credentials',
    sub: 'backend@clients',
  })
  const headers = { authorization: `Bearer ${token}`, 'content-type': type }
  const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes)
  const answer = await service.app.request('/api/invitations', { method: 'POST', headers, body })
  const json = (await answer.json()) as { id?: string; error?: Record<string, string> }
  await service.worker.drain()
  if (json.id) await service.api(`/api/invitations/${json.id}/revoke`, { method: 'POST' })
  return { ...json, status: answer.status }
}

const withMetadata = (json: string) =>
  create(`{"inviter":{"name":"Ada"},"invitee":{"email":"rosa@example.org"},"app_metadata":${json}}`)

describe('a body', () => {
  it.each([
    'application/json',
    'application/json; charset=iso-8859-1',
    'application/json; charset=windows-1252',
    'text/plain',
  ])('that is not UTF-8 is refused, declared as %s or not, and nothing is created', async type => {
    const before = await countAll()
    expect(await create(readCase('create-latin1.json'), type)).toMatchObject({
      status: 400,
      error: { code: 'invalid_json', message: expect.stringContaining('UTF-8') },
    })
    expect(await countAll()).toBe(before)
  })

  it('in UTF-8 is read as such, whatever is declared', async () => {
    const bytes = Buffer.from('{"inviter":{"name":"Jürgen"},"invitee":{"email":"rosa@example.org"}}')
    expect(await create(bytes, 'application/json; charset=iso-8859-1')).toMatchObject({
      status: 201,
      inviter: { name: 'Jürgen' },
    })
  })

  it('of create-big-numbers.json is refused by its key', async () => {
    const before = await countAll()
    expect(await create(readCase('create-big-numbers.json'))).toMatchObject({
      status: 422,
      error: {
        code: 'invalid_field',
        field: 'app_metadata.account',
        message: expect.stringContaining('write it as a text'),
      },
    })
    expect(await countAll()).toBe(before)
  })

  it.each([
    ['{"n":9007199254740993}', 'app_metadata.n'],
    ['{"n":9007199254740992}', 'app_metadata.n'],
    ['{"n":-9007199254740993}', 'app_metadata.n'],
    ['{"n":1e400}', 'app_metadata.n'],
    ['{"n":-1E999}', 'app_metadata.n'],
    ['{"n":1e-400}', 'app_metadata.n'],
    ['{"n":0.12345678901234567890}', 'app_metadata.n'],
    ['{"a":"x","list":[1,{"deep":{"id":12345678901234567890}}]}', 'app_metadata.list.1.deep.id'],
    ['{"a":"1e400","b":{"c":[0,1e400]}}', 'app_metadata.b.c.1'],
    ['{"ro sa@example.org":1e400}', 'app_metadata.?'],
  ])('with a number that cannot be kept names it: %s', async (json, field) => {
    expect(await withMetadata(json)).toMatchObject({ status: 422, error: { field } })
  })

  it.each([
    ['{"n":9007199254740991,"m":-9007199254740991}'],
    ['{"n":0.1,"m":-0.5,"o":1.50,"p":3.141592653589793,"q":1e3,"r":2E-7,"s":-0,"t":1.0}'],
    ['{"text":"9007199254740993 1e400","id":"auth0|6500000000000000000000"}'],
  ])('with numbers that can be kept is taken: %s', async json => {
    expect(await withMetadata(json)).toMatchObject({ status: 201 })
  })

  it.each([
    [readCase('create-lone-surrogate.json').toString(), 'message'],
    ['{"invitee":{"email":"rosa@example.org"},"external_id":"a\\ud83d"}', 'external_id'],
    ['{"invitee":{"email":"rosa@example.org"},"external_id":"a\\u0000"}', 'external_id'],
    ['{"invitee":{"email":"rosa@example.org"},"app_metadata":{"a":["\\udc00x"]}}', 'app_metadata.a.0'],
    ['{"invitee":{"email":"rosa@example.org"},"user_metadata":{"a\\uD800":1}}', 'user_metadata.?'],
    ['{"inviter":{"name":"A\\ud83dda"},"invitee":{"email":"rosa@example.org"}}', 'inviter.name'],
  ])('with half a character, or a zero, names the field: %s', async (body, field) => {
    expect(await create(body)).toMatchObject({ status: 422, error: { code: 'invalid_field', field } })
  })

  it('with whole characters that JSON spells out is taken', async () => {
    expect(
      await create('{"invitee":{"email":"rosa@example.org"},"message":"hi \\ud83d\\ude00"}'),
    ).toMatchObject({
      status: 201,
      message: 'hi 😀',
    })
  })

  it('is read the same way when an invitation is edited', async () => {
    const { id } = await service.invite({ invitee: { email: 'edited@example.org' } })
    for (const [body, field] of [
      ['{"app_metadata":{"n":1e400}}', 'app_metadata.n'],
      ['{"message":"\\ud83d"}', 'message'],
    ])
      expect(await service.api(`/api/invitations/${id}`, { method: 'PATCH', body })).toMatchObject({
        status: 422,
        body: { error: { field } },
      })
  })
})

describe('a text', () => {
  it('of create-persian-inviter.json is taken, and arrives as it was written', async () => {
    const { message } = JSON.parse(readCase('create-persian-inviter.json').toString())
    const body = { ...JSON.parse(readCase('create-persian-inviter.json').toString()), locale: 'en' }
    service.mails.length = 0
    expect(await create(JSON.stringify(body))).toMatchObject({
      status: 201,
      inviter: { name: 'علی\u200cرضا' },
      message,
    })
    expect(service.mails.at(-1)?.subject).toContain('علی\u200cرضا')
    expect(service.mails.at(-1)?.text).toContain('👩\u200d💻')
  })

  it.each([
    ['inviter.name', { inviter: { name: 'Ada\u202egnp.' } }],
    ['inviter.name', { inviter: { name: 'A\u200dda' } }],
    ['message', { message: 'Look \u2066here\u2069' }],
    ['message', { message: 'zero\u200bwidth' }],
    ['profile.name', { profile: { name: 'Ro\u200csa' } }],
  ])('with invisible characters is refused by its field: %s', async (field, more) => {
    const body = JSON.stringify({ invitee: { email: 'rosa@example.org' }, ...more })
    expect(await create(body)).toMatchObject({
      status: 422,
      error: { field, message: expect.stringContaining('invisible characters') },
    })
  })

  it.each([
    '\u200brosa@example.org',
    'rosa@example.org\u200b',
    '\u202arosa@example.org\u202c',
    '\ufeffrosa@example.org',
  ])('around an address is dropped: %j', async email => {
    expect(await create(JSON.stringify({ invitee: { email } }))).toMatchObject({
      status: 201,
      invitee: { email: 'rosa@example.org' },
    })
  })

  it.each(['ro\u200bsa@example.org', 'rosa@exam\u00adple.org', 'rosa\u202e@example.org'])(
    'within an address is refused: %j',
    async email => {
      expect(await create(JSON.stringify({ invitee: { email } }))).toMatchObject({
        status: 422,
        error: { field: 'invitee.email', message: expect.stringContaining('an invisible character') },
      })
    },
  )
})

describe('what programs ask that there is not', () => {
  const json = { 'content-type': 'application/json' }
  beforeEach(() => {
    service.logLines.length = 0
  })

  it.each<[string, string, number, string | null]>([
    ['POST', '/api/invitations/', 404, null],
    ['PUT', '/api/invitations', 405, 'POST, GET, HEAD'],
    ['DELETE', '/api/invitations', 405, 'POST, GET, HEAD'],
    ['OPTIONS', '/api/invitations', 405, 'POST, GET, HEAD'],
    ['POST', '/health/live', 405, 'GET, HEAD'],
    ['DELETE', '/health/ready', 405, 'GET, HEAD'],
    ['POST', '/api/nothing', 404, null],
    ['GET', '/api/invitations/inv_1/nothing', 404, null],
    ['PUT', '/api/invitations/inv_1', 405, expect.stringContaining('PATCH') as unknown as string],
    ['GET', '/actions/admission', 405, 'POST'],
    ['PUT', '/actions/redemption', 405, 'POST'],
    ['POST', '/actions/nothing', 404, null],
    ['POST', '/actions', 404, null],
    ['POST', '/api', 405, 'GET, HEAD'],
    ['POST', '/health', 404, null],
    ['GET', '/health/nothing', 404, null],
  ])(
    '%s %s is %i, with any body and without a token, and no failure of ours',
    async (method, path, status, allow) => {
      const bodies = ['', '{}', 'a=b', `{"x":"${'y'.repeat(70_000)}"}`, '\0\xff']
      const types = [
        json,
        { 'content-type': 'application/x-www-form-urlencoded' },
        { 'content-type': 'multipart/form-data; boundary=x' },
        {},
      ]
      for (const body of method === 'GET' ? [undefined] : bodies)
        for (const type of types) {
          const init = {
            method,
            headers: { ...type, origin: 'https://evil.example' },
            ...(body !== undefined && { body }),
          }
          const answer = await service.app.request(path, init)
          expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([
            method,
            path,
            status,
            allow,
          ])
          const { error } = (await answer.json()) as { error: { code: string } }
          expect(error.code).toBe(status === 404 ? 'not_found' : 'method_not_allowed')
        }
      expect(service.logLines.filter(line => line.includes('"level":"error"'))).toEqual([])
    },
  )

  it('is the same for every method when a slash stands behind', async () => {
    for (const path of ['/api/invitations/', '/api/', '/actions/admission/', '/health/live/'])
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
        expect([path, method, (await service.app.request(path, { method })).status]).toEqual([
          path,
          method,
          404,
        ])
  })

  it('stays behind the token where there is something', async () => {
    for (const [method, path] of [
      ['POST', '/api/invitations'],
      ['GET', '/api/invitations/inv_1'],
      ['POST', '/actions/admission'],
    ] as const)
      expect((await service.app.request(path, { method })).status).toBe(401)
  })

  it('with a zero in its address is not there, and no failure of ours', async () => {
    expect((await service.api('/api/invitations/%00')).status).toBe(404)
    expect(await service.api('/api/invitations?external_id=%00')).toMatchObject({
      status: 422,
      body: { error: { field: 'external_id' } },
    })
    expect(service.logLines.filter(line => line.includes('"level":"error"'))).toEqual([])
  })
})

describe('a path of people with a slash behind', () => {
  it.each([
    ['/i/', '/i'],
    ['/i/code/', '/i/code'],
    ['/i/code/?lang=de', '/i/code?lang=de'],
    ['/openapi.json/', '/openapi.json'],
  ])('%s leads on to %s', async (path, to) => {
    const answer = await service.app.request(path)
    expect([answer.status, answer.headers.get('location')]).toEqual([308, `https://guestlist.example${to}`])
  })

  it('/admin/ leads to the way in, as /admin does', async () => {
    expect((await service.app.request('/admin/')).headers.get('location')).toMatch(/^\/admin\/sign-in/)
  })

  it('leads to no other host', async () => {
    for (const path of ['//evil.example/', '/\\evil.example/', '/%2F%2Fevil.example/', '/.//evil.example/']) {
      const location = (await service.app.request(path)).headers.get('location')
      if (location !== null) expect(new URL(location).host).toBe('guestlist.example')
    }
  })

  it('takes no form', async () => {
    expect((await service.app.request('/i/code/', { method: 'POST' })).status).toBe(403)
  })
})

describe('an Idempotency-Key', () => {
  it('is of the same request whatever the order of keys, also within', async () => {
    const send = (app_metadata: object) =>
      service.api('/api/invitations', {
        body: { invitee: { email: 'keyed@example.org' }, app_metadata },
        headers: { 'idempotency-key': 'order' },
      })
    const first = await send({ a: 1, b: { c: [1, 2], d: 'x' } })
    const again = await send({ b: { d: 'x', c: [1, 2] }, a: 1 })
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await send({ a: 1, b: { c: [2, 1], d: 'x' } })).body).toMatchObject({
      error: { code: 'idempotency_mismatch' },
    })
  })
})

describe('the key of the Actions', () => {
  const keys = readFileSync(new URL('files/action-keys.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const long = 'a'.repeat(31)

  it.each([...keys, `${long} b`, `${long}\u00a0b`, `${long}é`, `${long}\u200bb`, long])(
    'that no header can carry is refused at the start: %j',
    async key => {
      expect(isActionKey(key)).toBe(false)
      const env = { ...(await makeEnvironment()), ACTION_KEYS: key }
      await expect(parseConfig(env)).rejects.toMatchObject({ faults: [{ name: 'ACTION_KEYS' }] })
    },
  )

  it('has no comma, which would be read as the border between two', () => {
    expect(isActionKey(`${long},b`)).toBe(false)
  })

  it.each([`${long}b`, `!${long}~`, `${long}+/=._-:"'\\`])('of visible ASCII is taken: %j', async key => {
    expect(isActionKey(key)).toBe(true)
    const config = await parseConfig({ ...(await makeEnvironment()), ACTION_KEYS: key })
    expect(config.actionKeys).toEqual([key])
  })
})

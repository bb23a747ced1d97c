import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inheritedNames } from '../../../contract/inherited-names.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { as, type Person } from './people.ts'

let service: TestService
let root: Person
beforeAll(async () => {
  service = await startTestService()
  root = as(service, 'root')
})
afterAll(() => service.close())

/** Where a key may stand in a request, as text: an object would lose some of these keys before they are sent. */
const places: [string, (key: string) => string][] = [
  ['app_metadata', key => `"app_metadata":{"order":1,"${key}":{"admitted":true}}`],
  ['user_metadata', key => `"user_metadata":{"${key}":"x"}`],
  ['app_metadata.plan', key => `"app_metadata":{"plan":{"${key}":null}}`],
  ['app_metadata.plan.0', key => `"app_metadata":{"plan":[{"${key}":1}]}`],
  ['profile', key => `"profile":{"${key}":"Grace"}`],
]

function refusal(path: string, key: string) {
  return {
    status: 422,
    body: { error: { code: 'invalid_field', field: path, message: `The key "${key}" is reserved.` } },
  }
}

const escaped = (key: string) => `\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}`

describe.each(inheritedNames)('S71 %s, sent as a key', key => {
  test.each(places)('of %s, is refused by name, and nothing is made', async (path, write) => {
    for (const name of [key, escaped(key)]) {
      const body = `{"invitee":{"email":"grace@example.com"},${write(name)}}`
      expect(await root.ask('POST', '/api/invitations', body)).toMatchObject(refusal(`${path}.${key}`, key))
    }
    expect((await root.ask('GET', '/api/invitations')).body.invitations).toEqual([])
  })
})

describe.each(inheritedNames)('S71 %s, sent as a key of an edit', key => {
  let id: unknown
  beforeAll(async () => {
    const body = {
      invitee: { email: `${key.replaceAll('_', 'x')}@example.com` },
      app_metadata: { plan: 'gold' },
    }
    id = (await root.ask('POST', '/api/invitations', body)).body.id
  })
  afterAll(() => root.ask('DELETE', `/api/invitations/${id}`))

  // An edit has no profile.
  test.each(places.slice(0, -1))('of %s, is refused by name, and nothing changes', async (path, write) => {
    const answer = await root.ask('PATCH', `/api/invitations/${id}`, `{${write(key)}}`)
    expect(answer).toMatchObject(refusal(`${path}.${key}`, key))
    const { body } = await root.ask('GET', `/api/invitations/${id}`)
    expect(body).toMatchObject({ app_metadata: { plan: 'gold' }, user_metadata: {} })
  })
})

describe.each(inheritedNames)('S71 %s in a file of people to invite', key => {
  async function reasons(file: string, type: string) {
    const answer = await root.ask('POST', '/api/imports', file, { 'content-type': type })
    expect(answer.status).toBe(201)
    const { rows } = (await root.ask('GET', `/api/imports/${String(answer.body.id)}/rows`)).body
    return (rows as Record<string, unknown>[]).map(({ state, reason, field }) => [state, reason, field])
  }

  test.each([
    ['a column of its own', `email,app_metadata.${key}\na@x.example,1\n`, `app_metadata.${key}`],
    ['another spelling of one', `email,User Metadata: ${key}\na@x.example,1\n`, `user_metadata.${key}`],
    [
      'a cell of JSON',
      `email,app_metadata\na@x.example,"{""plan"":1,""${key}"":{}}"\n`,
      `app_metadata.${key}`,
    ],
    [
      'deeper in a cell',
      `email,app_metadata\na@x.example,"{""a"":{""${key}"":1}}"\n`,
      `app_metadata.a.${key}`,
    ],
    [
      'a value of a column',
      `email,app_metadata.plan,app_metadata\na@x.example,1,"{""${key}"":1}"\n`,
      `app_metadata.${key}`,
    ],
  ])('as %s of CSV, is refused by name', async (_, file, field) => {
    expect(await reasons(file, 'text/csv')).toEqual([['malformed', 'reserved_key', field]])
  })

  test.each([
    ['a key of a group', `{"app_metadata":{"${key}":1}}`, `app_metadata.${key}`],
    ['a full name', `{"user_metadata.${key}":1}`, `user_metadata.${key}`],
    ['deeper', `{"app_metadata":{"plan":{"seats":[{"${key}":1}]}}}`, `app_metadata.plan.seats.0.${key}`],
  ])('as %s of NDJSON, is refused by name', async (_, json, field) => {
    const line = json.replace('{', '{"email":"a@x.example",')
    expect(await reasons(`${line}\n`, 'application/x-ndjson')).toEqual([['malformed', 'reserved_key', field]])
  })
})

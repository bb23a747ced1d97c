import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMISSION_PATH, REDEMPTION_PATH } from '../../../contract/calls.ts'
import { MAX_BODY_BYTES } from '../../../service/http/actions/action-routes.ts'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const connection = { name: 'google-oauth2', strategy: 'google-oauth2' }
const identity = { provider: 'google-oauth2', user_id: '1', connection: connection.name, isSocial: true }
const user = {
  user_id: 'google-oauth2|1',
  email: 'nobody@example.com',
  created_at: '2026-11-20T10:00:00.000Z',
  logins_count: 1,
  identities: [identity],
}
const redemption = { user, connection, client_id: 'portal', passes: false, excepted: false }
const admission = { email: 'nobody@example.com', connection }

const withUser = (change: object) => ({ ...redemption, user: { ...user, ...change } })
const withIdentity = (change: object) => withUser({ identities: [{ ...identity, ...change }] })
const without = (name: string) =>
  Object.fromEntries(Object.entries(redemption).filter(([field]) => field !== name))

/** As long as a text may be, and one more. */
const long = 'x'.repeat(1024)
const tooLong = `${long}x`

describe('what an Action tells of a login', () => {
  test.each<[string, unknown]>([
    ['the shortest ids', { ...withUser({ user_id: 'u' }), client_id: 'c' }],
    ['texts of 1024 characters', { ...redemption, hostname: long, protocol: long, organization_id: long }],
    ['a user who has never logged in', withUser({ logins_count: 0 })],
    ['100 identities', withUser({ identities: Array.from({ length: 100 }, () => identity) })],
    ['no identity', withUser({ identities: [] })],
    [
      'an identity with a domain and a profile',
      withIdentity({ hd: 'a.example', profileData: { email: 'a' } }),
    ],
    ['proofs of both kinds', withUser({ email_verified: true, phone_number: '+1', phone_verified: false })],
  ])('is taken: %s', async (_, body) => {
    expect(await service.call(REDEMPTION_PATH, body)).toMatchObject({ status: 200 })
  })

  test.each<[string, unknown]>([
    ['user', { ...redemption, user: undefined }],
    ['user.user_id', withUser({ user_id: '' })],
    ['user.user_id', withUser({ user_id: tooLong })],
    ['user.email', withUser({ email: tooLong })],
    ['user.email_verified', withUser({ email_verified: 'true' })],
    ['user.phone_number', withUser({ phone_number: 1 })],
    ['user.phone_verified', withUser({ phone_verified: 1 })],
    ['user.created_at', withUser({ created_at: '2026-11-20' })],
    ['user.created_at', withUser({ created_at: '2026-11-20T10:00:00' })],
    ['user.logins_count', withUser({ logins_count: -1 })],
    ['user.logins_count', withUser({ logins_count: 1.5 })],
    ['user.identities', withUser({ identities: Array.from({ length: 101 }, () => identity) })],
    ['user.identities.0.provider', withIdentity({ provider: undefined })],
    ['user.identities.0.user_id', withIdentity({ user_id: 1 })],
    ['user.identities.0.connection', withIdentity({ connection: tooLong })],
    ['user.identities.0.isSocial', withIdentity({ isSocial: 'false' })],
    ['user.identities.0.hd', withIdentity({ hd: null })],
    ['user.identities.0.profileData.email_verified', withIdentity({ profileData: { email_verified: 1 } })],
    ['connection.name', { ...redemption, connection: { strategy: 'auth0' } }],
    ['connection.strategy', { ...redemption, connection: { name: 'db', strategy: tooLong } }],
    ['client_id', { ...redemption, client_id: '' }],
    ['client_id', without('client_id')],
    ['passes', without('passes')],
    ['excepted', { ...redemption, excepted: 'yes' }],
    ['handoff', { ...redemption, handoff: tooLong }],
    ['state', { ...redemption, state: tooLong }],
    ['admission', { ...redemption, admission: {} }],
    ['gate', { ...redemption, gate: tooLong }],
    ['observing', { ...redemption, observing: 1 }],
    ['organization_id', { ...redemption, organization_id: null }],
    ['hostname', { ...redemption, hostname: tooLong }],
    ['protocol', { ...redemption, protocol: tooLong }],
  ])('is refused where it cannot be so, and %s is named', async (field, body) => {
    const answer = await service.call(REDEMPTION_PATH, body)
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid_field', field } } })
  })
})

describe('what an Action tells of a sign-up', () => {
  test.each<[string, unknown]>([
    ['a connection alone', { connection }],
    ['texts of 1024 characters', { ...admission, handoff: long, state: long, gate: long, client_id: long }],
    ['why it would have been refused', { ...admission, observing: true, refused: 'invitation_required' }],
    ['that nobody is there to ask', { ...admission, interactive: false }],
  ])('is taken: %s', async (_, body) => {
    expect(await service.call(ADMISSION_PATH, body)).toMatchObject({ status: 200 })
  })

  test.each<[string, unknown]>([
    ['connection', {}],
    ['email', { ...admission, email: tooLong }],
    ['phone_number', { ...admission, phone_number: 1 }],
    ['client_id', { ...admission, client_id: tooLong }],
    ['interactive', { ...admission, interactive: 'no' }],
    ['refused', { ...admission, refused: 'because' }],
  ])('is refused where it cannot be so, and %s is named', async (field, body) => {
    const answer = await service.call(ADMISSION_PATH, body)
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid_field', field } } })
  })
})

describe.each([ADMISSION_PATH, REDEMPTION_PATH])('%s', path => {
  const body = path === ADMISSION_PATH ? admission : redemption
  const sendWith = (authorization: string) =>
    service.app.request(path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  test('refuses its key with anything before or after it, and takes the scheme in any case', async () => {
    const [key = ''] = (service.env.ACTION_KEYS ?? '').split(',')
    for (const authorization of [
      `Bearer ${key} x`,
      `Bearer ${key}, Bearer x`,
      `x Bearer ${key}`,
      `xBearer ${key}`,
      `Bearer  ${key}`,
      `Bearer${key}`,
    ])
      expect((await sendWith(authorization)).status).toBe(401)
    for (const scheme of ['bearer', 'BEARER']) expect((await sendWith(`${scheme} ${key}`)).status).toBe(200)
  })

  test.each([[[]], ['text'], [null], [1]])('refuses %j as a body, which is none', async body => {
    const { status, body: answer } = await service.call(path, body)
    expect({ status, answer }).toMatchObject({
      status: 422,
      answer: { error: { code: 'invalid_field', field: 'body', message: 'The field body is not valid.' } },
    })
  })

  test('reads a body of 256 kB, and no byte more', async () => {
    const rest = MAX_BODY_BYTES - JSON.stringify({ ...body, padding: '' }).length
    expect((await service.call(path, { ...body, padding: 'x'.repeat(rest) })).status).toBe(200)
    expect((await service.call(path, { ...body, padding: 'x'.repeat(rest + 1) })).status).toBe(413)
  })
})

import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ADMISSION_PATH, PING_PATH, REDEMPTION_PATH } from '../../../contract/calls.ts'
import { openBrowser } from './browser.ts'
import { accept, makeUser, redeem } from './invitee/invitee-flow.ts'
import { startTestService, type TestService } from './test-service.ts'

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const connection = { name: 'Username-Password-Authentication', strategy: 'auth0' }
const admission = { email: 'nobody@example.com', connection, client_id: 'portal' }
const redemption = {
  user: {
    user_id: 'auth0|nobody',
    email: 'nobody@example.com',
    email_verified: false,
    created_at: '2026-11-20T10:00:00.000Z',
    logins_count: 1,
    identities: [{ provider: 'auth0', user_id: 'nobody', connection: connection.name, isSocial: false }],
  },
  connection,
  client_id: 'portal',
  passes: false,
  excepted: false,
}

/** Every endpoint of Actions, with a body that is right. */
const endpoints = [
  { path: ADMISSION_PATH, body: admission },
  { path: REDEMPTION_PATH, body: redemption },
  { path: PING_PATH, body: {} },
]

describe.each(endpoints)('$path', ({ path, body }) => {
  const send = (authorization: string | undefined, text = JSON.stringify(body)) =>
    service.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: text,
    })

  test('accepts each of two keys while they are being rotated', async () => {
    for (const key of (service.env.ACTION_KEYS ?? '').split(','))
      expect((await send(`Bearer ${key}`)).status).toBe(200)
  })

  test('refuses every other key with the same answer, before it reads the body', async () => {
    const [key = ''] = (service.env.ACTION_KEYS ?? '').split(',')
    const wrong = [
      undefined,
      '',
      'Bearer',
      `Basic ${key}`,
      key,
      `Bearer ${key}x`,
      `Bearer ${key.slice(1)}`,
      `Bearer ${service.env.ACTION_KEYS}`,
    ]
    const answers = await Promise.all(wrong.map(authorization => send(authorization, 'not even JSON')))
    const bodies = await Promise.all(answers.map(answer => answer.text()))
    expect(answers.map(answer => answer.status)).toEqual(wrong.map(() => 401))
    // RFC 9110 §11.6.1: an answer of 401 says what it wants.
    const wanted = answers.map(answer => answer.headers.get('www-authenticate'))
    expect(new Set(wanted)).toEqual(new Set(['Bearer realm="guestlist actions"']))
    const reasons = bodies.map(body => body.replace(/"request_id":"[^"]+"/, ''))
    expect(new Set(reasons)).toEqual(
      new Set(['{"error":{"code":"invalid_token","message":"The action key is missing or wrong.",}}']),
    )
  })

  test('refuses an access token of the API, whatever it may do', async () => {
    const token = await service.tenant.issueAccessToken({ permissions: ['grant:any'] })
    expect((await send(`Bearer ${token}`)).status).toBe(401)
  })

  test('refuses a body of more than 256 kB', async () => {
    const answer = await service.call(path, { ...body, padding: 'x'.repeat(256 * 1024) })
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'body_too_large' } } })
  })

  test('says with which scheme a key is wanted, as RFC 6750 has it', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }] as Record<string, string>[]) {
      const answer = await service.app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="guestlist actions"')
    }
    expect((await service.call(path, body)).headers.has('www-authenticate')).toBe(false)
  })

  test('drops fields that it does not know, so that an Action may be newer', async () => {
    expect((await service.call(path, { ...body, weather: 'fine' })).status).toBe(200)
  })

  test('is not there for GET', async () => {
    const [key = ''] = (service.env.ACTION_KEYS ?? '').split(',')
    const answer = await service.app.request(path, { headers: { authorization: `Bearer ${key}` } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe.each(endpoints.filter(({ path }) => path !== PING_PATH))(
  '$path, which reads its body,',
  ({ path, body }) => {
    test('refuses a body that is not what an Action sends, naming the field and not what was in it', async () => {
      const answer = await service.call(path, { ...body, connection: { name: 'canary-value' } })
      expect(answer).toMatchObject({
        status: 422,
        body: { error: { code: 'invalid_field', field: 'connection.strategy' } },
      })
      expect(JSON.stringify(answer.body)).not.toContain('canary')
    })
  },
)

describe('a deployment', () => {
  test('learns what the service runs with, and none of its secrets', async () => {
    const { body, text } = await service.call(PING_PATH, {})
    const { env } = service
    expect(body).toEqual({
      gate: expect.stringMatching(/^[\da-f]{16}$/),
      mode: 'invite-only',
      public_url: env.PUBLIC_URL,
      tenant: env.AUTH0_DOMAIN,
      api_audience: env.API_AUDIENCE,
      handoff_key: JSON.parse(env.HANDOFF_SIGNING_KEY ?? '').kid,
    })
    const secrets = ['ACTION_KEYS', 'COOKIE_SECRETS', 'AUTH0_CLIENT_SECRET', 'SENDGRID_API_KEY']
    for (const name of secrets) expect(text).not.toContain(env[name])
    for (const name of ['LINK_SIGNING_KEY', 'HANDOFF_SIGNING_KEY'])
      expect(text).not.toContain(JSON.parse(env[name] ?? '').d)
  })
})

describe('what an Action says of a user', () => {
  const longest = 'x'.repeat(1_024)
  const identity = redemption.user.identities[0]
  const answerTo = async (user: object, rest: object = {}) =>
    service.call(REDEMPTION_PATH, { ...redemption, ...rest, user: { ...redemption.user, ...user } })

  test.each<[string, object, object?]>([
    ['a date with its distance from UTC', { created_at: '2026-11-20T11:00:00+01:00' }],
    ['a date to the second', { created_at: '2026-11-20T10:00:00Z' }],
    ['no login so far', { logins_count: 0 }],
    ['a hundred identities', { identities: Array(100).fill(identity) }],
    ['no identity at all', { identities: [] }],
    ['texts of 1,024 characters', { email: longest }, { hostname: longest, protocol: longest }],
    ['linked profiles', { identities: [{ ...identity, profileData: { email: 'x@example.com' } }] }],
  ])('may be %s', async (_what, user, rest) => {
    expect((await answerTo(user, rest)).status).toBe(200)
  })

  test.each<[string, string, object]>([
    ['a date that is none', 'user.created_at', { created_at: '20 November 2026' }],
    ['a date without a zone', 'user.created_at', { created_at: '2026-11-20T10:00:00' }],
    ['fewer logins than none', 'user.logins_count', { logins_count: -1 }],
    ['half a login', 'user.logins_count', { logins_count: 0.5 }],
    ['more than a hundred identities', 'user.identities', { identities: Array(101).fill(identity) }],
    ['no id', 'user.user_id', { user_id: '' }],
    ['a text of more than 1,024 characters', 'user.email', { email: `${longest}x` }],
    ['a verified address in words', 'user.email_verified', { email_verified: 'yes' }],
  ])('may not be %s', async (_what, field, user) => {
    expect(await answerTo(user)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field } },
    })
  })
})

describe('somebody who is not invited', () => {
  test('may not sign up', async () => {
    expect((await service.call(ADMISSION_PATH, admission)).body).toEqual({
      outcome: 'refused',
      code: 'invitation_required',
    })
  })

  test('is refused at login, with a ticket for the page that explains it', async () => {
    const { body } = await service.call(REDEMPTION_PATH, redemption)
    expect(body).toEqual({
      outcome: 'refused',
      code: 'invitation_required',
      refusal: expect.stringMatching(/^[\w-]{22,}$/),
    })
  })
})

describe('security', () => {
  test("S54 whoever has the Actions' key but not the user's account gets nothing assigned", async () => {
    const { id, link } = await service.invite({ roles: ['Editor'] })
    const authorization = await accept(openBrowser(service.app), link)
    const mallory = makeUser(service, 'mallory@example.com')
    // Its admission names the handoff, as the stamp of a sign-up would.
    const claimed = { ...mallory, email: 'grace@example.com' }
    const answer = await redeem(service, claimed, authorization)
    expect(answer.body.outcome).toBe('redeemed')
    await service.clock.advance(2_000)
    await service.worker.drain()
    expect(service.management.requests).toContain('findUser')
    expect(service.management.requests).not.toContain('assignRoles')
    expect(service.management.rolesOf.get(mallory.userId)).toBeUndefined()
    // S18: and the invitation is still there for the person it is for.
    expect((await service.api(`/api/invitations/${id}`)).body).toMatchObject({ status: 'pending', uses: 0 })
  })
})

describe('a redemption', () => {
  const with_ = (user: object) =>
    service.call(REDEMPTION_PATH, { ...redemption, user: { ...redemption.user, ...user } })

  test.each([
    '2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00.123Z',
    '2026-11-20T11:00:00+01:00',
    '2026-11-20T05:00:00.5-05:00',
  ])('takes the moment %s, in any zone', async created_at => {
    expect((await with_({ created_at })).status).toBe(200)
  })

  test.each([
    ['created_at', { created_at: '2026-11-20' }],
    ['created_at', { created_at: 'yesterday' }],
    ['logins_count', { logins_count: -1 }],
    ['logins_count', { logins_count: 1.5 }],
    ['user_id', { user_id: '' }],
    ['user_id', { user_id: 'x'.repeat(1_025) }],
    ['identities', { identities: Array(101).fill(redemption.user.identities[0]) }],
  ])('is refused for %s that is none', async (field, user) => {
    expect(await with_(user)).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field: expect.stringContaining(`user.${field}`) } },
    })
  })

  test('may have as much as the platform sends, and no more', async () => {
    expect((await with_({ logins_count: 0, user_id: 'x'.repeat(1_024) })).status).toBe(200)
    expect((await with_({ identities: Array(100).fill(redemption.user.identities[0]) })).status).toBe(200)
  })
})

import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMISSION_PATH, REDEMPTION_PATH } from '../../../contract/calls.ts'
import { openBrowser } from './browser.ts'
import { accept, makeUser, redeem } from './invitee-flow.ts'
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
    const reasons = bodies.map(body => body.replace(/"request_id":"[^"]+"/, ''))
    expect(new Set(reasons)).toEqual(
      new Set(['{"error":{"code":"invalid_token","message":"The action key is missing or wrong.",}}']),
    )
  })

  test('refuses an access token of the API, whatever it may do', async () => {
    const token = await service.tenant.issueAccessToken({ permissions: ['grant:any'] })
    expect((await send(`Bearer ${token}`)).status).toBe(401)
  })

  test('refuses a body of more than 16 kB', async () => {
    const answer = await service.call(path, { ...body, padding: 'x'.repeat(17_000) })
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'body_too_large' } } })
  })

  test('refuses a body that is not what an Action sends, naming the field and not what was in it', async () => {
    const answer = await service.call(path, { ...body, connection: { name: 'canary-value' } })
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { code: 'invalid_field', field: 'connection.strategy' } },
    })
    expect(JSON.stringify(answer.body)).not.toContain('canary')
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
    const claimed = { ...mallory, email: 'grace@example.com', emailVerified: true }
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

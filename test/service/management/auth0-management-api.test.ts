import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/log.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import { createManualClock } from '../manual-clock.ts'

const TENANT = 'https://tenant.example'
const CANARY = 'canary-ann@example.com eyJhbGciOiJub25lIn0.canary.'
const USER_ID = 'auth0|64f0c1d2e3a4b5c6d7e8f901'
const grant = { urgency: 'grant' } as const

/** The API as the service makes it, and the tenant's side of the wire. */
function createScene() {
  const lines: string[] = []
  const clock = createManualClock(Date.now())
  const api = createManagementApi({
    domain: 'tenant.example',
    clientId: 'management-client',
    clientSecret: 'management-secret',
    requestsPerSecond: 100,
    clock,
    log: createLog(line => lines.push(line)),
  })
  return { api, clock, lines }
}

function expectTokenRequest(token = 'token-1') {
  return nock(TENANT)
    .post('/oauth/token', {
      grant_type: 'client_credentials',
      client_id: 'management-client',
      client_secret: 'management-secret',
      audience: 'https://tenant.example/api/v2/',
    })
    .reply(200, { access_token: token, expires_in: 86400, token_type: 'Bearer' })
}

function api(token = 'token-1') {
  return nock(TENANT, { reqheaders: { authorization: `Bearer ${token}` } })
}

const user = {
  user_id: USER_ID,
  email: 'ann@example.com',
  email_verified: false,
  created_at: '2026-11-20T10:00:00.000Z',
  logins_count: 1,
  identities: [{ provider: 'auth0', user_id: '64f0c1d2e3a4b5c6d7e8f901', connection: 'db', isSocial: false }],
  app_metadata: { plan: 'gold' },
}

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  const open = nock.pendingMocks()
  nock.cleanAll()
  nock.enableNetConnect()
  expect(open).toEqual([])
})

describe('the management api, on the wire of the real client', () => {
  it('reads a user, asking for a token once', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api()
      .get(`/api/v2/users/${encodeURIComponent(USER_ID)}`)
      .twice()
      .reply(200, user)
    await management.findUser(USER_ID, grant)
    expect(await management.findUser(USER_ID, grant)).toEqual({
      userId: USER_ID,
      email: 'ann@example.com',
      emailVerified: false,
      phoneNumber: undefined,
      phoneVerified: false,
      blocked: false,
      createdAt: new Date('2026-11-20T10:00:00.000Z'),
      loginsCount: 1,
      identities: [
        { provider: 'auth0', userId: '64f0c1d2e3a4b5c6d7e8f901', connection: 'db', isSocial: false },
      ],
      appMetadata: { plan: 'gold' },
      userMetadata: {},
      profile: {},
    })
  })

  it('says that there is no user', async () => {
    const { api: management, lines } = createScene()
    expectTokenRequest()
    api().get(/users/).reply(404, { statusCode: 404, error: 'Not Found', message: CANARY })
    expect(await management.findUser('auth0|gone', grant)).toBeNull()
    expect(lines).toEqual([])
  })

  it('refuses a user without an id or a date of creation', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api()
      .get(/users/)
      .reply(200, { ...user, created_at: undefined })
    await expect(management.findUser(USER_ID, grant)).rejects.toMatchObject({ code: 'rejected' })
  })

  it('finds users by their address as it is written', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api().get('/api/v2/users-by-email').query({ email: 'Ann+x@example.com' }).reply(200, [user])
    const found = await management.findUsersByEmail('Ann+x@example.com', grant)
    expect(found.map(({ userId }) => userId)).toEqual([USER_ID])
  })

  it('writes metadata and verification in one request, and nothing that was not asked for', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    const path = `/api/v2/users/${encodeURIComponent(USER_ID)}`
    api()
      .patch(path, { app_metadata: { a: 1 }, user_metadata: { b: 2 }, email_verified: true })
      .reply(200, user)
    await management.updateUser(
      USER_ID,
      { appMetadata: { a: 1 }, userMetadata: { b: 2 }, emailVerified: true },
      grant,
    )
    api()
      .patch(path, { app_metadata: { a: 1 } })
      .reply(200, user)
    await management.updateUser(USER_ID, { appMetadata: { a: 1 } }, grant)
  })

  it('assigns all roles in one request', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api()
      .post(`/api/v2/users/${encodeURIComponent(USER_ID)}/roles`, { roles: ['rol_1', 'rol_2'] })
      .reply(204)
    await management.assignRoles(USER_ID, ['rol_1', 'rol_2'], grant)
  })

  it('deletes a user, and is content when there is none', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api().delete(/users/).reply(204)
    await management.deleteUser(USER_ID, { urgency: 'removal' })
    api().delete(/users/).reply(404, {})
    await management.deleteUser(USER_ID, { urgency: 'removal' })
  })
})

describe('a deletion', () => {
  it('is not requested when it is no longer wanted at its turn', async () => {
    const { api: management } = createScene()
    await management.deleteUser(USER_ID, { urgency: 'removal', stillWanted: async () => false })
    expectTokenRequest()
    api().delete(/users/).reply(204)
    await management.deleteUser(USER_ID, { urgency: 'removal', stillWanted: async () => true })
  })

  it('is not requested when it cannot be told whether it is still wanted', async () => {
    const { api: management } = createScene()
    const stillWanted = () => Promise.reject(new TypeError('no answer'))
    await expect(management.deleteUser(USER_ID, { urgency: 'removal', stillWanted })).rejects.toThrow()
  })
})

describe('lists of the management api', () => {
  it('reads roles and clients to the last page', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    const roles = Array.from({ length: 120 }, (_, n) => ({ id: `rol_${n}`, name: `Role ${n}` }))
    const isPage = (page: number) => (query: object) =>
      'page' in query && query.page === String(page) && 'include_totals' in query
    api()
      .get('/api/v2/roles')
      .query(isPage(0))
      .reply(200, { total: 120, roles: roles.slice(0, 100) })
    api()
      .get('/api/v2/roles')
      .query(isPage(1))
      .reply(200, { total: 120, roles: roles.slice(100) })
    expect(await management.listRoles(grant)).toEqual(roles)

    const callbacks = ['https://p/callback']
    const client_metadata = { guestlist_url: 'https://p' }
    const client = { client_id: 'portal', name: 'Portal', client_metadata, callbacks }
    api()
      .get('/api/v2/clients')
      .query(query => query.fields === 'client_id,name,client_metadata,initiate_login_uri,callbacks')
      .reply(200, { total: 1, clients: [client] })
    expect(await management.listClients(grant)).toEqual([
      {
        clientId: 'portal',
        name: 'Portal',
        clientMetadata: { guestlist_url: 'https://p' },
        initiateLoginUri: undefined,
        callbacks,
      },
    ])
  })

  it('reads roles and organizations of a user', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api()
      .get(/\/roles/)
      .query(true)
      .reply(200, { total: 1, roles: [{ id: 'rol_1', name: 'Editor' }] })
    api()
      .get(/\/organizations/)
      .query(true)
      .reply(200, { total: 1, organizations: [{ id: 'org_1' }] })
    expect(await management.listUserRoles(USER_ID, grant)).toEqual([{ id: 'rol_1', name: 'Editor' }])
    expect(await management.listUserOrganizations(USER_ID, grant)).toEqual([{ id: 'org_1' }])
  })

  it.each([
    ['no list', {}],
    ['text instead of JSON', '<html>'],
    ['fewer items than it counts', { total: 2, roles: [] }],
  ])('never takes %s for an empty list', async (_, body) => {
    const { api: management } = createScene()
    expectTokenRequest()
    api()
      .get(/\/roles/)
      .query(true)
      .reply(200, body)
    await expect(management.listUserRoles(USER_ID, grant)).rejects.toMatchObject({ code: 'rejected' })
  })
})

describe('trouble with the management api', () => {
  it('repeats a request after a 429 when the headers allow, and not before', async () => {
    const { api: management, clock } = createScene()
    expectTokenRequest()
    const reset = String(Math.floor(clock.now() / 1000) + 3)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset, 'retry-after': '3' }
    api().get(/users/).reply(429, { message: CANARY }, headers)
    const found = management.findUser(USER_ID, grant)
    await expect.poll(() => nock.isDone()).toBe(true)
    const second = api().get(/users/).reply(200, user)
    await clock.advance(2_900)
    expect(second.isDone()).toBe(false)
    await clock.advance(200)
    expect(await found).toMatchObject({ userId: USER_ID })
  })

  it('renews the token once when the tenant has ended it', async () => {
    const { api: management } = createScene()
    expectTokenRequest('ended')
    api('ended').get(/users/).reply(401, { message: CANARY })
    expectTokenRequest('fresh')
    api('fresh').get(/users/).reply(200, user)
    expect(await management.findUser(USER_ID, grant)).toMatchObject({ userId: USER_ID })
  })

  it('gives up when a renewed token is refused as well', async () => {
    const { api: management } = createScene()
    expectTokenRequest('ended')
    api('ended').get(/users/).reply(401, {})
    expectTokenRequest('fresh')
    api('fresh').get(/users/).reply(401, {})
    await expect(management.findUser(USER_ID, grant)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each([
    [400, 'rejected'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('reduces a %i to the code %s, with no word of the response', async (status, code) => {
    const { api: management, lines } = createScene()
    expectTokenRequest()
    api().patch(/users/).reply(status, { statusCode: status, error: CANARY, message: CANARY })
    const failure = await management.updateUser(USER_ID, {}, grant).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'ManagementError', code, message: `management api: ${code}` })
    expect(failure).not.toHaveProperty('cause')
    expect(`${lines} ${(failure as Error).stack}`).not.toContain('canary')
  })

  it('makes exactly one attempt at what is not a matter of limits', async () => {
    const { api: management, lines } = createScene()
    expectTokenRequest()
    api().get(/users/).reply(503, {})
    await expect(management.findUser(USER_ID, grant)).rejects.toMatchObject({ code: 'unreachable' })
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { event: 'management.failed', operation: 'find_user', code: 'unreachable', status: 503 },
    ])
  })

  it('reduces a connection that is reset to a code, and works again with the next', async () => {
    const { api: management } = createScene()
    expectTokenRequest()
    api()
      .get(/users/)
      .replyWithError(Object.assign(new Error(CANARY), { code: 'ECONNRESET' }))
    const failure = await management.findUser(USER_ID, grant).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'unreachable', message: 'management api: unreachable' })
    api().get(/users/).reply(200, user)
    expect(await management.findUser(USER_ID, grant)).toMatchObject({ userId: USER_ID })
  })

  it('shows neither id nor secret when the tenant refuses its client, and asks again the next time', async () => {
    const { api: management, lines } = createScene()
    nock(TENANT).post('/oauth/token').reply(403, { error: 'access_denied', error_description: CANARY })
    const failure = await management.findUser(USER_ID, grant).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'forbidden' })
    expect(`${lines} ${failure}`).not.toMatch(/canary|management-secret/)
    expectTokenRequest()
    api().get(/users/).reply(200, user)
    expect(await management.findUser(USER_ID, grant)).toMatchObject({ userId: USER_ID })
  })

  it('gives up a request that hangs when its time is over', async () => {
    const { clock, lines } = createScene()
    const hanging = createManagementApi({
      domain: 'tenant.example',
      clientId: 'id',
      clientSecret: 'secret',
      requestsPerSecond: 2,
      clock,
      log: createLog(line => lines.push(line)),
      fetch: () => new Promise(() => {}),
    })
    const found = hanging.findUser(USER_ID, { urgency: 'waiting', timeoutMs: 1_500 })
    const outcome = expect(found).rejects.toMatchObject({ code: 'timeout' })
    await clock.advance(1_500)
    await outcome
    expect(clock.pending()).toBe(0)
  })
})

import { generateKeyPair } from 'jose'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CUSTOM } from '../tenant-stand-in.ts'
import { everyPermission, startTestService, type TestService } from './test-service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Every route behind access tokens, with the permission it asks for. */
const protectedRoutes = [
  {
    method: 'POST',
    path: '/api/invitations',
    body: { invitee: { email: 'grace@example.com' } },
    permission: 'create:invitations',
  },
  { method: 'GET', path: '/api/invitations/inv_1', permission: 'read:invitations' },
]

describe.each(protectedRoutes)('$method $path', ({ permission, ...route }) => {
  const isRefusal = {
    status: 401,
    body: { error: { code: 'invalid_token', request_id: expect.any(String) } },
  }
  const ask = (token: string) => service.api(route.path, { ...route, token })

  test("accepts a token of each of the tenant's domains", async () => {
    for (const claims of [{}, { iss: `${CUSTOM}/` }]) {
      const token = await service.tenant.issueAccessToken({ permissions: [permission], ...claims })
      expect([201, 404]).toContain((await ask(token)).status)
    }
  })

  test('refuses a request without a token, and says how to bring one', async () => {
    const { path, method } = route
    for (const authorization of [undefined, 'Basic YTpi', 'Bearer', 'Bearer  ']) {
      const response = await service.app.request(path, {
        method,
        ...(authorization && { headers: { authorization } }),
      })
      expect(response.status).toBe(401)
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="guestlist", error="invalid_token"')
    }
  })

  test.each([
    ['for another audience', { aud: 'https://other.example' }],
    ['from another issuer', { iss: 'https://evil.example/' }],
    ['from an issuer that ours is the beginning of', { iss: 'https://login.acme.example/evil/' }],
    ['whose time has passed', { exp: Math.floor(Date.now() / 1000) - 1 }],
    ['without a subject', { sub: '' }],
  ])('refuses a token %s', async (_why, claims) => {
    const token = await service.tenant.issueAccessToken({ permissions: [permission], ...claims })
    expect(await ask(token)).toMatchObject(isRefusal)
  })

  test('refuses a token that is signed by somebody else, with another algorithm, or not at all', async () => {
    const claims = { permissions: [permission] }
    const stranger = await generateKeyPair('RS256')
    const unsigned = [
      { alg: 'none' },
      { iss: `${CUSTOM}/`, aud: service.env.API_AUDIENCE, sub: 'x', ...claims },
    ]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const { tenant } = service
    for (const token of [
      await tenant.issueAccessToken(claims, { key: stranger.privateKey }),
      await tenant.issueAccessToken(claims, { key: stranger.privateKey, kid: 'unknown' }),
      await tenant.issueAccessToken(claims, { key: tenant.otherKey, alg: 'ES256', kid: 'k2' }),
      `${unsigned}.`,
      'junk',
    ])
      expect(await ask(token)).toMatchObject(isRefusal)
  })

  test('refuses a token without the permission, whatever else it may do', async () => {
    for (const permissions of [
      everyPermission.filter(other => other !== permission),
      permission,
      undefined,
    ]) {
      const token = await service.tenant.issueAccessToken({
        ...(permissions && { permissions }),
        scope: permission,
      })
      const answer = await ask(token)
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'insufficient_permissions' } } })
      expect(answer.headers.get('WWW-Authenticate')).toContain(`scope="${permission}"`)
    }
  })
})

test("answers 503, not 401, while the tenant's keys cannot be fetched", async () => {
  const fresh = await startTestService()
  const token = await fresh.tenant.issueAccessToken({ permissions: everyPermission })
  fresh.tenant.goDown()
  expect(await fresh.api('/api/invitations/inv_1', { token })).toMatchObject({
    status: 503,
    body: { error: { code: 'unavailable' } },
  })
  fresh.tenant.comeBack()
  expect(await fresh.api('/api/invitations/inv_1', { token })).toMatchObject({ status: 404 })
  await fresh.close()
})

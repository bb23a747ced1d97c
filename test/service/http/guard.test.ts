import { generateKeyPair } from 'jose'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenApiDocument } from '../../../service/http/api/openapi/open-api.ts'
import { operations } from '../../../service/http/api/operations.ts'
import { CUSTOM } from '../tenant-stand-in.ts'
import { everyPermission, startTestService, type TestService } from './test-service.ts'

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Every route behind access tokens, with what it asks for: the operations that the routes are made from. */
const protectedRoutes = operations.map(({ id, method, path, example, permissions }) => ({
  id,
  method: method.toUpperCase(),
  path: path.replace('{id}', '1').replace(/\{\w+\}/, 'auth0%7Cada'),
  body: example.body,
  permissions: [...permissions],
}))

test('are the routes of the document, each of them', async () => {
  const { paths } = (await (await service.app.request('/openapi.json')).json()) as OpenApiDocument
  const listed = Object.values(paths).flatMap(item =>
    Object.values(item).map(({ operationId }) => operationId),
  )
  expect(protectedRoutes.map(({ id }) => id).sort()).toEqual(listed.sort())
})

describe.each(protectedRoutes)('$method $path', ({ permissions, ...route }) => {
  const isRefusal = {
    status: 401,
    body: { error: { code: 'invalid_token', request_id: expect.any(String) } },
  }
  const ask = (token: string) => service.api(route.path, { ...route, token })

  test("accepts a token of each of the tenant's domains", async () => {
    for (const claims of [{}, { iss: `${CUSTOM}/` }]) {
      const token = await service.tenant.issueAccessToken({ permissions, ...claims })
      const { body } = await ask(token)
      // Past the guard, whatever becomes of the request there.
      expect(body).not.toMatchObject({
        error: { code: expect.stringMatching(/^(invalid_token|insufficient)/) },
      })
      expect(body).not.toMatchObject({ error: { code: 'internal' } })
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
    const token = await service.tenant.issueAccessToken({ permissions, ...claims })
    expect(await ask(token)).toMatchObject(isRefusal)
  })

  test('refuses a token that is signed by somebody else, with another algorithm, or not at all', async () => {
    const claims = { permissions }
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

  test.each(permissions)('refuses a token without %s, whatever else it may do', async permission => {
    for (const held of [everyPermission.filter(other => other !== permission), permission, undefined]) {
      const token = await service.tenant.issueAccessToken({
        ...(held && { permissions: held }),
        scope: permission,
      })
      const answer = await ask(token)
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'insufficient_permissions' } } })
      if (Array.isArray(held))
        expect(answer.headers.get('WWW-Authenticate')).toContain(`scope="${permission}"`)
    }
  })
})

test("answers 503, not 401, while the tenant's keys cannot be fetched", async () => {
  const fresh = await startTestService()
  const token = await fresh.tenant.issueAccessToken({ permissions: [...everyPermission] })
  fresh.tenant.goDown()
  expect(await fresh.api('/api/invitations/inv_1', { token })).toMatchObject({
    status: 503,
    body: { error: { code: 'unavailable' } },
  })
  fresh.tenant.comeBack()
  expect(await fresh.api('/api/invitations/inv_1', { token })).toMatchObject({ status: 404 })
  await fresh.close()
})

test('CREATE_PERMISSION is what lets people invite then, and the usual name does not', async () => {
  const renamed = await startTestService({ CREATE_PERMISSION: 'invite:people' })
  const create = async (permission: string) => {
    const token = await renamed.tenant.issueAccessToken({ permissions: [permission] })
    return renamed.api('/api/invitations', { token, body: { invitee: { email: 'grace@example.com' } } })
  }
  expect((await create('invite:people')).status).toBe(201)
  const refused = await create('create:invitations')
  expect(refused.status).toBe(403)
  expect(refused.headers.get('WWW-Authenticate')).toContain('scope="invite:people"')
  await renamed.close()
})

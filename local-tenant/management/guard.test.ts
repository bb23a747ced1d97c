import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'
import { createTenant } from '../tenant.ts'
import { signToken } from '../tokens.ts'
import { createAbsentFeatureRoutes } from './absent-features.ts'
import { createManagementApi } from './management-api.ts'

const open = createAbsentFeatureRoutes().routes.map(({ path }) => path)

/** Every route of the API, as `[method, path]` with ids filled in. */
function allRoutes(): [string, string][] {
  const { tenant } = createInMemoryTenant()
  const api = createManagementApi(tenant, async () => ({
    outcome: 'admitted',
    user_metadata: {},
    app_metadata: {},
  }))
  const routes = api.routes.filter(({ method, path }) => method !== 'ALL' && !open.includes(path))
  return [
    ...new Map(
      routes.map(({ method, path }) => [`${method} ${path}`, [method, path] as [string, string]]),
    ).values(),
  ]
}

function bodyFor(method: string) {
  return method === 'GET' ? undefined : {}
}

describe('every endpoint of the Management API', () => {
  const { call, tenant, app } = createInMemoryTenant()

  it('is looked at by these tests', () => {
    expect(allRoutes().length).toBeGreaterThan(80)
  })

  it.each(allRoutes())('%s %s answers 401 without a token', async (method, path) => {
    expect(await call(method, path, bodyFor(method), null)).toMatchObject({
      status: 401,
      body: { statusCode: 401, error: 'Unauthorized' },
    })
  })

  it.each(allRoutes())(
    '%s %s answers 403 insufficient_scope to a token without its scope',
    async (method, path) => {
      const { status, body } = await call<{ message: string }>(method, path, bodyFor(method), [
        'read:nothing',
      ])
      expect({ status, ...body }).toMatchObject({
        status: 403,
        error: 'Forbidden',
        errorCode: 'insufficient_scope',
      })
      expect(body.message).toMatch(/^Insufficient scope, expected any of: [a-z_]+:[a-z_]+/)
    },
  )

  it.each([
    ['another audience', 'https://else.example', `${tenant.canonicalUrl}/`, 60],
    ['the custom domain as issuer', `${tenant.canonicalUrl}/api/v2/`, `${tenant.customUrl}/`, 60],
    ['its end behind it', `${tenant.canonicalUrl}/api/v2/`, `${tenant.canonicalUrl}/`, -60],
  ])('refuses a token with %s', async (_case, aud, issuer, lifetime) => {
    const token = await signToken(tenant, { aud, scope: 'read:users' }, issuer, lifetime)
    const answer = await app.request(`${tenant.canonicalUrl}/api/v2/users`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(401)
  })

  it('refuses a token that another tenant signed', async () => {
    const token = await signToken(
      createTenant({ canonicalUrl: tenant.canonicalUrl, customUrl: tenant.customUrl }),
      { aud: `${tenant.canonicalUrl}/api/v2/`, scope: 'read:users' },
      `${tenant.canonicalUrl}/`,
      60,
    )
    const answer = await app.request(`${tenant.canonicalUrl}/api/v2/users`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(401)
  })

  it('is not on the custom domain', async () => {
    expect((await app.request(`${tenant.customUrl}/api/v2/users`)).status).toBe(404)
  })

  it('names itself when it does not exist', async () => {
    const { status, body } = await call<object>('POST', '/users/x/teleport', {})
    expect({ status, ...body }).toMatchObject({
      status: 501,
      message: 'The local tenant has no POST /api/v2/users/x/teleport.',
    })
  })
})

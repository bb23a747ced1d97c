import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from './in-memory-tenant.ts'

const audience = 'https://api.example'

function createScene() {
  const scene = createInMemoryTenant()
  const { tenant, app } = scene
  tenant.state.clients.push({
    client_id: 'robot',
    client_secret: 'robot:s%cret',
    name: 'Robot',
    grant_types: ['client_credentials'],
  })
  tenant.state.clients.push({
    client_id: 'page',
    client_secret: 'x',
    name: 'Page',
    grant_types: ['authorization_code'],
  })
  tenant.state.resource_servers.push({
    id: 'rs',
    identifier: audience,
    name: 'API',
    token_lifetime: 600,
    token_dialect: 'access_token_authz',
  })
  tenant.state.resource_servers.push({ id: 'rs2', identifier: 'https://closed.example', name: 'Closed' })
  tenant.state.client_grants.push({ id: 'cgr', client_id: 'robot', audience, scope: ['read:x', 'write:x'] })
  const post = async (body: Record<string, string>, origin = tenant.customUrl, headers = {}) => {
    const response = await app.request(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  return { ...scene, post }
}

const robot = {
  grant_type: 'client_credentials',
  client_id: 'robot',
  client_secret: 'robot:s%cret',
  audience,
}

describe('POST /oauth/token with client_credentials', () => {
  it('issues what the grant allows, by the domain that was asked, with Auth0s claims', async () => {
    const { post, tenant } = createScene()
    for (const origin of [tenant.canonicalUrl, tenant.customUrl]) {
      const { status, body } = await post(robot, origin)
      expect({ status, ...body }).toMatchObject({
        status: 200,
        scope: 'read:x write:x',
        expires_in: 600,
        token_type: 'Bearer',
      })
      const claims = decodeJwt(body.access_token ?? '')
      expect(claims).toMatchObject({
        iss: `${origin}/`,
        sub: 'robot@clients',
        aud: audience,
        azp: 'robot',
        gty: 'client-credentials',
        scope: 'read:x write:x',
        permissions: ['read:x', 'write:x'],
      })
      expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600)
      expect(decodeProtectedHeader(body.access_token ?? '')).toEqual({
        alg: 'RS256',
        typ: 'JWT',
        kid: tenant.state.signing_key.kid,
      })
    }
  })

  it('narrows the scopes to those asked for, never widens them', async () => {
    const { post } = createScene()
    expect((await post({ ...robot, scope: 'read:x delete:x' })).body.scope).toBe('read:x')
  })

  it('takes the secret in a Basic header, and the fields as a form', async () => {
    const { app, tenant } = createScene()
    const response = await app.request(`${tenant.canonicalUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('robot:robot%3As%25cret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', audience }),
    })
    expect(response.status).toBe(200)
  })

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'access_denied'],
    ['no secret', { client_secret: '' }, 401, 'access_denied'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'access_denied'],
    [
      'a client without that grant type',
      { client_id: 'page', client_secret: 'x' },
      403,
      'unauthorized_client',
    ],
    ['an audience that does not exist', { audience: 'https://none.example' }, 403, 'access_denied'],
    ['an audience that was not granted', { audience: 'https://closed.example' }, 403, 'access_denied'],
  ])('refuses %s', async (_case, change, status, error) => {
    const { post } = createScene()
    expect(await post({ ...robot, ...change })).toMatchObject({ status, body: { error } })
  })

  it('leaves every other grant to the logins', async () => {
    const { app, tenant } = createScene()
    const response = await app.request(`${tenant.customUrl}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token' }),
    })
    expect(response.status).toBe(404)
  })
})

import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'
import type { Json, JsonObject } from '../state.ts'

const ada = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  externalId: 'ext-1',
  userName: 'ada',
  displayName: 'Ada Lovelace',
  active: true,
  emails: [{ value: 'Ada@Acme.example', primary: true }],
}

async function setUp(scopes?: string[]) {
  const scene = createInMemoryTenant({
    preUserRegistration: async () => ({ outcome: 'denied', reason: 'asked', userMessage: '' }),
  })
  scene.tenant.state.connections.push({ id: 'con_okta', name: 'acme', strategy: 'okta', options: {} })
  await scene.call('POST', '/connections/con_okta/scim-configuration', {})
  const path = '/connections/con_okta/scim-configuration/tokens'
  const { body } = await scene.call<JsonObject>('POST', path, scopes ? { scopes } : {})
  async function scim(method: string, path: string, body?: Json, token = String(tokenOf.token)) {
    const init = {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const url = `http://localhost:4400/scim/v2/connections/con_okta${path}`
    const response = await scene.app.request(url, init)
    const text = await response.text()
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as JsonObject }
  }
  const tokenOf = body
  return { ...scene, scim, token: body }
}

describe('SCIM', () => {
  it('makes a user of the connection, whom its provider then logs in as; no Action is asked', async () => {
    const { scim, tenant } = await setUp()
    const { status, body } = await scim('POST', '/Users', ada)
    expect([status, body.id]).toEqual([201, 'okta|acme|ext-1'])
    expect(tenant.state.users).toMatchObject([
      {
        user_id: 'okta|acme|ext-1',
        email: 'Ada@Acme.example',
        email_verified: false,
        name: 'Ada Lovelace',
        blocked: false,
        logins_count: 0,
        identities: [{ provider: 'okta', isSocial: false }],
      },
    ])
    expect((await scim('POST', '/Users', ada)).status).toBe(409)
  })

  it('finds, changes, deactivates and removes users; a deactivated one is out everywhere', async () => {
    const { scim, tenant } = await setUp()
    await scim('POST', '/Users', ada)
    const path = `/Users/${encodeURIComponent('okta|acme|ext-1')}`
    const created_at = tenant.now().toISOString()
    const session = { id: 's', user_id: 'okta|acme|ext-1', connection: 'acme', methods: [], created_at }
    tenant.state.sessions.push(session)
    expect((await scim('GET', '/Users?filter=userName%20eq%20%22ada%22')).body).toMatchObject({
      totalResults: 1,
    })
    expect((await scim('GET', '/Users?filter=userName%20eq%20%22eve%22')).body).toMatchObject({
      totalResults: 0,
    })
    expect((await scim('GET', path)).body).toMatchObject({ userName: 'ada', active: true })
    const Operations = [
      { op: 'replace', path: 'displayName', value: 'Ada King' },
      { op: 'replace', value: { active: false } },
    ]
    expect((await scim('PATCH', path, { Operations })).body).toMatchObject({ active: false })
    expect(tenant.state).toMatchObject({ users: [{ name: 'Ada King', blocked: true }], sessions: [] })
    expect((await scim('PUT', path, ada)).body).toMatchObject({ active: true })
    expect((await scim('DELETE', path)).status).toBe(204)
    expect((await scim('GET', path)).status).toBe(404)
  })

  it('needs a token of the connection, with the scope', async () => {
    const { scim } = await setUp(['get:users'])
    expect((await scim('GET', '/Users', undefined, 'another')).status).toBe(401)
    expect((await scim('POST', '/Users', ada)).status).toBe(403)
    expect((await scim('GET', '/Users')).status).toBe(200)
  })

  it('is configured through the Management API, for enterprise connections, tokens shown once', async () => {
    const { call, token } = await setUp()
    const shown = await call('GET', '/connections/con_okta/scim-configuration')
    expect(shown.body).toMatchObject({ connection_id: 'con_okta', strategy: 'okta' })
    expect(JSON.stringify(shown.body)).not.toContain(String(token.token))
    expect((await call('POST', '/connections/con_Users/scim-configuration', {})).status).toBe(400)
    const path = `/connections/con_okta/scim-configuration`
    expect((await call('DELETE', `${path}/tokens/${token.token_id}`)).status).toBe(204)
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
  })
})

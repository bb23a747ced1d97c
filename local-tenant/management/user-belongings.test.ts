import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'

function createScene(sessionEndpoints = true) {
  const scene = createInMemoryTenant({ switches: { sessionEndpoints } })
  const { tenant } = scene
  const { user_id } = tenant.createUser({ connection: 'Users', email: 'a@example.com', password: 'x' })
  const created_at = tenant.now().toISOString()
  for (const owner of [user_id, 'auth0|other']) {
    tenant.state.sessions.push({
      id: `s-${owner}`,
      user_id: owner,
      connection: 'Users',
      methods: [],
      created_at,
    })
    tenant.state.refresh_tokens.push({
      token_hash: `h-${owner}`,
      user_id: owner,
      client_id: 'c',
      scope: '',
      connection: 'Users',
      domain: 'd',
      session_id: `s-${owner}`,
      created_at,
    })
  }
  tenant.state.authentication_methods[user_id] = [
    { id: 'passkey|1', type: 'passkey' },
    { id: 'totp|1', type: 'totp' },
  ]
  return { ...scene, user_id }
}

describe('what belongs to a user', () => {
  it('lists and ends sessions of that user only', async () => {
    const { call, tenant, user_id } = createScene()
    expect((await call('GET', `/users/${user_id}/sessions`)).body).toMatchObject({ sessions: [{ user_id }] })
    expect((await call('DELETE', `/users/${user_id}/sessions`)).status).toBe(202)
    expect(tenant.state.sessions).toMatchObject([{ user_id: 'auth0|other' }])
  })

  it('answers 403 about sessions, and lists no refresh tokens, where the plan has no session endpoints', async () => {
    const { call, user_id } = createScene(false)
    expect((await call('GET', `/users/${user_id}/sessions`)).status).toBe(403)
    expect((await call('DELETE', `/users/${user_id}/sessions`)).status).toBe(403)
    expect((await call('GET', `/users/${user_id}/refresh-tokens`)).status).toBe(403)
    expect((await call('DELETE', `/users/${user_id}/refresh-tokens`)).status).toBe(202)
  })

  it('answers 404 about sessions and refresh tokens of a user who is not there', async () => {
    const { call } = createScene()
    for (const list of ['sessions', 'refresh-tokens'])
      expect((await call('GET', `/users/auth0%7Cnobody/${list}`)).status).toBe(404)
  })

  it('lists and revokes refresh tokens of that user only, never showing a token', async () => {
    const { call, tenant, user_id } = createScene()
    expect((await call('GET', `/users/${user_id}/refresh-tokens`)).body).toMatchObject({
      tokens: [{ user_id, client_id: 'c' }],
    })
    expect((await call('DELETE', `/users/${user_id}/refresh-tokens`)).status).toBe(202)
    expect(tenant.state.refresh_tokens).toMatchObject([{ user_id: 'auth0|other' }])
  })

  it('lists and removes authentication methods, one or all', async () => {
    const { call, user_id } = createScene()
    const path = `/users/${user_id}/authentication-methods`
    expect((await call('DELETE', `${path}/totp%7C1`)).status).toBe(204)
    expect((await call('GET', `${path}?include_totals=true`)).body).toMatchObject({
      total: 1,
      authenticators: [{ type: 'passkey' }],
    })
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).body).toEqual([])
  })

  it('makes second factors, and removes them in one go; passkeys are not among them', async () => {
    const { call, user_id, tenant } = createScene()
    const path = `/users/${user_id}`
    const { body } = await call<{ id: string }>('POST', `${path}/authentication-methods`, { type: 'totp' })
    expect(
      (await call('GET', `${path}/authentication-methods/${encodeURIComponent(body.id)}`)).body,
    ).toMatchObject({
      type: 'totp',
    })
    expect((await call('POST', `${path}/authentication-methods`, { type: 'passkey' })).status).toBe(400)
    expect((await call('GET', `${path}/enrollments`)).body).toMatchObject([{ id: 'totp|1' }, { id: body.id }])
    expect((await call('DELETE', `${path}/authenticators`)).status).toBe(204)
    expect(tenant.state.authentication_methods[user_id]).toMatchObject([{ type: 'passkey' }])
    expect((await call('DELETE', `${path}/multifactor/guardian`)).status).toBe(204)
    expect((await call('GET', `${path}/authentication-methods/none`)).status).toBe(404)
  })

  it('shows and ends one session, one refresh token, by its older name too', async () => {
    const { call, tenant, user_id } = createScene()
    const id = `s-${user_id}`
    expect((await call('GET', `/sessions/${id}`)).body).toMatchObject({ user_id })
    expect((await call('DELETE', `/sessions/${id}`)).status).toBe(202)
    expect((await call('GET', `/sessions/${id}`)).status).toBe(404)
    expect((await call('GET', `/refresh-tokens/h-${user_id}`)).body).toMatchObject({ user_id })
    expect(
      (await call('GET', `/device-credentials?user_id=${user_id}&type=refresh_token`)).body,
    ).toMatchObject([{ id: `h-${user_id}`, type: 'refresh_token', user_id }])
    expect((await call('DELETE', `/device-credentials/h-${user_id}`)).status).toBe(204)
    expect((await call('DELETE', '/refresh-tokens/h-auth0%7Cother')).status).toBe(202)
    expect(tenant.state).toMatchObject({ sessions: [{ user_id: 'auth0|other' }], refresh_tokens: [] })
  })

  it('revokes all access of a user at once, or the sessions only', async () => {
    const { call, tenant, user_id } = createScene()
    await call('POST', `/users/${user_id}/revoke-access`, { preserve_refresh_tokens: true })
    expect([tenant.state.sessions.length, tenant.state.refresh_tokens.length]).toEqual([1, 2])
    await call('POST', `/users/${user_id}/revoke-access`, {})
    expect(tenant.state.refresh_tokens).toMatchObject([{ user_id: 'auth0|other' }])
  })

  it('lists the logs of a user newest first, and all logs onwards from one of them', async () => {
    const { call, tenant, user_id } = createScene()
    for (const description of ['first', 'second', 'third']) tenant.log({ type: 's', description, user_id })
    tenant.log({ type: 'f', description: 'another' })
    const descriptions = (body: { description: string }[]) => body.map(({ description }) => description)
    type Logs = { description: string; log_id: string }[]
    expect(descriptions((await call<Logs>('GET', `/users/${user_id}/logs`)).body)).toEqual([
      'third',
      'second',
      'first',
    ])
    const all = (await call<Logs>('GET', '/logs')).body
    expect(descriptions(all)).toEqual(['another', 'third', 'second', 'first'])
    const from = (await call<Logs>('GET', `/logs?from=${all[2]?.log_id}&take=1`)).body
    expect(descriptions(from)).toEqual(['third'])
    expect((await call('GET', `/logs/${all[0]?.log_id}`)).body).toMatchObject({ description: 'another' })
  })
})

describe('tickets', () => {
  it('lead to the pages of the custom domain, and to the canonical one where there is none', async () => {
    const { call, tenant, user_id } = createScene()
    const make = async () =>
      (await call<{ ticket: string }>('POST', '/tickets/password-change', { user_id, ttl_sec: 60 })).body
        .ticket
    expect(await make()).toMatch(/^http:\/\/localhost:4400\/u\/reset-verify\?ticket=[\w-]{32}#$/)
    tenant.switches.customDomain = false
    expect(await make()).toMatch(/^https:\/\/localhost:4443\/u\/reset-verify\?ticket=/)
  })

  it('keep what they were made for, five days unless told otherwise', async () => {
    const now = new Date('2026-11-01T00:00:00Z')
    const { call, tenant } = createInMemoryTenant({ now: () => now })
    const { user_id } = tenant.createUser({ connection: 'Users', email: 'a@example.com', password: 'x' })
    // The token of this call lives in the same frozen time.
    const body = {
      connection_id: 'con_Users',
      email: 'a@example.com',
      result_url: 'https://x.example/done',
      mark_email_as_verified: true,
    }
    expect((await call('POST', '/tickets/password-change', body)).status).toBe(201)
    expect(
      (await call('POST', '/tickets/email-verification', { user_id, ttl_sec: 60, client_id: 'c' })).status,
    ).toBe(201)
    expect(tenant.state.tickets).toMatchObject([
      {
        kind: 'password-change',
        user_id,
        result_url: 'https://x.example/done',
        mark_email_as_verified: true,
        expires_at: '2026-11-06T00:00:00.000Z',
      },
      { kind: 'email-verification', user_id, client_id: 'c', expires_at: '2026-11-01T00:01:00.000Z' },
    ])
    expect(tenant.state.mails).toEqual([])
  })

  it.each([
    [{}, 400],
    [{ user_id: 'auth0|none' }, 404],
    [{ connection_id: 'con_Users', email: 'nobody@example.com' }, 404],
    [{ user_id: 'u', connection_id: 'con_Users', email: 'a@example.com' }, 400],
  ])('for a password are refused for %o with %i', async (body, status) => {
    const { call } = createScene()
    expect((await call('POST', '/tickets/password-change', body)).status).toBe(status)
  })

  it('for a password are for database users only, and take a client or a URL but not both', async () => {
    const { call, tenant, user_id } = createScene()
    const google = tenant.createUser({ connection: 'google-oauth2', email: 'g@example.com' })
    expect((await call('POST', '/tickets/password-change', { user_id: google.user_id })).status).toBe(400)
    const both = { user_id, client_id: 'c', result_url: 'https://x.example' }
    expect((await call('POST', '/tickets/password-change', both)).status).toBe(400)
  })
})

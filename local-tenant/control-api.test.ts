import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from './in-memory-tenant.ts'
import type { TenantState } from './state.ts'
import { defaultSwitches } from './switches.ts'

function createScene() {
  const scene = createInMemoryTenant()
  const control = (method: string, path: string, body?: unknown) =>
    scene.app.request(`http://localhost:4400/__control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return { ...scene, control }
}

describe('/__control', () => {
  it('takes a snapshot and restores it as a whole', async () => {
    const { control, tenant } = createScene()
    tenant.createUser({ connection: 'Users', email: 'a@example.com', password: 'x' })
    const snapshot = (await (await control('GET', '/state')).json()) as TenantState
    tenant.createUser({ connection: 'Users', email: 'b@example.com', password: 'x' })
    tenant.state.user_roles.x = ['rol_1']
    expect((await control('PUT', '/state', snapshot)).status).toBe(204)
    expect(tenant.state).toEqual(snapshot)
  })

  it('names the Management API after the tenant that a snapshot is restored into', async () => {
    const { control, tenant, call } = createScene()
    const snapshot = (await (await control('GET', '/state')).json()) as TenantState
    const elsewhere = JSON.parse(
      JSON.stringify(snapshot).replaceAll('localhost:4443', 'localhost:7443'),
    ) as TenantState
    await control('PUT', '/state', elsewhere)
    expect(tenant.state.client_grants[0]?.audience).toBe('https://localhost:4443/api/v2/')
    expect(tenant.state.resource_servers[0]?.identifier).toBe('https://localhost:4443/api/v2/')
    expect((await call('GET', '/users')).status).toBe(200)
  })

  it('fills in what a snapshot of an older version lacks, and refuses what is no snapshot', async () => {
    const { control, tenant } = createScene()
    const { tickets: _left, ...older } = tenant.state
    expect((await control('PUT', '/state', older)).status).toBe(204)
    expect(tenant.state.tickets).toEqual([])
    expect((await control('PUT', '/state', { users: [] })).status).toBe(400)
  })

  it('sets switches by name and refuses names that do not exist', async () => {
    const { control, tenant } = createScene()
    expect((await control('PATCH', '/switches', { customDomain: false })).status).toBe(200)
    expect(tenant.switches.customDomain).toBe(false)
    const unknown = await control('PATCH', '/switches', { costumDomain: true })
    expect([unknown.status, await unknown.text()]).toEqual([400, 'There is no switch costumDomain.'])
  })

  it('counts requests by pattern, its own excepted', async () => {
    const { control, call, app } = createScene()
    await call('GET', '/users/auth0|1')
    await call('GET', '/users/auth0|2')
    await call('POST', '/users/auth0|2/roles', { roles: ['x'] })
    await app.request('http://localhost:4400/mailbox.json')
    expect(await (await control('GET', '/requests')).json()).toEqual({
      'GET /api/v2/users/:id': 2,
      'POST /api/v2/users/:id/roles': 1,
      'GET /mailbox.json': 1,
    })
  })

  it('adds users of any kind without asking an Action, and says why not', async () => {
    const preUserRegistration = async () => ({ outcome: 'denied', reason: 'asked', userMessage: '' }) as const
    const { app, tenant } = createInMemoryTenant({ preUserRegistration })
    const add = (body: unknown) =>
      app.request('http://localhost:4400/__control/users', { method: 'POST', body: JSON.stringify(body) })
    const created_at = '2020-01-01T00:00:00.000Z'
    const linked = [{ connection: 'google-oauth2', email: 'a@gmail.com', provider_user_id: '7' }]
    const seed = { connection: 'Users', email: 'a@example.com', password: 'x', app_metadata: { a: 1 } }
    expect((await add({ ...seed, created_at, passkey: true, linked })).status).toBe(201)
    expect(tenant.state.users).toMatchObject([
      {
        email: 'a@example.com',
        created_at,
        app_metadata: { a: 1 },
        identities: [{ provider: 'auth0' }, { provider: 'google-oauth2', user_id: '7' }],
      },
    ])
    expect(Object.values(tenant.state.authentication_methods)).toMatchObject([[{ type: 'passkey' }]])
    expect((await add({ connection: 'sms', phone_number: '+15550100', phone_verified: true })).status).toBe(
      201,
    )
    const again = await add(seed)
    expect([again.status, await again.text()]).toEqual([400, 'The user already exists.'])
  })

  it('adds connections of any strategy, for all applications or some, and changes those that are there', async () => {
    const { control, tenant } = createScene()
    await control('POST', '/connections', {
      name: 'acme',
      strategy: 'samlp',
      options: { domain_aliases: ['acme.example'] },
    })
    await control('POST', '/connections', {
      name: 'Users',
      strategy: 'auth0',
      options: { disable_signup: true },
      clients: ['c'],
    })
    const { connections, connection_clients, clients } = tenant.state
    expect(connections.filter(({ name }) => ['acme', 'Users'].includes(name))).toMatchObject([
      { id: 'con_acme', strategy: 'samlp' },
      { id: 'con_Users', options: { disable_signup: true } },
    ])
    expect([connection_clients.con_acme?.length, connection_clients.con_Users]).toEqual([
      clients.length,
      ['c'],
    ])
  })

  it('resets switches, counts and mailbox, and leaves the users', async () => {
    const { control, call, tenant } = createScene()
    await control('PATCH', '/switches', {
      metadataWriteFails: true,
      managementRateLimit: { perSecond: 1, burst: 1 },
    })
    await call('POST', '/users', { connection: 'Users', email: 'a@example.com', password: 'x' })
    expect(tenant.state.mails).toHaveLength(1)
    expect((await control('POST', '/reset')).status).toBe(204)
    expect(tenant.switches).toEqual(defaultSwitches())
    expect(tenant.state.mails).toEqual([])
    expect(tenant.state.users).toHaveLength(1)
    expect(await (await control('GET', '/requests')).json()).toEqual({})
  })
})

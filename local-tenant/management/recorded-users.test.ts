import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../in-memory-tenant.ts'
import type { Json } from '../state.ts'

const identity = ['connection', 'isSocial', 'provider', 'user_id']
const user = [
  ...['created_at', 'email', 'email_verified', 'identities', 'name', 'nickname', 'picture'],
  ...['updated_at', 'user_id'],
]
const permission = [
  ...['description', 'permission_name', 'resource_server_identifier', 'resource_server_name'],
]

/**
 * What real tenants were seen to answer, August 2026: status, the keys around a list, and the keys that each item had
 * every time. The user is one who has never logged in.
 */
const recorded: [string, { status: number; around?: string[]; items?: string; each?: string[] }][] = [
  ['GET /users/{user}', { status: 200, around: user, items: 'identities', each: identity }],
  ['GET /users/{user}/roles', list('roles', ['description', 'id', 'name'])],
  ['GET /users/{user}/permissions', list('permissions', [...permission, 'sources'])],
  ['GET /users/{user}/organizations', list('organizations', ['display_name', 'id', 'name'])],
  ['GET /roles', list('roles', ['description', 'id', 'name', 'type'])],
  ['GET /roles/{role}/permissions', list('permissions', permission)],
  [
    'GET /users',
    {
      status: 200,
      around: ['length', 'limit', 'start', 'total', 'users'],
      items: 'users',
      each: user,
    },
  ],
  ['POST /users/{user}/roles', { status: 204 }],
  ['POST /users/{user}/permissions', { status: 201 }],
  ['PATCH /users/{user}', { status: 200, around: user }],
  ['DELETE /users/{user}', { status: 204 }],
]

function list(key: string, each: string[]) {
  return { status: 200, around: ['limit', 'start', 'total', key].sort(), items: key, each }
}

async function createScene() {
  const scene = createInMemoryTenant()
  const { tenant, call } = scene
  const { user_id } = tenant.createUser({ connection: 'Users', email: 'ada@example.com', password: 'x' })
  tenant.state.resource_servers.push({
    id: 'api',
    identifier: 'urn:api',
    name: 'API',
    scopes: [{ value: 'x' }],
  })
  tenant.state.roles.push({ id: 'rol_editor', name: 'Editor' })
  tenant.state.user_roles[user_id] = ['rol_editor']
  const granted = { permission_name: 'x', resource_server_identifier: 'urn:api' }
  tenant.state.user_permissions[user_id] = [granted]
  tenant.state.role_permissions.rol_editor = [granted]
  const organization = await call<{ id: string }>('POST', '/organizations', { name: 'acme' })
  await call('POST', `/organizations/${organization.body.id}/members`, { members: [user_id] })
  const bodies: Record<string, Json> = {
    'POST /users/{user}/roles': { roles: ['rol_editor'] },
    'POST /users/{user}/permissions': { permissions: [granted] },
    'PATCH /users/{user}': { name: 'ada@example.com' },
  }
  return {
    ...scene,
    user_id,
    ask(endpoint: string) {
      const [method = '', path = ''] = endpoint.split(' ')
      const filled = path.replace('{user}', user_id).replace('{role}', 'rol_editor')
      return call<Record<string, Json>>(method, `${filled}?include_totals=true`, bodies[endpoint])
    },
  }
}

describe('the endpoints of users', () => {
  it.each(recorded)('%s answers as it was recorded', async (endpoint, { status, around, items, each }) => {
    const { ask } = await createScene()
    const answer = await ask(endpoint)
    expect(answer.status).toBe(status)
    if (!around) return expect(answer.body).toBeUndefined()
    expect(Object.keys(answer.body).sort()).toEqual(around)
    if (!items || !each) return
    const found = answer.body[items] as Record<string, Json>[]
    expect(found).toHaveLength(1)
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(expect.arrayContaining(each))
    if (items !== 'organizations') expect(Object.keys(found[0] ?? {})).toHaveLength(each.length)
  })

  it('say how often somebody has logged in once they have', async () => {
    const { ask, tenant, user_id } = await createScene()
    tenant.updateUser(user_id, { logins_count: 1 })
    expect((await ask('GET /users/{user}')).body).toMatchObject({ logins_count: 1 })
  })

  it('count no invitations of an organization', async () => {
    const { call, tenant } = await createScene()
    const { body } = await call<Json>(
      'GET',
      `/organizations/${tenant.state.organizations[0]?.id}/invitations?include_totals=true&per_page=7`,
    )
    expect(body).toEqual({ start: 0, limit: 7, invitations: [] })
  })

  it('list roles of one kind', async () => {
    const { call, tenant } = await createScene()
    tenant.state.roles.push({ id: 'rol_of_acme', name: 'Editor', type: 'organization', owner_id: 'org_1' })
    const ids = async (query: string) =>
      (await call<{ id: string }[]>('GET', `/roles${query}`)).body.map(({ id }) => id)
    expect(await ids('')).toEqual(['rol_editor', 'rol_of_acme'])
    expect(await ids('?type=tenant')).toEqual(['rol_editor'])
    expect(await ids('?type=organization')).toEqual(['rol_of_acme'])
  })
})

describe('a password', () => {
  it.each([
    ['none', 'x', 201],
    ['low', 'short', 400],
    ['low', 'longer', 201],
    ['fair', 'Short1x', 400],
    ['fair', 'nodigitS', 400],
    ['fair', 'digitS12', 201],
    ['good', 'onlysmall1', 400],
    ['good', 'Three-kinds', 201],
    ['excellent', 'Good-but-shrt'.slice(0, 9), 400],
    ['excellent', 'Aaa-repeats-3', 201],
    ['excellent', 'aaa-Repeats-3', 400],
  ])('under the policy %s: %s is answered with %i', async (passwordPolicy, password, status) => {
    const { call, tenant } = createInMemoryTenant()
    Object.assign(tenant.state.connections[0]?.options ?? {}, { passwordPolicy })
    const answer = await call('POST', '/users', { connection: 'Users', email: 'a@example.com', password })
    expect(answer.status).toBe(status)
    expect(tenant.state.users).toHaveLength(status === 201 ? 1 : 0)
  })

  it('has the length that a newer database asks for, at a change, too', async () => {
    const { call, tenant } = createInMemoryTenant()
    const password_options = { complexity: { min_length: 15 } }
    Object.assign(tenant.state.connections[0]?.options ?? {}, { password_options })
    const ada = { connection: 'Users', email: 'a@example.com' }
    expect(await call('POST', '/users', { ...ada, password: 'x'.repeat(14) })).toMatchObject({
      status: 400,
      body: { message: 'PasswordStrengthError: Password is too weak' },
    })
    const made = await call<{ user_id: string }>('POST', '/users', { ...ada, password: 'x'.repeat(15) })
    expect(made.status).toBe(201)
    const change = (password: string) => call('PATCH', `/users/${made.body.user_id}`, { password })
    expect((await change('x'.repeat(14))).status).toBe(400)
    expect((await change('y'.repeat(15))).status).toBe(200)
  })
})

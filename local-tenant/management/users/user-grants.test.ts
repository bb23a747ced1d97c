import { describe, expect, it } from 'vitest'
import { createInMemoryTenant } from '../../in-memory-tenant.ts'

const api = 'https://api.example'

async function createScene() {
  const scene = createInMemoryTenant()
  const { call, tenant } = scene
  await call('POST', '/resource-servers', {
    identifier: api,
    name: 'API',
    scopes: [{ value: 'read:x' }, { value: 'write:x' }],
  })
  const editor = await call<{ id: string }>('POST', '/roles', { name: 'Editor', description: 'Edits' })
  const viewer = await call<{ id: string }>('POST', '/roles', { name: 'Viewer' })
  const { user_id } = tenant.createUser({ connection: 'Users', email: 'a@example.com', password: 'x' })
  return { ...scene, editor: editor.body.id, viewer: viewer.body.id, user_id }
}

const permission = (permission_name: string) => ({ permission_name, resource_server_identifier: api })

describe('roles of a user', () => {
  it('are added without doubles, listed, and removed', async () => {
    const { call, user_id, editor, viewer } = await createScene()
    expect((await call('POST', `/users/${user_id}/roles`, { roles: [editor, viewer] })).status).toBe(204)
    expect((await call('POST', `/users/${user_id}/roles`, { roles: [editor] })).status).toBe(204)
    expect((await call('GET', `/users/${user_id}/roles?include_totals=true`)).body).toMatchObject({
      total: 2,
      roles: [{ id: editor }, { id: viewer }],
    })
    expect((await call('DELETE', `/users/${user_id}/roles`, { roles: [editor] })).status).toBe(204)
    expect((await call('GET', `/users/${user_id}/roles`)).body).toEqual([
      { id: viewer, name: 'Viewer', description: 'Viewer' },
    ])
  })

  it('are not touched when one of the roles, or the user, does not exist', async () => {
    const { call, tenant, user_id, editor } = await createScene()
    expect((await call('POST', `/users/${user_id}/roles`, { roles: [editor, 'rol_none'] })).status).toBe(404)
    expect((await call('POST', '/users/auth0|none/roles', { roles: [editor] })).status).toBe(404)
    expect((await call('POST', `/users/${user_id}/roles`, { roles: [] })).status).toBe(400)
    expect(tenant.state.user_roles).toEqual({})
  })

  it('need both update:users and create:role_members', async () => {
    const { call, user_id, editor } = await createScene()
    for (const scope of ['update:users', 'create:role_members']) {
      expect((await call('POST', `/users/${user_id}/roles`, { roles: [editor] }, [scope])).status).toBe(403)
    }
    const both = ['update:users', 'create:role_members']
    expect((await call('POST', `/users/${user_id}/roles`, { roles: [editor] }, both)).status).toBe(204)
  })

  it('end with the role', async () => {
    const { call, tenant, user_id, editor } = await createScene()
    await call('POST', `/users/${user_id}/roles`, { roles: [editor] })
    expect((await call('DELETE', `/roles/${editor}`)).status).toBe(200)
    expect((await call('GET', `/users/${user_id}/roles`)).body).toEqual([])
    expect(JSON.stringify(tenant.state)).not.toContain(editor)
  })
})

describe('roles', () => {
  it('are found by name, whatever the case, and their names are unique', async () => {
    const { call } = await createScene()
    expect((await call('GET', '/roles?name_filter=EDIT')).body).toMatchObject([{ name: 'Editor' }])
    expect((await call('POST', '/roles', { name: 'Editor' })).status).toBe(409)
  })

  it('keep permissions of resource servers that define them, and show whom they are given to', async () => {
    const { call, user_id, editor } = await createScene()
    const path = `/roles/${editor}/permissions`
    expect(
      (await call('POST', path, { permissions: [permission('read:x'), permission('write:x')] })).status,
    ).toBe(201)
    expect((await call('POST', path, { permissions: [permission('fly:x')] })).status).toBe(400)
    expect((await call('DELETE', path, { permissions: [permission('read:x')] })).status).toBe(204)
    expect((await call('GET', path)).body).toEqual([
      { ...permission('write:x'), resource_server_name: 'API', description: '' },
    ])
    await call('POST', `/users/${user_id}/roles`, { roles: [editor] })
    expect((await call('GET', `/roles/${editor}/users`)).body).toMatchObject([{ user_id }])
  })
})

describe('permissions of a user', () => {
  it('are added without doubles, listed, and removed', async () => {
    const { call, user_id } = await createScene()
    const path = `/users/${user_id}/permissions`
    for (let time = 0; time < 2; time++) {
      expect((await call('POST', path, { permissions: [permission('read:x')] })).status).toBe(201)
    }
    expect((await call('GET', path)).body).toMatchObject([{ ...permission('read:x'), sources: [] }])
    expect((await call('DELETE', path, { permissions: [permission('read:x')] })).status).toBe(204)
    expect((await call('GET', path)).body).toEqual([])
    expect((await call('POST', path, { permissions: [permission('fly:x')] })).status).toBe(400)
  })
})

describe('lists of members', () => {
  it('have a next on their last page, too, which leads to an empty page without one', async () => {
    const { call, tenant } = createInMemoryTenant()
    tenant.state.organizations.push({ id: 'org_1', name: 'acme' })
    tenant.createUser({ connection: 'Users', email: 'ada@example.com' })
    const { user_id = '' } = tenant.state.users[0] ?? {}
    tenant.state.organization_members.org_1 = { [user_id]: [] }
    const first = await call<{ next?: string }>('GET', '/organizations/org_1/members?take=50')
    expect(first.body).toMatchObject({ members: [{ user_id }], next: expect.any(String) })
    const last = await call('GET', `/organizations/org_1/members?take=50&from=${first.body.next}`)
    expect(last.body).toEqual({ members: [] })
  })
})

describe('organizations', () => {
  it('have members with roles that count there only', async () => {
    const { call, user_id, editor } = await createScene()
    const created = await call<{ id: string }>('POST', '/organizations', {
      name: 'acme',
      display_name: 'Acme',
    })
    const path = `/organizations/${created.body.id}/members`
    expect((await call('GET', '/organizations/name/acme')).body).toEqual(created.body)
    expect((await call('POST', path, { members: [user_id] })).status).toBe(204)
    expect((await call('POST', `${path}/${user_id}/roles`, { roles: [editor] })).status).toBe(204)
    expect((await call('POST', path, { members: [user_id] })).status).toBe(204)
    expect((await call('GET', `${path}/${user_id}/roles`)).body).toMatchObject([{ id: editor }])
    expect((await call('GET', `${path}?take=10`)).body).toMatchObject({ members: [{ user_id }] })
    expect((await call('GET', `/users/${user_id}/organizations`)).body).toMatchObject([created.body])
    expect((await call('GET', `/users/${user_id}/roles`)).body).toEqual([])
    expect((await call('DELETE', path, { members: [user_id] })).status).toBe(204)
    expect((await call('GET', `/users/${user_id}/organizations`)).body).toEqual([])
  })

  it('answer 404 for an organization or a member that does not exist, 409 for a name that is taken', async () => {
    const { call, user_id } = await createScene()
    expect((await call('GET', '/organizations/org_none')).status).toBe(404)
    expect((await call('POST', '/organizations/org_none/members', { members: [user_id] })).status).toBe(404)
    const { body } = await call<{ id: string }>('POST', '/organizations', { name: 'acme' })
    expect((await call('POST', '/organizations', { name: 'acme' })).status).toBe(409)
    expect(
      (await call('GET', `/organizations/${body.id}/members/${encodeURIComponent(user_id)}/roles`)).status,
    ).toBe(404)
  })
})

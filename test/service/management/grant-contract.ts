import { describe, expect, it } from 'vitest'
import { type CurrentTenant, waiting } from './management-under-test.ts'

const API = 'urn:api'
/** More than a page of the Management API, and so many that the last page is full. */
const counts = [0, 1, 99, 100, 101, 200, 250]

export function describeGrants(current: CurrentTenant): void {
  describe('roles', () => {
    it.each(counts)('of a user are all listed, be they %i', async count => {
      const { management, addUser, addRole, setRoles } = current()
      const userId = addUser()
      const roles = Array.from({ length: count }, (_, n) => ({ id: addRole(`Role ${n}`), name: `Role ${n}` }))
      addRole('Another')
      setRoles(
        userId,
        roles.map(({ id }) => id),
      )
      expect(await management.listUserRoles(userId, waiting)).toEqual(roles)
    })

    it('of nobody are not found, which is another answer than none', async () => {
      const { management } = current()
      const listed = management.listUserRoles('auth0|gone', waiting)
      await expect(listed).rejects.toMatchObject({ code: 'not_found' })
    })

    it('are assigned beside those that somebody has, once each', async () => {
      const { management, addUser, addRole, setRoles } = current()
      const [one, two, three] = [addRole('One'), addRole('Two'), addRole('Three')]
      const userId = addUser()
      setRoles(userId, [one])
      await management.assignRoles(userId, [one, two], waiting)
      await management.assignRoles(userId, [two, three], waiting)
      const names = (await management.listUserRoles(userId, waiting)).map(({ name }) => name)
      expect(names).toEqual(['One', 'Two', 'Three'])
    })

    it('are assigned all or none: one that is gone, or a user who is, and nothing is written', async () => {
      const { management, addUser, addRole } = current()
      const [role, userId] = [addRole('One'), addUser()]
      for (const assigned of [
        management.assignRoles(userId, [role, 'rol_gone'], waiting),
        management.assignRoles('auth0|gone', [role], waiting),
      ])
        await expect(assigned).rejects.toMatchObject({ code: 'not_found' })
      expect(await management.listUserRoles(userId, waiting)).toEqual([])
    })

    it('of the tenant are listed to the last one, and none of an organization’s own', async () => {
      const { management, addRole, addRoleOfOrganization } = current()
      const before = await management.listRoles(waiting)
      const ids = Array.from({ length: 101 }, (_, n) => addRole(`Role ${n}`))
      addRoleOfOrganization('Role 1')
      const listed = await management.listRoles(waiting)
      expect(listed.map(({ id }) => id).sort()).toEqual([...before.map(({ id }) => id), ...ids].sort())
      expect(listed.filter(({ name }) => name === 'Role 1')).toEqual([{ id: ids[1], name: 'Role 1' }])
    })
  })

  describe('permissions', () => {
    it.each(counts)('of a user and of a role are all listed, be they %i', async count => {
      const { management, addUser, addRole, addApi, setPermissions } = current()
      const names = Array.from({ length: count }, (_, n) => `p:${n}`)
      addApi(API, names)
      const permissions = names.map(name => ({ api: API, name }))
      const [userId, roleId] = [addUser(), addRole('Owner')]
      setPermissions(userId, permissions)
      setPermissions(roleId, permissions)
      expect(await management.listUserPermissions(userId, waiting)).toEqual(permissions)
      expect(await management.listRolePermissions(roleId, waiting)).toEqual(permissions)
    })

    it('of nobody, and of no role, are not found, which is another answer than none', async () => {
      const { management } = current()
      for (const listed of [
        management.listUserPermissions('auth0|gone', waiting),
        management.listRolePermissions('rol_gone', waiting),
      ])
        await expect(listed).rejects.toMatchObject({ code: 'not_found' })
    })

    it('are assigned beside those that somebody has, once each', async () => {
      const { management, addUser, addApi } = current()
      addApi(API, ['a', 'b', 'c'])
      const userId = addUser()
      const [a, b, c] = ['a', 'b', 'c'].map(name => ({ api: API, name }))
      if (!a || !b || !c) throw new TypeError('three')
      await management.assignPermissions(userId, [a, b], waiting)
      await management.assignPermissions(userId, [b, c], waiting)
      const listed = await management.listUserPermissions(userId, waiting)
      expect(listed.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c'])
    })

    it('are assigned all or none: one that no API has, and nothing is written', async () => {
      const { management, addUser, addApi } = current()
      addApi(API, ['a'])
      const userId = addUser()
      const asked = [
        { api: API, name: 'a' },
        { api: API, name: 'gone' },
      ]
      const assigned = management.assignPermissions(userId, asked, waiting)
      await expect(assigned).rejects.toMatchObject({ code: 'rejected' })
      expect(await management.listUserPermissions(userId, waiting)).toEqual([])
      const toNobody = management.assignPermissions('auth0|gone', [{ api: API, name: 'a' }], waiting)
      await expect(toNobody).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('scopes of a client', () => {
    it('are those of this client at this API', async () => {
      const { management, addClient, addApi, setScopes } = current()
      for (const clientId of ['shop', 'other'])
        addClient({ clientId, name: clientId, clientMetadata: {}, initiateLoginUri: undefined })
      addApi(API, ['a', 'b'])
      setScopes('shop', API, { scopes: ['a', 'b'], isAll: false })
      setScopes('other', API, { scopes: ['b'], isAll: true })
      expect(await management.readClientScopes('shop', API, waiting)).toEqual({
        scopes: ['a', 'b'],
        isAll: false,
      })
      expect(await management.readClientScopes('other', API, waiting)).toMatchObject({ isAll: true })
      const none = { scopes: [], isAll: false }
      expect(await management.readClientScopes('shop', 'urn:other', waiting)).toEqual(none)
      expect(await management.readClientScopes('sho', API, waiting)).toEqual(none)
    })
  })

  describe('clients', () => {
    it('are listed to the last one, as people log in to them, without that of the tenant itself', async () => {
      const { management, addClient } = current()
      const before = await management.listClients(waiting)
      const clients = Array.from({ length: 101 }, (_, n) => ({
        clientId: `client-${n}`,
        name: `Client ${n}`,
        clientMetadata: n === 100 ? { guestlist_url: 'https://p.example' } : {},
        initiateLoginUri: n === 100 ? 'https://p.example/login' : undefined,
        callbacks: n === 100 ? ['https://p.example/callback'] : [],
      }))
      for (const client of clients) addClient(client)
      const listed = await management.listClients(waiting)
      expect(listed.filter(({ clientId }) => clientId.startsWith('client-'))).toEqual(clients)
      expect(listed).toHaveLength(before.length + 101)
      expect(listed.map(({ name }) => name)).not.toContain('All Applications')
    })
  })
}

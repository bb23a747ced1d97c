import { describe, expect, it } from 'vitest'
import type { UserPatch } from '../../../service/management/management-api.ts'
import { type CurrentTenant, DATABASE, newUser, SOCIAL, waiting } from './management-under-test.ts'

export function describeUserChanges(current: CurrentTenant): void {
  describe('a user that is made', () => {
    it('has the address in lower case, unconfirmed, and what was said of them from the beginning', async () => {
      const { management } = current()
      const from = Date.now()
      const made = await management.createUser(newUser, waiting)
      expect(made).toMatchObject({
        email: 'ada@example.com',
        emailVerified: false,
        loginsCount: 0,
        appMetadata: { guestlist: { admitted: true } },
        identities: [{ provider: 'auth0', connection: DATABASE, isSocial: false }],
      })
      expect(made.userId).toMatch(/^auth0\|[0-9a-f]{24}$/)
      expect(made.createdAt.getTime()).toBeGreaterThanOrEqual(from)
      expect(await management.findUser(made.userId, waiting)).toEqual(made)
    })

    it('is refused a second time, in any spelling, and where there is one of another connection it is not', async () => {
      const { management, addUser } = current()
      addUser({ connection: SOCIAL, email: 'ada@example.com' })
      await management.createUser(newUser, waiting)
      for (const email of ['ada@example.com', 'ADA@example.com'])
        await expect(management.createUser({ ...newUser, email }, waiting)).rejects.toMatchObject({
          code: 'conflict',
        })
      expect(await management.findUsersByEmail('ada@example.com', waiting)).toHaveLength(2)
    })

    it.each([
      ['in a database that is not there', { connection: 'Nobody' }],
      ['without a password', { password: '' }],
      ['with metadata that is the tenant’s own', { appMetadata: { blocked: true } }],
    ])('is refused %s, and then there is none', async (_, fields) => {
      const { management } = current()
      await expect(management.createUser({ ...newUser, ...fields }, waiting)).rejects.toMatchObject({
        code: 'rejected',
      })
      expect(await management.findUsersByEmail('ada@example.com', waiting)).toEqual([])
    })
  })

  describe('a change of a user', () => {
    it('merges metadata by its keys, replaces what is below, and takes away what is null', async () => {
      const { management, addUser } = current()
      const userId = addUser({ appMetadata: { plan: 'gold', old: 1, guestlist: { a: 1 } } })
      const patch = { appMetadata: { guestlist: { b: 2 }, old: null }, userMetadata: { theme: 'dark' } }
      await management.updateUser(userId, patch, waiting)
      await management.updateUser(userId, { userMetadata: { theme: null, size: 1 } }, waiting)
      expect(await management.findUser(userId, waiting)).toMatchObject({
        appMetadata: { plan: 'gold', guestlist: { b: 2 } },
        userMetadata: { size: 1 },
      })
      const { appMetadata, userMetadata } = (await management.findUser(userId, waiting)) ?? {}
      expect(Object.keys({ ...appMetadata, ...userMetadata }).sort()).toEqual(['guestlist', 'plan', 'size'])
    })

    it('confirms the address, sets names and takes them away, and nothing else', async () => {
      const { management, addUser } = current()
      const profile = { name: 'Ada', given_name: 'Ada', family_name: 'L' }
      const userId = addUser({ email: 'ada@example.com', profile })
      const before = await management.findUser(userId, waiting)
      await management.updateUser(userId, { emailVerified: true }, waiting)
      await management.updateUser(userId, { profile: { given_name: 'Augusta', family_name: null } }, waiting)
      const { family_name: _, ...rest } = before?.profile ?? {}
      expect(await management.findUser(userId, waiting)).toEqual({
        ...before,
        emailVerified: true,
        profile: { ...rest, given_name: 'Augusta' },
      })
    })

    it('of nobody is not found', async () => {
      const { management } = current()
      const change = management.updateUser('auth0|gone', { appMetadata: { a: 1 } }, waiting)
      await expect(change).rejects.toMatchObject({ code: 'not_found' })
    })

    it.each<[string, UserPatch]>([
      ['metadata that is the tenant’s own', { appMetadata: { email: 'x' } }],
      ['a name of metadata with a dot', { userMetadata: { 'a.b': 1 } }],
      ['a name that a provider keeps', { profile: { name: 'Ada' } }],
    ])('is refused as a whole for %s', async (_, part) => {
      const { management, addUser } = current()
      const userId = addUser({ connection: SOCIAL, email: 'ada@example.com' })
      const before = await management.findUser(userId, waiting)
      const appMetadata = { a: 1, ...part.appMetadata }
      const all: UserPatch = { emailVerified: true, userMetadata: { b: 1 }, ...part, appMetadata }
      await expect(management.updateUser(userId, all, waiting)).rejects.toMatchObject({ code: 'rejected' })
      expect(await management.findUser(userId, waiting)).toEqual(before)
    })
  })

  describe('a deletion', () => {
    it('takes everything of the user with it, and nothing of anybody else', async () => {
      const tenant = current()
      const { management, addUser } = tenant
      const role = tenant.addRole('Owner')
      tenant.addApi('urn:api', ['read:x'])
      const users = ['1', '2'].map(id => addUser({ id, email: `u${id}@example.com` }))
      for (const userId of users) {
        tenant.setRoles(userId, [role])
        tenant.setPermissions(userId, [{ api: 'urn:api', name: 'read:x' }])
        tenant.setMethods(userId, ['passkey|1'])
        tenant.addRefreshToken(userId)
        tenant.setOrganizations(userId, ['org_1'])
      }
      await management.deleteUser('auth0|1', waiting)
      expect(tenant.holders()).toEqual(['auth0|2'])
      const belongingsOf = async (userId: string) => [
        await management.listUserRoles(userId, waiting),
        await management.listUserPermissions(userId, waiting),
        await management.listAuthenticationMethods(userId, waiting),
        await management.listUserOrganizations(userId, waiting),
      ]
      await expect(belongingsOf('auth0|1')).rejects.toMatchObject({ code: 'not_found' })
      // S21: whoever gets the same id again begins with nothing.
      addUser({ id: '1', email: 'u1@example.com' })
      expect(await belongingsOf('auth0|1')).toEqual([[], [], [], []])
      expect((await belongingsOf('auth0|2')).map(list => list.length)).toEqual([1, 1, 1, 1])
    })

    it('of nobody is a success, again and again', async () => {
      const { management, addUser } = current()
      const userId = addUser()
      await management.deleteUser(userId, waiting)
      await management.deleteUser(userId, waiting)
      await management.deleteUser('auth0|never', waiting)
    })

    it('is not made when it is no longer wanted at its turn, or nobody can tell', async () => {
      const { management, addUser } = current()
      const userId = addUser()
      await management.deleteUser(userId, { ...waiting, stillWanted: async () => false })
      const stillWanted = () => Promise.reject(new TypeError('no answer'))
      await expect(management.deleteUser(userId, { ...waiting, stillWanted })).rejects.toThrow()
      expect(await management.findUser(userId, waiting)).not.toBeNull()
      await management.deleteUser(userId, { ...waiting, stillWanted: async () => true })
      expect(await management.findUser(userId, waiting)).toBeNull()
    })
  })
}

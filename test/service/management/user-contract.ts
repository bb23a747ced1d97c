import { describe, expect, it } from 'vitest'
import { type CurrentTenant, DATABASE, newUser, SOCIAL, waiting } from './management-under-test.ts'

export function describeUsers(current: CurrentTenant): void {
  describe('a user', () => {
    it('is found with everything that decisions about them rest on', async () => {
      const { management, addUser } = current()
      const userId = addUser({
        connection: SOCIAL,
        email: 'Ada@Example.com',
        id: '113',
        emailVerified: true,
        blocked: true,
        hostedDomain: 'example.com',
        createdAt: new Date('2026-01-02T03:04:05.000Z'),
        loginsCount: 7,
        appMetadata: { plan: 'gold' },
        profile: { name: 'Ada L', given_name: 'Ada', picture: 'https://p.example/a.png' },
        linked: { email: 'ada@example.com', id: 'abc' },
      })
      expect(await management.findUser(userId, waiting)).toEqual({
        userId: 'google-oauth2|113',
        email: 'Ada@Example.com',
        emailVerified: true,
        phoneNumber: undefined,
        phoneVerified: false,
        blocked: true,
        createdAt: new Date('2026-01-02T03:04:05.000Z'),
        loginsCount: 7,
        identities: [
          {
            provider: 'google-oauth2',
            userId: '113',
            connection: SOCIAL,
            isSocial: true,
            hostedDomain: 'example.com',
          },
          {
            provider: 'auth0',
            userId: 'abc',
            connection: DATABASE,
            isSocial: false,
            profileData: { email: 'ada@example.com', email_verified: false, phone_verified: false },
          },
        ],
        appMetadata: { plan: 'gold' },
        userMetadata: {},
        profile: expect.objectContaining({
          name: 'Ada L',
          given_name: 'Ada',
          picture: 'https://p.example/a.png',
        }),
      })
    })

    it('who has never logged in has logged in 0 times, is not confirmed and not blocked', async () => {
      const { management, addUser } = current()
      const found = await management.findUser(addUser({ email: 'ada@example.com' }), waiting)
      expect(found).toMatchObject({ loginsCount: 0, emailVerified: false, blocked: false, appMetadata: {} })
    })

    it('is null where there is none', async () => {
      const { management, addUser } = current()
      addUser({ id: 'somebody' })
      expect(await management.findUser('auth0|somebod', waiting)).toBeNull()
      expect(await management.findUser('auth0|somebody2', waiting)).toBeNull()
    })

    it.each(['a/../b', 'a?b=c&d#e', '100%25', 'å ä', '..', 'a|b'])(
      'whose id holds %j is found, written and deleted, and nobody else',
      async id => {
        const { management, addUser } = current()
        const other = addUser({ id: 'b', email: 'b@example.com' })
        const userId = addUser({ id, email: 'a@example.com' })
        expect(await management.findUser(userId, waiting)).toMatchObject({ userId })
        await management.updateUser(userId, { appMetadata: { a: 1 } }, waiting)
        expect(await management.findUser(userId, waiting)).toMatchObject({ appMetadata: { a: 1 } })
        await management.deleteUser(userId, waiting)
        expect(await management.findUser(userId, waiting)).toBeNull()
        expect(await management.findUser(other, waiting)).toMatchObject({ appMetadata: {} })
      },
    )

    it('belongs to whoever has asked: what is done to it changes nothing in the tenant', async () => {
      const { management, addUser } = current()
      const userId = addUser({ appMetadata: { plan: 'gold' } })
      const found = await management.findUser(userId, waiting)
      if (found) Object.assign(found.appMetadata, { plan: 'none' })
      expect(await management.findUser(userId, waiting)).toMatchObject({ appMetadata: { plan: 'gold' } })
    })
  })

  describe('users of an address', () => {
    it('are all found, whatever their connection and however many a database has', async () => {
      const { management, addUser, allowSharedAddresses } = current()
      allowSharedAddresses()
      const ids = ['1', '2', '3'].map(id => addUser({ id, email: 'ada@example.com' }))
      ids.push(addUser({ connection: SOCIAL, id: '4', email: 'ada@example.com' }))
      addUser({ id: '5', email: 'adam@example.com' })
      const found = await management.findUsersByEmail('ada@example.com', waiting)
      expect(found.map(({ userId }) => userId).sort()).toEqual(ids.sort())
    })

    it('are none where nobody has it', async () => {
      const { management, addUser } = current()
      addUser({ email: 'ada@example.com' })
      expect(await management.findUsersByEmail('grace@example.com', waiting)).toEqual([])
      expect(await management.findUsersByEmail('*', waiting)).toEqual([])
      expect(await management.findUsersByEmail('ada@example', waiting)).toEqual([])
    })

    it.each(['ada+guest@example.com', "o'neil&co@example.com", 'ädä@exämple.com', 'a%40b@example.com'])(
      'such as %s are found by exactly that',
      async email => {
        const { management, addUser } = current()
        const userId = addUser({ email })
        expect(await management.findUsersByEmail(email, waiting)).toMatchObject([{ userId, email }])
      },
    )

    it('of a database are found by its lower case, however it was typed', async () => {
      const { management } = current()
      const { userId } = await management.createUser(newUser, waiting)
      expect(await management.findUsersByEmail('ada@example.com', waiting)).toMatchObject([{ userId }])
      expect(await management.findUsersByEmail('Ada@Example.com', waiting)).toEqual([])
    })

    // What a caller of ours misses when it asks for an invited address: docs/adr/0035-accounts-by-address.md.
    it('that somebody else has spelled with capitals are found by that spelling only', async () => {
      const { management, addUser } = current()
      const userId = addUser({ connection: SOCIAL, email: 'Ada@Example.com' })
      expect(await management.findUsersByEmail('ada@example.com', waiting)).toEqual([])
      expect(await management.findUsersByEmail('Ada@Example.com', waiting)).toMatchObject([{ userId }])
    })
  })
}

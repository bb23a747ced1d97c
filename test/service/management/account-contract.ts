import { describe, expect, it } from 'vitest'
import { type CurrentTenant, SOCIAL, waiting } from './management-under-test.ts'

const ticket = { ttlSeconds: 3_600, resultUrl: 'https://guestlist.example/i' }
const counts = [0, 1, 99, 100, 101, 200, 250]

export function describeAccounts(current: CurrentTenant): void {
  describe('a password ticket', () => {
    it('is a link, another one each time', async () => {
      const { management, addUser } = current()
      const userId = addUser()
      const links = [1, 2].map(() => management.createPasswordTicket(userId, ticket, waiting))
      const [one, two] = await Promise.all(links)
      expect(one).toMatch(/^https?:\/\/.+ticket=/)
      expect(two).not.toBe(one)
    })

    it('is for somebody who is there, with a password that the tenant keeps', async () => {
      const { management, addUser } = current()
      const ofNobody = management.createPasswordTicket('auth0|gone', ticket, waiting)
      await expect(ofNobody).rejects.toMatchObject({ code: 'not_found' })
      const social = addUser({ connection: SOCIAL, email: 'ada@example.com' })
      const ofSocial = management.createPasswordTicket(social, ticket, waiting)
      await expect(ofSocial).rejects.toMatchObject({ code: 'rejected' })
    })
  })

  describe('S44: second factors and passkeys', () => {
    it.each(counts)('are all listed, be they %i, so that none outlives a removal', async count => {
      const { management, addUser, setMethods } = current()
      const [userId, other] = [addUser(), addUser({ id: 'other', email: 'other@example.com' })]
      const ids = Array.from({ length: count }, (_, n) => `passkey|${n}`)
      setMethods(userId, ids)
      setMethods(other, ['passkey|other'])
      expect(await management.listAuthenticationMethods(userId, waiting)).toEqual(ids)
    })

    it('are removed one by one, and one that is gone is a success', async () => {
      const { management, addUser, setMethods } = current()
      const userId = addUser()
      setMethods(userId, ['passkey|1', 'totp|2'])
      for (const id of ['passkey|1', 'passkey|1', 'passkey|never'])
        await management.deleteAuthenticationMethod(userId, id, waiting)
      expect(await management.listAuthenticationMethods(userId, waiting)).toEqual(['totp|2'])
    })

    it('of nobody are not found, which is another answer than none', async () => {
      const { management } = current()
      const listed = management.listAuthenticationMethods('auth0|gone', waiting)
      await expect(listed).rejects.toMatchObject({ code: 'not_found' })
      await management.deleteAuthenticationMethod('auth0|gone', 'passkey|1', waiting)
    })
  })

  describe('S44: refresh tokens', () => {
    it('of a user are all gone, those of others stay, and none at all is a success', async () => {
      const { management, addUser, addRefreshToken, holders } = current()
      const [userId, other] = [addUser(), addUser({ id: 'other', email: 'other@example.com' })]
      for (const id of [userId, userId, other]) addRefreshToken(id)
      await management.deleteRefreshTokens(userId, waiting)
      expect(holders()).toEqual([other])
      await management.deleteRefreshTokens(userId, waiting)
      await management.deleteRefreshTokens('auth0|gone', waiting)
      expect(holders()).toEqual([other])
    })
  })

  describe('organizations', () => {
    it.each(counts)('of a user are all listed, be they %i', async count => {
      const { management, addUser, setOrganizations } = current()
      const [userId, other] = [addUser(), addUser({ id: 'other', email: 'other@example.com' })]
      const ids = Array.from({ length: count }, (_, n) => `org_${n}`)
      setOrganizations(userId, ids)
      setOrganizations(other, ['org_of_other'])
      expect(await management.listUserOrganizations(userId, waiting)).toEqual(ids.map(id => ({ id })))
    })

    it('of nobody are not found, which is another answer than none', async () => {
      const { management } = current()
      const listed = management.listUserOrganizations('auth0|gone', waiting)
      await expect(listed).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('whom an organization has invited', () => {
    it.each(counts)('are all listed with their ends, be they %i, as they were typed', async count => {
      const { management, setInvitees } = current()
      const invitees = Array.from({ length: count }, (_, n) => ({
        email: `Guest${n}@Example.com`,
        expiresAt: new Date(Date.UTC(2026, 11, 1, 0, 0, n)),
      }))
      setInvitees('org_1', invitees)
      setInvitees('org_2', [{ email: 'x@example.com', expiresAt: new Date(0) }])
      expect(await management.listOrganizationInvitees('org_1', waiting)).toEqual(invitees)
    })

    it('of no organization are not found, which is another answer than none', async () => {
      const { management } = current()
      const listed = management.listOrganizationInvitees('org_gone', waiting)
      await expect(listed).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}

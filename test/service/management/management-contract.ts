import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeAccounts } from './account-contract.ts'
import { describeGrants } from './grant-contract.ts'
import { everyRequest, type ManagementUnderTest, requestNames } from './management-under-test.ts'
import { describeUserChanges } from './user-change-contract.ts'
import { describeUsers } from './user-contract.ts'

/** Whatever stands between the service and a tenant must behave like this. */
export function describeManagement(name: string, open: () => Promise<ManagementUnderTest>): void {
  describe(`the Management API through ${name}`, () => {
    let opened: ManagementUnderTest | undefined
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened?.close())
    const current = () => {
      if (!opened) throw new TypeError('no tenant is open')
      return opened
    }
    describeUsers(current)
    describeUserChanges(current)
    describeGrants(current)
    describeAccounts(current)

    it.each(requestNames)('%s is unreachable while nobody answers', async request => {
      const { management, goDown } = current()
      await goDown()
      await expect(everyRequest[request](management)).rejects.toMatchObject({
        name: 'ManagementError',
        code: 'unreachable',
      })
    })
  })
}

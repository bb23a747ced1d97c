import { describe, expect, it } from 'vitest'
import { shareLooks } from '../../../../service/invitations/accounts/share-looks.ts'
import { ManagementError, type TenantUser } from '../../../../service/management/management-api.ts'

const look = { urgency: 'look' } as const

/** A tenant that answers when it is told to. */
function createTenant() {
  const asked: string[] = []
  const waiting: ((users: TenantUser[] | Error) => void)[] = []
  const management = shareLooks({
    findUsersByEmail(email) {
      asked.push(email)
      return new Promise((resolve, reject) => {
        waiting.push(users => (users instanceof Error ? reject(users) : resolve(users)))
      })
    },
  })
  return { management, asked, answer: (users: TenantUser[] | Error = []) => waiting.shift()?.(users) }
}

describe('S65 looks at the accounts of one address', () => {
  it('S65: are one request while it is under way, however many ask', async () => {
    const { management, asked, answer } = createTenant()
    const looks = Array.from({ length: 1_000 }, () => management.findUsersByEmail('ada@example.com', look))
    const other = management.findUsersByEmail('grace@example.com', look)
    expect(asked).toEqual(['ada@example.com', 'grace@example.com'])
    answer()
    answer()
    expect(await Promise.all([...looks, other])).toEqual(Array(1_001).fill([]))
  })

  it('S64: are asked again by who comes after it: what was true then may not be now', async () => {
    const { management, asked, answer } = createTenant()
    const first = management.findUsersByEmail('ada@example.com', look)
    answer()
    await first
    void management.findUsersByEmail('ada@example.com', look)
    expect(asked).toHaveLength(2)
  })

  it('S64: that fail, fail for all who share them, and not for who comes after', async () => {
    const { management, answer } = createTenant()
    const looks = [1, 2].map(() => management.findUsersByEmail('ada@example.com', look))
    answer(new ManagementError('timeout'))
    for (const one of looks) await expect(one).rejects.toMatchObject({ code: 'timeout' })
    const next = management.findUsersByEmail('ada@example.com', look)
    answer([])
    expect(await next).toEqual([])
  })
})

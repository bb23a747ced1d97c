import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const personal = {
  invitee: { email: 'canary@example.com' },
  inviterName: 'Canary Grace',
  message: 'canary words',
  profile: { name: 'Canary Ada' },
  appMetadata: { plan: 'canary' },
  userMetadata: { theme: 'canary' },
}

describe('erasing an invitation', () => {
  it('takes out whatever is personal and revokes one that is pending', async () => {
    const first = await world.invite({ ...personal, externalId: 'crm-1' })
    const erased = await world.erase(first)
    expect(erased).toMatchObject({
      id: first.id,
      status: 'revoked',
      inviteeEmail: null,
      inviterName: null,
      message: null,
      profile: {},
      appMetadata: {},
      userMetadata: {},
      externalId: 'crm-1',
      erasedAt: new Date(world.clock.now),
    })
    expect(await world.history(first)).toEqual(['created', 'revoked', 'erased'])
    expect(await world.open(first)).toEqual({ state: 'revoked' })
    expect(await world.ledger.hasInvitationFor({ email: 'canary@example.com' })).toBe(false)
  })

  it('leaves nothing personal in any table', async () => {
    const first = await world.invite(personal)
    await world.edit(first, { message: 'more canary words', appMetadata: { plan: 'canary gold' } })
    await world.join(await world.renewLink(first), 'somebody@example.com')
    await world.erase(first)
    const tables = await world.query("select name from sqlite_master where type = 'table'")
    for (const { name } of tables) {
      const rows = JSON.stringify(await world.query(`select * from "${name}"`))
      expect(rows.toLowerCase()).not.toContain('canary')
    }
  })

  it('leaves nothing personal in any byte of the files either', async () => {
    const isFound = async () => {
      const files = (await readdir(world.folder)).map(name => readFile(join(world.folder, name), 'latin1'))
      return (await Promise.all(files)).some(content => content.toLowerCase().includes('canary'))
    }
    const first = await world.invite({ ...personal, message: 'canary '.repeat(100) })
    await world.edit(first, { appMetadata: { plan: 'canary'.repeat(500) } })
    expect(await isFound()).toBe(true)
    await world.erase(first)
    expect(await isFound()).toBe(false)
  })

  it('keeps counts, uses and who joined, and can be repeated', async () => {
    const first = await world.invite(personal)
    await world.join(first, 'canary@example.com')
    const due = { kinds: ['grant' as const], limit: 9, leaseMs: 1, now: world.clock.now + 5000 }
    for (const work of await world.ledger.claimWork(due)) await world.ledger.completeWork(work)
    expect(await world.erase(first)).toMatchObject({ status: 'accepted', uses: 1, inviteeEmail: null })
    expect(await world.erase(first)).toMatchObject({ status: 'accepted' })
    expect(await world.history(first)).toEqual(['created', 'opened', 'accepted', 'erased'])
    expect(await world.ledger.countInvitations({}, world.clock.now)).toMatchObject({ accepted: 1, total: 1 })
    expect(await world.ledger.findRedemptionsOfInvitation(first.id)).toHaveLength(1)
  })

  it('waits until a grant is completed, which needs what is in it', async () => {
    const first = await world.invite(personal)
    await world.join(first, 'canary@example.com')
    expect(await refusalOf(world.erase(first))).toMatchObject({ code: 'conflict' })
    expect(await world.row(first)).toMatchObject({ invitee_email: 'canary@example.com' })
  })

  it('leaves nothing that a redemption taken back could open again', async () => {
    const first = await world.invite(personal)
    await world.join(first, 'canary@example.com')
    const due = { kinds: ['grant' as const], limit: 9, leaseMs: 1, now: world.clock.now + 5000 }
    for (const work of await world.ledger.claimWork(due))
      await world.ledger.failWork(work, { code: 'given_up', retryAt: null, now: world.clock.now })
    await world.erase(first)
    const [redemption] = await world.ledger.findRedemptionsOfInvitation(first.id)
    await world.ledger.releaseRedemption(redemption?.id ?? '', world.clock.now)
    expect(await world.row(first)).toMatchObject({ status: 'revoked', uses: 0 })
  })

  it('is for administrators', async () => {
    const own = await world.invite(personal, world.someInviter)
    expect(await refusalOf(world.erase(own, world.someInviter))).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(world.erase({ id: 'inv_unknown' }))).toMatchObject({ code: 'not_found' })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createInvitationWorld, type InvitationWorld } from '../invitation-world.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const dueGrants = () =>
  world.ledger.claimWork({ kinds: ['grant'], limit: 9, leaseMs: 1_000, now: world.clock.now + 5_000 })

/** Somebody has joined, and the job has given their grant up. */
async function joinAndGiveUp() {
  const { token } = await world.accept(await world.invite())
  await world.redeem({ handoff: token })
  const [work] = await dueGrants()
  if (!work) throw new TypeError('no grant')
  await world.ledger.failWork(work, { code: 'unknown_role', retryAt: null, now: world.clock.now })
  expect(await dueGrants()).toEqual([])
  return { token, redemption: work.subject }
}

describe('S10 a grant that was given up', () => {
  it('S10 begins anew when its user comes with the same handoff again', async () => {
    const { token, redemption } = await joinAndGiveUp()
    expect(await world.redeem({ handoff: token })).toMatchObject({ outcome: 'redeemed' })
    expect(await dueGrants()).toMatchObject([{ subject: redemption, attempts: 1 }])
  })

  it('S10 begins anew when its user logs in with nothing', async () => {
    const { redemption } = await joinAndGiveUp()
    expect(await world.redeem()).toMatchObject({ outcome: 'redeemed' })
    expect(await dueGrants()).toMatchObject([{ subject: redemption }])
  })

  it('does not begin anew for anybody else', async () => {
    const { token } = await joinAndGiveUp()
    const somebody = { user_id: 'auth0|eve', email: 'eve@example.com' }
    const login = { created_at: new Date(world.clock.now).toISOString(), logins_count: 1, identities: [] }
    const answer = await world.redeem({ handoff: token, user: { ...login, ...somebody } })
    expect(answer.outcome).toBe('refused')
    expect(await dueGrants()).toEqual([])
  })

  it('stays ended once everything is there', async () => {
    const { token, redemption } = await joinAndGiveUp()
    await world.ledger.markGranted(redemption, world.clock.now)
    await world.redeem({ handoff: token })
    await world.redeem()
    expect(await dueGrants()).toEqual([])
  })
})

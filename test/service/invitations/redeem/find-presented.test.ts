import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signHandoffToken } from '../../../../contract/handoff-token.ts'
import { findPresented } from '../../../../service/invitations/redeem/find-presented.ts'
import { createInvitationWorld, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const find = (carriers: Parameters<typeof findPresented>[1]) => findPresented(world.deps, carriers)

/** A token that the service could have made, of a handoff that no ledger knows. */
const unknownToken = (lifetimeMs: number) =>
  signHandoffToken(
    { id: 'A'.repeat(22), expiresAt: new Date(world.clock.now + lifetimeMs) },
    world.deps.keys.handoff.signing,
  )

describe('what a login brings with it', () => {
  it('is nothing, and not late, where there is none of it', async () => {
    const nothing = { presented: undefined, admittedBy: undefined, isLate: false }
    expect(await find({})).toEqual(nothing)
    expect(await find({ handoff: 'no token', state: 'no state', admission: 'hnd_none' })).toEqual(nothing)
  })

  it('is not late for being unknown: only a token of ours whose time is over is', async () => {
    const isLate = async (lifetimeMs: number) =>
      (await find({ handoff: await unknownToken(lifetimeMs) })).isLate
    expect(await isLate(MINUTE_MS)).toBe(false)
    expect(await isLate(-MINUTE_MS)).toBe(true)
  })

  it('is found by its token, and is not late then', async () => {
    const { token, ref } = await world.accept(await world.invite())
    const found = await find({ handoff: token })
    expect(found).toMatchObject({ presented: { handoff: { ref }, isStamped: false }, isLate: false })
    expect(found.admittedBy).toBeUndefined()
  })

  it('S2: is found by a state although its token is late, which it still is', async () => {
    const { token, state, ref } = await world.accept(await world.invite({ ttlSeconds: 86_400 }))
    world.clock.now += 16 * MINUTE_MS
    const late = { presented: undefined, admittedBy: undefined, isLate: true }
    expect(await find({ handoff: token })).toEqual(late)
    const found = await find({ handoff: token, state })
    expect(found).toMatchObject({ presented: { handoff: { ref } }, isLate: true })
  })

  it('is found by the stamp of a sign-up that it has really admitted, and only then', async () => {
    const { token, ref } = await world.accept(await world.invite())
    expect(await find({ admission: ref })).toMatchObject({ presented: undefined, admittedBy: undefined })
    await world.admit({ handoff: token })
    const found = await find({ admission: ref })
    expect(found).toMatchObject({ presented: { handoff: { ref }, isStamped: true }, admittedBy: { ref } })
    // Beside another one the stamp only tells by which it was admitted.
    const other = await world.accept(await world.invite({ invitee: { email: 'grace@example.com' } }))
    const both = await find({ handoff: other.token, admission: ref })
    const presented = { handoff: { ref: other.ref }, isStamped: false }
    expect(both).toMatchObject({ presented, admittedBy: { ref } })
  })
})

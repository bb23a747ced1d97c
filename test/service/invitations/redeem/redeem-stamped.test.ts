import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionResponse } from '../../../../contract/calls.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'
import { databaseLogin, googleLogin } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const outcomeOf = (answer: RedemptionResponse) =>
  answer.outcome === 'refused' ? answer.code : answer.outcome
const ago = (milliseconds: number) => new Date(world.clock.now - milliseconds).toISOString()

describe('a sign-up that was admitted', () => {
  it('finds its invitation at a first login tomorrow, through any application', async () => {
    const { token, ref } = await world.accept(await world.invite())
    await world.admit({ handoff: token })
    world.clock.now += DAY_MS
    const login = databaseLogin(world.clock.now, { created_at: ago(DAY_MS) })
    const answer = await world.redeem({ ...login, admission: ref, client_id: 'portal' })
    expect(outcomeOf(answer)).toBe('redeemed')
    expect(await world.ledger.findRedemptionsOfUser('auth0|ada')).toMatchObject([{ account: 'new' }])
  })

  it('finds it although its own token is late by then', async () => {
    const { token, ref } = await world.accept(await world.invite())
    await world.admit({ handoff: token })
    world.clock.now += 20 * MINUTE_MS
    const login = databaseLogin(world.clock.now, { created_at: ago(20 * MINUTE_MS) })
    expect(outcomeOf(await world.redeem({ ...login, handoff: token, admission: ref }))).toBe('redeemed')
  })

  it('finds it for 7 days and not a millisecond longer', async () => {
    const { token, ref } = await world.accept(await world.invite())
    await world.admit({ handoff: token })
    const login = databaseLogin(world.clock.now)
    world.clock.now += 7 * DAY_MS
    expect(outcomeOf(await world.redeem({ ...login, admission: ref }))).toBe('handoff_expired')
    world.clock.now -= 1
    expect(outcomeOf(await world.redeem({ ...login, admission: ref }))).toBe('redeemed')
  })

  it('is not older than the handoff of a second press on the same link', async () => {
    const invitation = await world.invite()
    const first = await world.accept(invitation)
    await world.admit({ handoff: first.token })
    const made = databaseLogin(world.clock.now)
    world.clock.now += DAY_MS
    const second = await world.accept(invitation)
    expect(outcomeOf(await world.redeem({ ...made, handoff: second.token }))).toBe('account_removed')
    const stamped = { ...made, handoff: second.token, admission: first.ref }
    expect(outcomeOf(await world.redeem(stamped))).toBe('redeemed')
  })

  it('is older when another generation of the link admitted it, which somebody else may have held', async () => {
    const invitation = await world.invite()
    const first = await world.accept(invitation)
    await world.admit({ handoff: first.token })
    const made = databaseLogin(world.clock.now)
    world.clock.now += MINUTE_MS
    await world.change(invitation, 'generation = 2')
    const second = await world.accept({ ...invitation, generation: 2 })
    const stamped = { ...made, handoff: second.token, admission: first.ref }
    expect(outcomeOf(await world.redeem(stamped))).toBe('account_removed')
  })

  it('gives its 7 days to nobody else who has the same handoff', async () => {
    const { token, state } = await world.accept(await world.invite())
    await world.admit({ handoff: token })
    world.clock.now += 16 * MINUTE_MS
    expect(outcomeOf(await world.redeem({ state }))).toBe('handoff_expired')
  })

  it('is not admitted by the name of a handoff that admitted nobody', async () => {
    const { ref } = await world.accept(await world.invite())
    expect(outcomeOf(await world.redeem({ admission: ref }))).toBe('invitation_required')
  })
})

describe('S56: a login that was interrupted after the redemption', () => {
  const bare = () => databaseLogin(world.clock.now, { created_at: ago(0), logins_count: 2 })

  it('is admitted at the next plain login, with the same grant', async () => {
    const { token } = await world.accept(await world.invite({ appMetadata: { order: 1 } }))
    const login = bare()
    const first = await world.redeem({ ...login, handoff: token })
    world.clock.now += DAY_MS
    expect(await world.redeem(login)).toEqual(first)
    expect(await world.redeem({ ...login, client_id: 'portal' })).toEqual(first)
    expect(await world.query('select * from refusals')).toEqual([])
  })

  it('is admitted whatever that login brings, and the rest is told where it is waited for', async () => {
    const { token } = await world.accept(await world.invite())
    const login = bare()
    const first = await world.redeem({ ...login, handoff: token })
    const other = await world.accept(await world.invite({ invitee: { email: 'bob@example.com' } }))
    expect(await world.redeem({ ...login, handoff: other.token })).toEqual(first)
    expect(await world.ledger.findRefusalOfHandoff(other.ref)).toMatchObject({
      code: 'address_mismatch',
      user_id: 'auth0|ada',
      passed: 1,
    })
    expect(await world.redeem({ ...login, handoff: 'junk' })).toEqual(first)
  })

  it('S52: claims no role again once the grant is in the tenant, where it may have been taken away', async () => {
    const invitation = await world.invite({ appMetadata: { order: 1 } })
    const { token } = await world.accept(invitation)
    const login = bare()
    await world.redeem({ ...login, handoff: token })
    const [redemption] = await world.ledger.findRedemptionsOfUser('auth0|ada')
    await world.ledger.markGranted(redemption?.id ?? '', world.clock.now)
    const nothingMore = {
      invitation: invitation.id,
      roles: [],
      app_metadata: {},
      user_metadata: {},
      overwrite: [],
    }
    expect(await world.redeem(login)).toEqual({ outcome: 'redeemed', grant: nothingMore })
    expect(await world.redeem({ ...login, handoff: token })).toEqual({
      outcome: 'redeemed',
      grant: nothingMore,
    })
  })

  it('is not admitted any more when the invitation was revoked since', async () => {
    const invitation = await world.invite()
    const { token } = await world.accept(invitation)
    const login = bare()
    await world.redeem({ ...login, handoff: token })
    await world.change(invitation, "status = 'revoked', generation = 2")
    expect(outcomeOf(await world.redeem(login))).toBe('invitation_required')
    expect(outcomeOf(await world.redeem({ ...login, handoff: token }))).toBe('invitation_revoked')
  })

  it('S21: is not admitted when the account was deleted and made again under the same id', async () => {
    const { token } = await world.accept(await world.invite())
    const first = googleLogin(world.clock.now)
    expect(outcomeOf(await world.redeem({ ...first, handoff: token }))).toBe('redeemed')
    world.clock.now += 1
    const again = googleLogin(world.clock.now)
    expect(outcomeOf(await world.redeem(again))).toBe('invitation_required')
    expect(outcomeOf(await world.redeem({ ...again, handoff: token }))).toBe('invitation_used')
    expect(outcomeOf(await world.redeem(first))).toBe('redeemed')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionRequest, RedemptionResponse } from '../../../../contract/calls.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'
import { databaseLogin, googleLogin } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const outcomeOf = (answer: RedemptionResponse) =>
  answer.outcome === 'refused' ? answer.code : answer.outcome
const at = (milliseconds: number) => new Date(milliseconds).toISOString()
const stale = 'fresh_login_required'

/** Everything that a redemption, or a step towards one, would leave behind. */
async function traces() {
  const tables = ['redemptions', 'unproven_accounts', 'outbox']
  const counts = await Promise.all(tables.map(table => world.query(`select count(*) as n from ${table}`)))
  const invitations = await world.query('select status, uses, generation, version from invitations')
  const handoffs = await world.query('select ref, admitted_at, redeemed_by from handoffs')
  return JSON.stringify([counts, invitations, handoffs, world.deps.management.requests])
}

describe('S62 a login that is older than the press on Accept', () => {
  const kinds: [string, (now: number) => RedemptionRequest][] = [
    ['a password', now => databaseLogin(now - DAY_MS, { email_verified: true })],
    ['an account that its stamp makes the invitee’s own', now => databaseLogin(now - DAY_MS)],
    ['Google', now => googleLogin(now - DAY_MS)],
    ['a code by mail', now => ({ ...googleLogin(now), connection: { name: 'email', strategy: 'email' } })],
  ]

  it.each(kinds)('redeems nothing, by token or state, and uses nothing up: %s', async (_, login) => {
    const { token, state } = await world.accept(await world.invite())
    const now = world.clock.now
    world.clock.now += MINUTE_MS
    const before = await traces()
    for (const passes of [true, false])
      for (const carrier of [{ handoff: token }, { state }, { handoff: token, state }])
        for (const authenticated_at of [at(now - 1), at(now - DAY_MS), at(0)]) {
          const request = { ...login(now), ...carrier, passes, authenticated_at, interactive: true }
          expect(outcomeOf(await world.logIn(request))).toBe(stale)
        }
    expect(await traces()).toBe(before)
    const fresh = { ...googleLogin(world.clock.now), authenticated_at: at(now), handoff: token }
    expect(outcomeOf(await world.logIn(fresh))).toBe('redeemed')
  })

  it('is judged to the millisecond, without tolerance', async () => {
    const { token } = await world.accept(await world.invite())
    const { now } = world.clock
    const login = { ...googleLogin(now), handoff: token }
    expect(outcomeOf(await world.logIn({ ...login, authenticated_at: at(now - 1) }))).toBe(stale)
    expect(outcomeOf(await world.logIn({ ...login, authenticated_at: at(now) }))).toBe('redeemed')
  })

  it('of somebody else is told which address is meant, and begins nothing either', async () => {
    const { token } = await world.accept(await world.invite({ invitee: { email: 'bob@example.com' } }))
    const before = await traces()
    const login = { ...databaseLogin(world.clock.now - DAY_MS), handoff: token, authenticated_at: at(0) }
    expect(outcomeOf(await world.logIn({ ...login, passes: true }))).toBe('address_mismatch')
    expect(await traces()).toBe(before)
  })

  it('begins nothing about an account that was never confirmed: no note, no message, no removal', async () => {
    const { token } = await world.accept(await world.invite())
    const before = await traces()
    const login = { ...databaseLogin(world.clock.now - DAY_MS), handoff: token }
    for (const passes of [true, false])
      expect(outcomeOf(await world.logIn({ ...login, passes, authenticated_at: at(0) }))).toBe(stale)
    expect(await traces()).toBe(before)
  })

  it('tells somebody whom the gate lets pass at the end of the way that Accept began', async () => {
    const { token, ref } = await world.accept(await world.invite())
    const login = { ...googleLogin(world.clock.now), handoff: token, authenticated_at: at(0), passes: true }
    await world.logIn(login)
    expect(await world.ledger.findRefusalOfHandoff(ref)).toMatchObject({ code: stale, passed: 1 })
  })

  it('that has redeemed before gets the same answer again, and an admitted one is admitted', async () => {
    const invitation = await world.invite()
    const [first, second] = [await world.accept(invitation), await world.accept(invitation)]
    const login = await world.signUp({ ...databaseLogin(world.clock.now), handoff: first.token })
    const answer = await world.logIn(login)
    expect(outcomeOf(answer)).toBe('redeemed')
    world.clock.now += MINUTE_MS
    const { admission: _, ...unstamped } = login
    const old = { ...unstamped, authenticated_at: at(0), interactive: false }
    expect(await world.logIn({ ...old, handoff: second.token })).toEqual(answer)
    expect(await world.logIn({ ...old, handoff: second.token, passes: true })).toEqual(answer)
    expect(await world.logIn({ ...old, protocol: 'oauth2-refresh-token' })).toEqual(answer)
    expect(await world.query('select * from unproven_accounts')).toEqual([])
  })

  it('is fresh enough a day after a sign-up that was stamped: it came after Accept', async () => {
    const { token } = await world.accept(await world.invite())
    const { handoff: _, ...stamped } = await world.signUp({
      ...databaseLogin(world.clock.now),
      handoff: token,
    })
    const signedUpAt = world.clock.now
    world.clock.now += DAY_MS
    const silent = { ...stamped, authenticated_at: at(signedUpAt), interactive: false }
    expect(outcomeOf(await world.logIn(silent))).toBe(stale)
    const answer = await world.logIn({ ...stamped, authenticated_at: at(signedUpAt), interactive: true })
    expect(outcomeOf(answer)).toBe('redeemed')
  })
})

describe('S62 a login that nobody is at', () => {
  it.each([
    ['a silent one', { interactive: false }],
    ['a refresh token', { interactive: false, protocol: 'oauth2-refresh-token' }],
    ['a refresh token, as an earlier Action reports it', { protocol: 'oauth2-refresh-token' }],
  ])('redeems nothing, also where no time is told: %s', async (_, how) => {
    const { token, state } = await world.accept(await world.invite())
    const before = await traces()
    for (const authenticated_at of [undefined, at(world.clock.now)])
      for (const carrier of [{ handoff: token }, { state }]) {
        const request = { ...googleLogin(world.clock.now), ...how, ...carrier }
        const answer = await world.logIn(authenticated_at ? { ...request, authenticated_at } : request)
        expect(outcomeOf(answer)).toBe(stale)
      }
    expect(await traces()).toBe(before)
  })

  it('redeems where somebody is at it and no time is told: nobody but the mailbox has the handoff', async () => {
    const { token } = await world.accept(await world.invite())
    const login = { ...googleLogin(world.clock.now), handoff: token, interactive: true }
    expect(outcomeOf(await world.logIn(login))).toBe('redeemed')
  })
})

describe('S62 an entry without the link', () => {
  const gmail = (over: object = {}) => ({
    ...googleLogin(world.clock.now, { email: 'ada@gmail.com' }),
    ...over,
  })

  it.each([
    ['made before the invitation was', { authenticated_at: at(Date.UTC(2026, 10, 2, 8, 59)) }],
    ['silent', { interactive: false }],
    ['by a refresh token', { protocol: 'oauth2-refresh-token' }],
  ])('is none for a login that is %s: no use, no handoff, no message', async (_, how) => {
    await world.invite({ invitee: { email: 'ada@gmail.com' } })
    world.clock.now += MINUTE_MS
    const before = await traces()
    expect(outcomeOf(await world.logIn(gmail(how)))).toBe(stale)
    expect(await traces()).toBe(before)
  })

  it('is one for a login since then, made before the handoff that the service makes for it', async () => {
    const invitation = await world.invite({ invitee: { email: 'ada@gmail.com' } })
    world.clock.now += MINUTE_MS
    const authenticated_at = invitation.linkIssuedAt.toISOString()
    expect(outcomeOf(await world.logIn(gmail({ authenticated_at, interactive: true })))).toBe('redeemed')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionRequest } from '../../../../contract/calls.ts'
import { hashSecret } from '../../../../service/ledger/engine/hash-secret.ts'
import { createInvitationWorld, type InvitationWorld } from '../invitation-world.ts'
import { databaseLogin, googleLogin, identity } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

async function refuse(request: RedemptionRequest) {
  const answer = await world.redeem(request)
  if (answer.outcome !== 'refused' || answer.refusal === undefined)
    throw new TypeError('expected a refusal with a ticket')
  return { code: answer.code, refusal: answer.refusal }
}

const removalAt = () => world.ledger.nextWorkAt(['stray_removal'])

describe('a refused login', () => {
  it('S6: leaves a row under the hash of a ticket of 128 random bits', async () => {
    const { token, ref } = await world.accept(await world.invite())
    const login = googleLogin(world.clock.now, { email: 'Eve@example.com' })
    const { code, refusal } = await refuse({ ...login, handoff: token })
    expect(code).toBe('address_mismatch')
    expect(Buffer.from(refusal, 'base64url')).toHaveLength(16)
    const row = await world.ledger.findRefusal(hashSecret(refusal), 0)
    expect(row).toMatchObject({
      code,
      user_id: 'google-oauth2|1',
      user_created_at: world.clock.now,
      login_address: 'Eve@example.com',
      connection: 'google-oauth2',
      client_id: 'guestlist',
      handoff_ref: ref,
      passed: 0,
    })
    expect(JSON.stringify(row)).not.toContain(refusal)
    expect(await world.ledger.findRefusal(refusal, 0)).toBeUndefined()
  })

  it('is told at the callback also when the gate lets the user pass', async () => {
    const { token, ref } = await world.accept(await world.invite())
    const login = databaseLogin(world.clock.now, { email: 'eve@example.com' })
    await refuse({ ...login, handoff: token, passes: true })
    expect(await world.ledger.findRefusalOfHandoff(ref)).toMatchObject({
      code: 'address_mismatch',
      passed: 1,
    })
  })

  it('is told at the callback also when its handoff is late', async () => {
    const { token, state, ref } = await world.accept(await world.invite())
    world.clock.now += 16 * 60_000
    await refuse({ ...databaseLogin(world.clock.now), handoff: token, state })
    expect(await world.ledger.findRefusalOfHandoff(ref)).toMatchObject({ code: 'handoff_expired' })
  })
})

describe('the removal of a profile', () => {
  it('is queued behind everything else, a minute after an uninvited social sign-up was refused', async () => {
    await refuse(googleLogin(world.clock.now))
    expect(await removalAt()).toBe(world.clock.now + 60_000)
    const due = { kinds: ['stray_removal' as const], limit: 9, leaseMs: 1, now: world.clock.now + 60_000 }
    expect(await world.ledger.claimWork(due)).toMatchObject([{ subject: 'google-oauth2|1', priority: 90 }])
  })

  it.each<[string, (now: number) => RedemptionRequest]>([
    ['of a database account', now => databaseLogin(now)],
    ['of an account that is older than two minutes', now => googleLogin(now - 120_001)],
    ['at a second login', now => googleLogin(now, { logins_count: 2 })],
    ['of a user whom the gate lets pass', now => ({ ...googleLogin(now), passes: true })],
    ['through an excepted application', now => ({ ...googleLogin(now), excepted: true })],
    ['with no identity', now => googleLogin(now, { identities: [] })],
    [
      'with a linked identity',
      now => googleLogin(now, { identities: [google, identity('auth0', 'Users', 'x|1')] }),
    ],
  ])('is not queued when the refused login was %s', async (_situation, login) => {
    await refuse(login(world.clock.now))
    expect(await removalAt()).toBeUndefined()
  })

  it('is queued as well when it came with another address than the invited one', async () => {
    const { token } = await world.accept(await world.invite())
    await refuse({ ...googleLogin(world.clock.now, { email: 'eve@example.com' }), handoff: token })
    expect(await removalAt()).toBe(world.clock.now + 60_000)
  })

  it('is not queued for a refusal for any other reason', async () => {
    const { token } = await world.accept(await world.invite())
    world.clock.now += 15 * 60_000
    await refuse({ ...googleLogin(world.clock.now), handoff: token })
    expect(await removalAt()).toBeUndefined()
  })
})

const google = identity('google-oauth2', 'google-oauth2', 'google-oauth2|1', true)

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sending } from '../../../service/invitations/model/guard.ts'
import { InvitationError } from '../../../service/invitations/model/invitation-error.ts'
import { toClaims } from '../../../service/policy/limits.ts'
import { createPolicyWorld, type PolicyWorld } from './policy-world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const none = { per_inviter_per_day: null, per_recipient_per_day: null, per_tenant_per_day: null }

let world: PolicyWorld
afterEach(() => world.close())

const start = async (limits: object) => {
  world = await createPolicyWorld({ policy: { limits: { ...none, per_ip_per_hour: null, ...limits } } })
}

/** The name of the limit that refused, or `sent`. */
async function send(sending: Partial<Sending> = {}): Promise<string> {
  try {
    await world.takeSending(sending)
    return 'sent'
  } catch (error) {
    if (!(error instanceof InvitationError) || error.code !== 'limit_reached') throw error
    return error.limit ?? 'without a name'
  }
}

async function sendTimes(times: number, toSending: (n: number) => Partial<Sending>): Promise<string[]> {
  const outcomes: string[] = []
  for (let n = 0; n < times; n++) outcomes.push(await send(toSending(n)))
  return outcomes
}

const to = (name: string) => ({ email: `${name}@example.com` })

describe('S39: sending is limited', () => {
  it('S39: per inviter and day, whomever it goes to', async () => {
    await start({ per_inviter_per_day: 2 })
    expect(await sendTimes(3, n => ({ recipient: to(`a${n}`) }))).toEqual([
      'sent',
      'sent',
      'per_inviter_per_day',
    ])
    expect(await send({ inviterId: 'auth0|other' })).toBe('sent')
  })

  it('S39: per recipient and day, whoever sends', async () => {
    await start({ per_recipient_per_day: 2 })
    const outcomes = await sendTimes(3, n => ({ inviterId: `auth0|${n}` }))
    expect(outcomes).toEqual(['sent', 'sent', 'per_recipient_per_day'])
    expect(await send({ recipient: to('grace') })).toBe('sent')
    expect(await send({ recipient: { phoneNumber: '+491701234567' } })).toBe('sent')
  })

  it('S39: per tenant and day', async () => {
    await start({ per_tenant_per_day: 2 })
    const outcomes = await sendTimes(3, n => ({ inviterId: `auth0|${n}`, recipient: to(`a${n}`) }))
    expect(outcomes).toEqual(['sent', 'sent', 'per_tenant_per_day'])
  })

  it('S39: per network and hour, where a stranger causes it', async () => {
    await start({ per_ip_per_hour: 2 })
    const ip = '203.0.113.7'
    const outcomes = await sendTimes(3, n => ({ ip, linkId: `inv_${n}`, recipient: to(`a${n}`) }))
    expect(outcomes).toEqual(['sent', 'sent', 'per_ip_per_hour'])
    expect(await send({ ip: '203.0.113.8' })).toBe('sent')
    expect(await send({})).toBe('sent')
  })

  it('S39: with attempts that are refused counted, too', async () => {
    await start({ per_inviter_per_day: 1 })
    await sendTimes(5, () => ({}))
    const windowStart = Math.floor(world.clock.now() / DAY_MS) * DAY_MS
    const key = 'sending:inviter:auth0|grace'
    expect(await world.ledger.readCounter({ key, windowStart })).toBe(5)
  })

  it('S39: to exactly as many as it says, however many ask at once', async () => {
    await start({ per_inviter_per_day: 7 })
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => send({ recipient: to(`a${n}`) })))
    expect(outcomes.filter(outcome => outcome === 'sent')).toHaveLength(7)
  })

  it('says which limit it was, and in how many seconds it ends', async () => {
    await start({ per_inviter_per_day: 1, per_ip_per_hour: 1 })
    const startOfDay = Math.floor(world.clock.now() / DAY_MS) * DAY_MS
    await world.clock.advance(startOfDay + DAY_MS - 90_500 - world.clock.now())
    await send({ ip: '203.0.113.7' })
    const refusal = (sending: Partial<Sending>) => world.takeSending(sending).catch((error: unknown) => error)
    expect(await refusal({})).toMatchObject({ limit: 'per_inviter_per_day', retryAfterSeconds: 91 })
    expect(await refusal({ ip: '203.0.113.7' })).toMatchObject({
      limit: 'per_ip_per_hour',
      retryAfterSeconds: 91,
    })
    await world.clock.advance(90_499)
    expect(await send()).toBe('per_inviter_per_day')
    await world.clock.advance(1)
    expect(await send()).toBe('sent')
  })

  it('S39: to no address that may not be invited, and such attempts count, too', async () => {
    world = await createPolicyWorld({
      policy: { blocked_domains: ['evil.example'], limits: { ...none, per_inviter_per_day: 2 } },
    })
    const recipient = { email: 'ada@evil.example' }
    for (const outcome of ['domain_not_allowed', 'domain_not_allowed', 'limit_reached'])
      await expect(world.takeSending({ recipient })).rejects.toMatchObject({ code: outcome })
  })

  it('S39: for links that anybody may hold, too', async () => {
    await start({ per_inviter_per_day: 1, per_recipient_per_day: 1 })
    expect(await sendTimes(2, () => ({ recipient: undefined }))).toEqual(['sent', 'per_inviter_per_day'])
  })

  it('not at all where the policy says so', async () => {
    await start({})
    expect(new Set(await sendTimes(30, () => ({ ip: '203.0.113.7' })))).toEqual(new Set(['sent']))
  })
})

describe('S39: nobody uses up what is everybody’s', () => {
  it('S39: an inviter who is refused counts neither against recipients nor against the tenant', async () => {
    await start({ per_inviter_per_day: 1, per_recipient_per_day: 2, per_tenant_per_day: 2 })
    await sendTimes(9, () => ({}))
    expect(await send({ inviterId: 'auth0|other' })).toBe('sent')
  })

  it('S39: a network that is refused counts against nobody else', async () => {
    await start({ per_ip_per_hour: 1, per_inviter_per_day: 2, per_tenant_per_day: 2 })
    await sendTimes(9, () => ({ ip: '203.0.113.7' }))
    expect(await send()).toBe('sent')
  })

  it('S39: a link that leaked uses up its own allowance, and its inviter invites on', async () => {
    await start({ per_inviter_per_day: 2 })
    const outcomes = await sendTimes(3, n => ({ linkId: 'inv_1', recipient: to(`a${n}`) }))
    expect(outcomes).toEqual(['sent', 'sent', 'per_inviter_per_day'])
    expect(await send({ linkId: 'inv_2' })).toBe('sent')
    expect(await send()).toBe('sent')
  })
})

describe('counters', () => {
  const limits = { perInviterPerDay: 1, perRecipientPerDay: 1, perTenantPerDay: 1, perIpPerHour: 1 }
  const sending = { inviterId: 'auth0|1', recipient: to('canary'), ip: '203.0.113.7' }

  it('hold no address and no network', async () => {
    world = await createPolicyWorld()
    const keys = toClaims(limits, sending, 0).map(({ key }) => key)
    expect(keys).toHaveLength(4)
    expect(keys.join()).not.toMatch(/canary|203\.0\.113/)
  })

  it('have the names that replicas of another version count by, too', async () => {
    world = await createPolicyWorld()
    const keys = toClaims(limits, sending, 0).map(({ key }) => key)
    const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
    expect(keys).toEqual([
      `sending:ip:${hash('203.0.113.7')}`,
      'sending:inviter:auth0|1',
      `sending:recipient:${hash('canary@example.com')}`,
      'sending:tenant',
    ])
    const [byLink, byPhone] = toClaims(
      { ...limits, perTenantPerDay: null },
      { inviterId: 'auth0|1', linkId: 'inv_1', recipient: { phoneNumber: '+491701234567' } },
      0,
    )
    expect([byLink?.key, byPhone?.key]).toEqual([
      'sending:link:inv_1',
      `sending:recipient:${hash('+491701234567')}`,
    ])
  })

  it('for any instant, have windows that follow one another without a gap', async () => {
    world = await createPolicyWorld()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), now => {
        for (const claim of toClaims(limits, sending, now)) {
          expect(claim.windowStart).toBeLessThanOrEqual(now)
          expect(claim.windowEnd).toBeGreaterThan(now)
          const windowMs = claim.windowEnd - claim.windowStart
          expect(windowMs).toBe(claim.name === 'per_ip_per_hour' ? HOUR_MS : DAY_MS)
          const next = toClaims(limits, sending, claim.windowEnd).find(({ name }) => name === claim.name)
          expect(next?.windowStart).toBe(claim.windowEnd)
        }
      }),
    )
  })
})

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { defaultPolicy } from '../../../service/policy/policy.ts'
import {
  createPressLimiter,
  type Press,
  type PressLimiter,
  toPressCounters,
} from '../../../service/policy/press-limits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Ten past the hour, ten seconds past the minute. */
const NOW = Date.UTC(2026, 10, 30, 12, 10, 10)
const limits = {
  perInvitationPerHour: 5,
  perInvitationAndIpPerHour: 3,
  perLinkPerHour: 9,
  perLinkAndIpPerHour: 7,
  perIpPerMinute: 12,
  wrongCodesPerIpPerHour: 1,
}

let ledger: Ledger
let now: number
let limiter: PressLimiter

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  now = NOW
  limiter = createPressLimiter({ ledger, limits, now: () => now })
})
afterEach(() => ledger.close())

async function pressTimes(times: number, press: Press, by = limiter): Promise<number> {
  let taken = 0
  for (let n = 0; n < times; n++) if (!(await by.take(press))) taken++
  return taken
}

describe('S65: presses without a session are limited', () => {
  it('S65: per invitation and network', async () => {
    expect(await pressTimes(9, { invitationId: 'inv_a', network: '203.0.113.1' })).toBe(3)
    expect(await pressTimes(9, { invitationId: 'inv_b', network: '203.0.113.1' })).toBe(3)
  })

  it('S65: per invitation over all networks, so that changing them does not help', async () => {
    let taken = 0
    for (let n = 0; n < 9; n++)
      taken += await pressTimes(1, { invitationId: 'inv_a', network: `2001:db8:0:${n}::/64` })
    expect(taken).toBe(5)
  })

  it('S65: of one network, whatever it presses, forms that nobody made included', async () => {
    const network = '203.0.113.1'
    let taken = 0
    for (let n = 0; n < 9; n++) taken += await pressTimes(1, { invitationId: `inv_${n}`, network })
    taken += await pressTimes(9, { network })
    expect(taken).toBe(12)
    expect(await limiter.take({ invitationId: 'inv_fresh', network })).toEqual({ retryAfterSeconds: 50 })
    expect(await limiter.take({ invitationId: 'inv_fresh', network: '203.0.113.2' })).toBeUndefined()
  })

  it('S65: of a link for many by numbers of its own', async () => {
    expect(await pressTimes(20, { invitationId: 'inv_a', isForMany: true, network: '203.0.113.1' })).toBe(7)
    expect(await pressTimes(20, { invitationId: 'inv_a', isForMany: true, network: '203.0.113.2' })).toBe(2)
    expect(await pressTimes(20, { invitationId: 'inv_a', network: '203.0.113.3' })).toBe(3)
  })

  it('S65: of an invitation also where the network is not known', async () => {
    expect(await pressTimes(9, { invitationId: 'inv_a' })).toBe(3)
    expect(await pressTimes(9, {})).toBe(9)
  })

  it('S65: a flood on one link leaves its network and the other holders of the link what they had', async () => {
    await pressTimes(1_000, { invitationId: 'inv_a', network: '203.0.113.1' })
    expect(await pressTimes(9, { invitationId: 'inv_b', network: '203.0.113.1' })).toBe(3)
    expect(await pressTimes(9, { invitationId: 'inv_a', network: '203.0.113.2' })).toBe(2)
  })

  it('S65: until the window ends, which the answer tells', async () => {
    const press = { invitationId: 'inv_a', network: '203.0.113.1' }
    await pressTimes(3, press)
    expect(await limiter.take(press)).toEqual({ retryAfterSeconds: 50 * 60 - 10 })
    now = NOW + HOUR_MS - 10 * MINUTE_MS - 10_001
    expect(await limiter.take(press)).toEqual({ retryAfterSeconds: 1 })
    now += 1
    expect(await limiter.take(press)).toBeUndefined()
  })

  it('S65: in all processes together', async () => {
    const other = createPressLimiter({ ledger, limits, now: () => now })
    const press = { invitationId: 'inv_a', network: '203.0.113.1' }
    expect(await pressTimes(2, press)).toBe(2)
    expect(await pressTimes(2, press, other)).toBe(1)
    expect(await pressTimes(1, press)).toBe(0)
  })

  it('S65: exactly, of many at once', async () => {
    const press = { invitationId: 'inv_a', network: '203.0.113.1' }
    const all = await Promise.all(Array.from({ length: 50 }, () => limiter.take(press)))
    expect(all.filter(over => over === undefined)).toHaveLength(3)
  })

  it('S65: one that is over costs the ledger nothing', async () => {
    let writes = 0
    const counting = createPressLimiter({
      limits,
      now: () => now,
      ledger: {
        incrementInTurn: counters => {
          writes++
          return ledger.incrementInTurn(counters)
        },
      },
    })
    await pressTimes(1_000, { invitationId: 'inv_a', network: '203.0.113.1' }, counting)
    expect(writes).toBe(4)
  })

  it('null is no limit', async () => {
    const none = {
      perInvitationPerHour: null,
      perInvitationAndIpPerHour: null,
      perLinkPerHour: null,
      perLinkAndIpPerHour: null,
      perIpPerMinute: null,
    }
    const free = createPressLimiter({ ledger, limits: { ...limits, ...none }, now: () => now })
    expect(await pressTimes(50, { invitationId: 'inv_a', network: '203.0.113.1' }, free)).toBe(50)
  })
})

describe('the numbers that hold without a policy file', () => {
  const usual = () => createPressLimiter({ ledger, limits: defaultPolicy.presses, now: () => now })

  it('S65: stop nobody who presses Accept a dozen times, decline and joining forms included', async () => {
    expect(await pressTimes(48, { invitationId: 'inv_a', network: '203.0.113.1' }, usual())).toBe(48)
  })

  it('S65: let 200 people of one company accept within a minute, each pressing a dozen times', async () => {
    const limiter = usual()
    let taken = 0
    for (let person = 0; person < 200; person++)
      taken += await pressTimes(12, { invitationId: `inv_${person}`, network: '203.0.113.1' }, limiter)
    expect(taken).toBe(2_400)
  })

  it('S65: let 200 people of one company use one link for many within a minute, each pressing a dozen times', async () => {
    const press = { invitationId: 'inv_a', isForMany: true, network: '203.0.113.1' }
    expect(await pressTimes(2_400, press, usual())).toBe(2_400)
  })

  it('S65: end a thousand presses of one button at sixty', async () => {
    expect(await pressTimes(1_000, { invitationId: 'inv_a', network: '203.0.113.1' }, usual())).toBe(60)
  })
})

describe('what is counted', () => {
  const press = fc.record(
    {
      invitationId: fc.stringMatching(/^inv_[a-z]{3}$/),
      isForMany: fc.boolean(),
      network: fc.ipV4(),
    },
    { requiredKeys: [] },
  )

  it('names no network, and windows in which the moment lies', () => {
    fc.assert(
      fc.property(press, fc.integer({ min: 0, max: 4e12 }), (one, at) => {
        for (const { key, windowStart, windowEnd } of toPressCounters(limits, one, at)) {
          if (one.network !== undefined) expect(key).not.toContain(one.network)
          expect(windowStart).toBeLessThanOrEqual(at)
          expect(windowEnd).toBeGreaterThan(at)
        }
      }),
    )
  })

  it('is never shared by two presses that differ in invitation, kind or network', () => {
    fc.assert(
      fc.property(press, press, (one, other) => {
        const [first, second] = [one, other].map(({ invitationId, isForMany = false, network }) => [
          invitationId,
          isForMany,
          network,
        ])
        const [ours, theirs] = [one, other].map(each => toPressCounters(limits, each, NOW)[0]?.key)
        if (one.invitationId !== undefined && JSON.stringify(first) !== JSON.stringify(second))
          expect(ours).not.toBe(theirs)
      }),
    )
  })
})

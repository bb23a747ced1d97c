import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideDelivery } from '../../../service/webhooks/decide-delivery.ts'
import { deliveryDelayMs, MAX_DELIVERY_ATTEMPTS } from '../../../service/webhooks/retry-schedule.ts'
import { parseRetryAfter } from '../../../service/webhooks/webhook-sender.ts'

const HOUR_MS = 3_600_000
const noJitter = () => 0
const answered = (status: number, retryAfterMs?: number) =>
  ({ outcome: 'answered', status, retryAfterMs }) as const

describe('an attempt at a delivery', () => {
  it.each([200, 201, 202, 204, 299])('has delivered when the receiver says %i', status => {
    expect(decideDelivery(answered(status), 1)).toEqual({ outcome: 'delivered', httpStatus: status })
  })

  it.each([
    [300, 'redirected'],
    [302, 'redirected'],
    [308, 'redirected'],
    [400, 'rejected'],
    [404, 'rejected'],
    [429, 'throttled'],
    [500, 'receiver_failed'],
    [502, 'receiver_failed'],
    [599, 'receiver_failed'],
  ])('is made again when the receiver says %i', (httpStatus, code) => {
    const decision = decideDelivery(answered(httpStatus), 1, noJitter)
    expect(decision).toEqual({ outcome: 'retry', code, httpStatus, delayMs: 5_000 })
  })

  it('is the last one when the receiver says that it is gone', () => {
    expect(decideDelivery(answered(410), 1)).toEqual({ outcome: 'failed', code: 'gone', httpStatus: 410 })
  })

  it.each(['unreachable', 'timeout', 'untrusted', 'unresolvable', 'address_not_allowed'] as const)(
    'is made again when no answer came: %s',
    code => {
      const decision = decideDelivery({ outcome: 'failed', code }, 2, noJitter)
      expect(decision).toEqual({ outcome: 'retry', code, httpStatus: null, delayMs: 300_000 })
    },
  )

  it('is the last one when the schedule is used up', () => {
    const attempts = MAX_DELIVERY_ATTEMPTS
    expect(decideDelivery(answered(503), attempts - 1).outcome).toBe('retry')
    expect(decideDelivery(answered(503), attempts)).toEqual({
      outcome: 'failed',
      code: 'receiver_failed',
      httpStatus: 503,
    })
    expect(decideDelivery(answered(200), attempts).outcome).toBe('delivered')
  })
})

describe('the schedule of attempts', () => {
  it('goes from seconds to a day, three days and a bit in all', () => {
    const delays = Array.from({ length: MAX_DELIVERY_ATTEMPTS - 1 }, (_, n) =>
      deliveryDelayMs(n + 1, { random: noJitter }),
    )
    expect(delays.slice(0, 3)).toEqual([5_000, 300_000, 1_800_000])
    expect(delays).toEqual([...delays].sort((a, b) => a - b))
    expect(delays.reduce((sum, delay) => sum + delay) / HOUR_MS).toBeCloseTo(75.585, 2)
  })

  it('waits as long as the receiver asks, but never less than planned and never for ever', () => {
    const delay = (attempts: number, retryAfterMs: number) =>
      deliveryDelayMs(attempts, { retryAfterMs, random: noJitter })
    expect(delay(1, 60_000)).toBe(60_000)
    expect(delay(1, 0)).toBe(5_000)
    expect(delay(1, 365 * 24 * HOUR_MS)).toBe(24 * HOUR_MS)
  })

  it('adds a fifth at most by chance, for any attempt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, chance) => {
          const planned = deliveryDelayMs(attempts, { random: noJitter })
          const delay = deliveryDelayMs(attempts, { random: () => chance })
          expect(delay).toBeGreaterThanOrEqual(planned)
          expect(delay).toBeLessThanOrEqual(planned * 1.2)
        },
      ),
    )
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Fri, 20 Nov 2026 10:01:00 GMT', 60_000],
  ])('is read: %s', (header, expected) => expect(parseRetryAfter(header, now)).toBe(expected))

  it.each([undefined, '', 'soon', '-1', '1e9', '99999999999', 'Fri, 20 Nov 2026 09:59:59 GMT'])(
    'is left alone where it makes no sense: %s',
    header => expect(parseRetryAfter(header, now)).toBeUndefined(),
  )
})

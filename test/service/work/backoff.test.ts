import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../../service/work/run-attempt.ts'

describe('the time between attempts', () => {
  it('doubles from two seconds up to ten minutes', () => {
    const delays = [1, 2, 3, 8, 9, 10, 50].map(attempts => backoffMs(attempts, () => 0.5))
    expect(delays).toEqual([2_000, 4_000, 8_000, 256_000, 512_000, 600_000, 600_000])
  })

  it('differs by a fifth at most, for any number of attempts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, random) => {
          const middle = backoffMs(n, () => 0.5)
          const delay = backoffMs(n, () => random)
          expect(delay).toBeGreaterThanOrEqual(middle * 0.8 - 1)
          expect(delay).toBeLessThanOrEqual(middle * 1.2 + 1)
        },
      ),
    )
  })
})

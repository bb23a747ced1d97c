import { describe, expect, it } from 'vitest'
import { NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** Counts within windows of time. */
export function describeCounters(current: CurrentLedger): void {
  describe('counters', () => {
    const counter = (key: string, limit: number, windowStart = NOW) => ({ key, windowStart, limit })
    const read = (key: string, windowStart = NOW) => current().ledger.readCounter({ key, windowStart })

    it('count each key in each window by itself, and tell when it is too much', async () => {
      const { ledger } = current()
      expect(await ledger.incrementCounter(counter('a', 1))).toEqual({ allowed: true, count: 1 })
      expect(await ledger.incrementCounter(counter('a', 1))).toEqual({ allowed: false, count: 2 })
      expect(await ledger.incrementCounter({ ...counter('a', 9), by: 3 })).toEqual({
        allowed: true,
        count: 5,
      })
      expect(await ledger.incrementCounter(counter('a', 1, NOW + 1))).toEqual({ allowed: true, count: 1 })
      expect([await read('a'), await read('a', NOW + 1), await read('b')]).toEqual([5, 1, 0])
    })

    it('are taken in turn up to the first that is used up, which counts, too', async () => {
      const { ledger } = current()
      const counters = [counter('narrow', 3), counter('middle', 1), counter('wide', 3)]
      expect(await ledger.incrementInTurn(counters)).toBeUndefined()
      expect(await ledger.incrementInTurn(counters)).toBe(1)
      expect(await ledger.incrementInTurn(counters)).toBe(1)
      expect(await ledger.incrementInTurn(counters)).toBe(0)
      expect([await read('narrow'), await read('middle'), await read('wide')]).toEqual([4, 3, 1])
      expect(await ledger.incrementInTurn([])).toBeUndefined()
    })

    it('S39: let exactly as many pass as they say, however many come at once through two processes', async () => {
      const ledgers = [current().ledger, await current().another()]
      const attempts = Array.from({ length: 60 }, (_, n) =>
        ledgers[n % 2]?.incrementInTurn([counter('a', 7), counter('b', 100)]),
      )
      const results = await Promise.all(attempts)
      expect(results.filter(result => result === undefined)).toHaveLength(7)
      expect([await read('a'), await read('b')]).toEqual([60, 7])
    })

    it('are forgotten when their window is old', async () => {
      const { ledger } = current()
      for (const windowStart of [NOW - 1, NOW]) await ledger.incrementCounter(counter('a', 1, windowStart))
      expect(await ledger.deleteCounters(NOW)).toBe(1)
      expect([await read('a', NOW - 1), await read('a')]).toEqual([0, 1])
    })
  })
}

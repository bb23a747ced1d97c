import { assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowId } from '../../../../service/invitations/model/row-id.ts'

const instant = integer({ min: 0, max: 2 ** 45 })

describe('the name of a row', () => {
  test('sorts by the instant it was made at, as a database compares texts', () => {
    void assert(
      property(instant, instant, (one, other) => {
        const [first, second] = [rowId('inv', one), rowId('inv', other)]
        if (one !== other)
          expect(Buffer.compare(Buffer.from(first), Buffer.from(second)) < 0).toBe(one < other)
      }),
    )
  })

  test('is another one each time, also within a millisecond, and fits into an address', () => {
    const names = Array.from({ length: 1_000 }, () => rowId('hnd', Date.parse('2026-11-01')))
    expect(new Set(names).size).toBe(1_000)
    for (const name of names) expect(name).toMatch(/^hnd_[\w-]{22}$/)
  })
})

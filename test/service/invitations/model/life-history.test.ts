import fc from 'fast-check'
import { describe, it } from 'vitest'
import { createLifeHistory } from './life-history.ts'
import { OPERATIONS } from './life-operations.ts'

/** Enough to meet races, few enough for a test; what is found once is worth a test of its own. */
const RUNS = 15

describe('S9, S11, S13, S15: for any operations by racing workers', () => {
  it.each([
    ['several processes', 3],
    ['one process', 1],
  ])(
    'through %s each invitation lives by its state machine, and all counts add up',
    async (_name, ledgers) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              operation: fc.nat(OPERATIONS - 1),
              target: fc.nat(59),
              guest: fc.nat(19),
              pause: fc.nat(4),
            }),
            {
              minLength: 80,
              maxLength: 160,
            },
          ),
          fc.integer({ min: 2, max: 6 }),
          async (steps, workers) => {
            const history = await createLifeHistory({ ledgers })
            try {
              await history.run(steps, workers)
              await history.check()
            } finally {
              await history.close()
            }
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
  )
})

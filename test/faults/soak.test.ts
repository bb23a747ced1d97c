import { describe, it } from 'vitest'
import { type Engine, engines } from './fault-world.ts'
import { soak } from './soak/soak.ts'

/** Few enough for every run of the tests; docs/faults.md says how to have more. */
const count = Number(process.env.GUESTLIST_SOAK_OPERATIONS ?? 2_500)
const seed = Number(process.env.GUESTLIST_SOAK_SEED ?? 20_261_121)

describe('thousands of mixed operations, with crashes and whatever else goes wrong', () => {
  it.each(Object.keys(engines) as Engine[])(
    `on %s lead where a simple model leads (seed ${seed}, ${count} operations)`,
    { timeout: 60_000 + count * 100 },
    engine => soak(engine, { seed, count }),
  )
})

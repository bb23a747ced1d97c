import type { Transact } from './transact.ts'

const ROWS = 500

/**
 * Everything that is written goes to the end of the log first, so that it does not matter what it is. Should the process
 * die in between, these are counters of a long time ago, which are forgotten as such.
 */
export async function proveSqliteRoom(transact: Transact): Promise<void> {
  const keys = Array.from(
    { length: ROWS },
    (_, n) => `room-for-a-batch-of-work-on-this-disk:${process.pid}:${n}`,
  )
  const rows = keys.map(key => ({ key, window_start: 0, count: 0 }))
  await transact(t =>
    t
      .insertInto('counters')
      .values(rows)
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  )
  await transact(t => t.deleteFrom('counters').where('key', 'in', keys).execute())
}

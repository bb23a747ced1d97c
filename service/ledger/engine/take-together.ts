import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../schema/schema.ts'
import type { Counter } from '../work/limit-ledger.ts'
import { runOverRows } from './insert-rows.ts'

/**
 * Counts for many at once what `incrementInTurn` counts for one: each in its own order, up to and including the first
 * that is over its limit. Tells of each which that was, by its place; the earlier ones get what is left.
 */
export async function takeTogether(
  db: Kysely<Database>,
  t: Transaction<Database>,
  lists: readonly (readonly Counter[])[],
): Promise<(number | undefined)[]> {
  const refused: (number | undefined)[] = lists.map(() => undefined)
  const length = Math.max(0, ...lists.map(list => list.length))
  for (let place = 0; place < length; place++) {
    const open = lists.flatMap((list, index) => {
      const counter = refused[index] === undefined ? list[place] : undefined
      return counter ? [{ index, counter }] : []
    })
    const totals = new Map<string, Total>()
    for (const { counter } of open) addTo(totals, counter)
    const counts = await increment(db, t, totals)
    for (const { index, counter } of open) {
      const name = nameOf(counter)
      // What it was before this batch, and then one after the other.
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      if (count > counter.limit) refused[index] = place
    }
  }
  return refused
}

interface Total {
  readonly key: string
  readonly window_start: number
  count: number
}

function addTo(totals: Map<string, Total>, counter: Counter): void {
  const name = nameOf(counter)
  const total = totals.get(name)
  if (total) total.count++
  else totals.set(name, { key: counter.key, window_start: counter.windowStart, count: 1 })
}

/** Adds to counters and answers what each was before. */
async function increment(
  db: Kysely<Database>,
  t: Transaction<Database>,
  totals: ReadonlyMap<string, Total>,
): Promise<Map<string, number>> {
  const after = await runOverRows(db, t, {
    name: 'counters',
    rows: [...totals.values()],
    build: values =>
      t
        .insertInto('counters')
        .values(values)
        .onConflict(conflict =>
          conflict
            .columns(['key', 'window_start'])
            .doUpdateSet(eb => ({ count: eb('counters.count', '+', eb.ref('excluded.count')) })),
        )
        .returning(['key', 'window_start', 'count']),
  })
  const before = new Map<string, number>()
  for (const { key, window_start, count } of after) {
    const name = nameOf({ key, windowStart: window_start })
    before.set(name, count - (totals.get(name)?.count ?? 0))
  }
  return before
}

function nameOf({ key, windowStart }: Pick<Counter, 'key' | 'windowStart'>): string {
  return `${windowStart}:${key}`
}

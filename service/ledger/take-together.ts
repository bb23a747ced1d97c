import type { Kysely, Transaction } from 'kysely'
import { runOverRows } from './insert-rows.ts'
import type { Counter } from './limit-ledger.ts'
import type { Database } from './schema.ts'

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
  const places = Math.max(0, ...lists.map(list => list.length))
  for (let place = 0; place < places; place++) {
    const asking = lists.flatMap((list, index) => {
      const counter = refused[index] === undefined ? list[place] : undefined
      return counter ? [{ index, counter }] : []
    })
    const counts = await increment(db, t, toTotals(asking.map(({ counter }) => counter)))
    for (const { index, counter } of asking) {
      const name = nameOf(counter)
      // What it was before this batch, and then one after the other.
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      if (count > counter.limit) refused[index] = place
    }
  }
  return refused
}

function toTotals(counters: readonly Counter[]) {
  const totals = new Map<string, { key: string; window_start: number; count: number }>()
  for (const counter of counters) {
    const { key, windowStart } = counter
    const count = (totals.get(nameOf(counter))?.count ?? 0) + 1
    totals.set(nameOf(counter), { key, window_start: windowStart, count })
  }
  return [...totals.values()]
}

/** Adds to counters and answers what each was before. */
async function increment(db: Kysely<Database>, t: Transaction<Database>, rows: ReturnType<typeof toTotals>) {
  const after = await runOverRows(db, t, {
    name: 'counters',
    rows,
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
  const added = new Map(rows.map(row => [nameOf({ key: row.key, windowStart: row.window_start }), row.count]))
  return new Map(
    after.map(({ key, window_start, count }) => {
      const name = nameOf({ key, windowStart: window_start })
      return [name, count - (added.get(name) ?? 0)] as const
    }),
  )
}

function nameOf({ key, windowStart }: Pick<Counter, 'key' | 'windowStart'>): string {
  return `${windowStart}:${key}`
}

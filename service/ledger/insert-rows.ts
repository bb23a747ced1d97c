import { type Compilable, CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** Statements have as many rows as a power of two, up to this: a handful of texts serves every number of rows. */
const MAX_ROWS = 256

const texts = new WeakMap<Kysely<Database>, Map<string, string>>()

/**
 * Runs a statement over many rows of the same columns. Its text is made once for each number of rows and kept: for rows
 * by the hundred, making it costs more than running it. `name` names the statement; its parameters are the rows and
 * nothing else. Answers what the statement returns.
 */
export async function runOverRows<Row extends object, Result>(
  db: Kysely<Database>,
  t: Transaction<Database>,
  {
    name,
    rows,
    build,
  }: { name: string; rows: readonly Row[]; build(rows: readonly Row[]): Compilable<Result> },
): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < rows.length; ) {
    const size = largestPowerOfTwo(Math.min(rows.length - at, MAX_ROWS))
    const some = rows.slice(at, at + size)
    const parameters = some.flatMap(row => Object.values(row))
    const text = textOf(db, `${name}:${size}`, () => compile(build(some), parameters.length))
    const { rows: returned } = await t.executeQuery<Result>(CompiledQuery.raw(text, parameters))
    results.push(...returned)
    at += size
  }
  return results
}

/** Throws TypeError for a statement that has other parameters than its rows. */
function compile(statement: Compilable, parameters: number): CompiledQuery {
  const compiled = statement.compile()
  if (compiled.parameters.length === parameters) return compiled
  throw new TypeError('a statement over rows has parameters of its own')
}

function textOf(db: Kysely<Database>, name: string, make: () => CompiledQuery): string {
  const known = texts.get(db) ?? new Map<string, string>()
  texts.set(db, known)
  const text = known.get(name) ?? make().sql
  known.set(name, text)
  return text
}

function largestPowerOfTwo(limit: number): number {
  return 2 ** Math.floor(Math.log2(limit))
}

/**
 * The same list, its last one repeated until there are as many as a power of two: a list of conditions then makes one
 * of a handful of statements.
 */
export function padList<T>(list: readonly T[]): T[] {
  const last = list.at(-1)
  if (last === undefined) return []
  const size = 2 ** Math.ceil(Math.log2(list.length))
  return [...list, ...new Array<T>(size - list.length).fill(last)]
}

import { type Compilable, CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Database } from '../schema/schema.ts'
import { findShared, type Shared, shareParameters, toParameters } from './shared-parameters.ts'

/** Statements have as many rows as a power of two, up to this: a handful of texts serves every number of rows. */
const MAX_ROWS = 256
/** A statement of fewer rows is small anyway. */
const MIN_SHARING_ROWS = 16
/** Texts for the same number of rows. An engine keeps each of them prepared, so they are few. */
const MAX_TEXTS = 8

interface StatementPart {
  readonly shared: Shared
  readonly sql: string
}

const texts = new WeakMap<Kysely<Database>, Map<string, StatementPart[]>>()

/**
 * Runs a statement over many rows of the same columns. Its text is made once for each number of rows and kept: for rows
 * by the hundred, making it costs more than running it. What all rows share is handed over once: of an invitation that
 * is all but a few of its columns. `name` names the statement; its parameters are the rows and nothing else. Answers what
 * the statement returns.
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
    const values = some.map(row => Object.values(row) as unknown[])
    const known = textsOf(db, `${name}:${size}`)
    const text = findText(known, size < MIN_SHARING_ROWS ? [] : findShared(values), () =>
      compile(build(some), values),
    )
    const query = CompiledQuery.raw(text.sql, toParameters(values, text.shared))
    const { rows: returned } = await t.executeQuery<Result>(query)
    for (const one of returned) results.push(one)
    at += size
  }
  return results
}

function textsOf(db: Kysely<Database>, name: string): StatementPart[] {
  const byName = texts.get(db) ?? new Map<string, StatementPart[]>()
  texts.set(db, byName)
  const known = byName.get(name) ?? []
  byName.set(name, known)
  return known
}

/** The text for rows that share these columns; where there are enough texts, the one that fits best. */
function findText(known: StatementPart[], shared: Shared, compile: () => string): StatementPart {
  let best: StatementPart | undefined
  for (const one of known)
    if (one.shared.every((isShared, column) => !isShared || shared[column]) && count(one) >= count(best))
      best = one
  if (best && (known.length >= MAX_TEXTS || count(best) === count({ shared }))) return best
  // The last one is for rows that share nothing, which fits all.
  const kept = known.length < MAX_TEXTS - 1 ? shared : []
  const text = {
    shared: kept,
    sql: count({ shared: kept }) > 0 ? shareParameters(compile(), kept) : compile(),
  }
  known.push(text)
  return text
}

function count(text: Pick<StatementPart, 'shared'> | undefined): number {
  return text?.shared.filter(Boolean).length ?? 0
}

/** Throws TypeError for a statement whose parameters are not those of its rows, in their order. */
function compile(statement: Compilable, rows: readonly (readonly unknown[])[]): string {
  const { sql, parameters } = statement.compile()
  const values = rows.flat()
  if (parameters.length === values.length && parameters.every((one, index) => one === values[index]))
    return sql
  throw new TypeError('a statement over rows has parameters of its own')
}

function largestPowerOfTwo(limit: number): number {
  return 2 ** Math.floor(Math.log2(limit))
}

/**
 * Pads a list to a power of two by repeating its last item, so that lists of conditions share a handful of statements.
 */
export function padList<T>(list: readonly T[]): T[] {
  const last = list.at(-1)
  if (last === undefined) return []
  const size = 2 ** Math.ceil(Math.log2(list.length))
  return [...list, ...new Array<T>(size - list.length).fill(last)]
}

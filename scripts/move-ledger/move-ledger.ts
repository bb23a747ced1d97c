import { createHash } from 'node:crypto'
import { keyOf, type Row, type SourceLedger, type Table } from './source-ledger.ts'
import type { TargetLedger } from './target-ledger.ts'

/** Rows that are in memory at once. */
const BATCH = 1_000

/** Tables in which migrations themselves have put rows, which say where work stands. */
const SEEDED = ['event_retention', 'statistics_cursor']

/** Why a ledger cannot be moved; the message is for people and quotes no data. */
export class MoveError extends Error {
  override readonly name = 'MoveError'
}

/** What was moved: `copied` in this run, `rows` altogether, and a digest over all of them. */
export interface MovedTable {
  readonly name: string
  readonly rows: number
  readonly copied: number
  readonly sha256: string
}

export interface MoveOptions {
  readonly source: SourceLedger
  readonly target: TargetLedger
  /** Called after each batch that is stored for good. */
  readonly onBatch?: ((table: string, rows: number) => void) | undefined
}

/**
 * Copies every row that the target lacks, and then compares both, row by row. A run that was interrupted is continued by
 * the next one. Throws MoveError, with nothing written, where the target holds anything that is not the source's.
 */
export async function moveLedger({ source, target, onBatch }: MoveOptions): Promise<MovedTable[]> {
  if (source.migrations.join() !== target.migrations.join())
    throw new MoveError('The two ledgers are not of the same version.')
  await replaceSeeds(source, target)
  for (const table of source.tables) await assertNothingForeign(source, target, table)
  const moved: MovedTable[] = []
  for (const table of source.tables) {
    const copied = await copyTable({ source, target, onBatch }, table)
    if (table.lastNumber) await target.setLastNumber(table, table.lastNumber)
    moved.push({ name: table.name, copied, ...(await verifyTable(source, target, table)) })
  }
  return moved
}

/** In a new ledger they are what a migration has put there; in one that has been begun they are the source's. */
async function replaceSeeds(source: SourceLedger, target: TargetLedger): Promise<void> {
  for (const table of source.tables)
    if (!SEEDED.includes(table.name) && (await target.count(table)) > 0) return
  for (const table of source.tables)
    if (SEEDED.includes(table.name)) await target.replace(table, source.read(table, { take: BATCH }))
}

async function assertNothingForeign(source: SourceLedger, target: TargetLedger, table: Table): Promise<void> {
  for (let after: Row | undefined; ; ) {
    const rows = await target.read(table, { after, take: BATCH })
    const foreign = rows.filter(row => !isSame(table, source.find(table, row), row)).length
    if (foreign > 0)
      throw new MoveError(
        `The target has ${foreign} or more rows in ${table.name} that are not in the source, or differ from it. ` +
          'Nothing was written. Move to an empty database.',
      )
    after = rows.at(-1)
    if (!after) return
  }
}

/** Rows that others of the same table refer to come first. */
async function copyTable({ source, target, onBatch }: MoveOptions, table: Table): Promise<number> {
  const { refersToItself: column } = table
  const conditions = column ? [`${column} is null`, `${column} is not null`] : [undefined]
  let copied = 0
  for (const condition of conditions)
    for (let after: Row | undefined; ; ) {
      const rows = source.read(table, { after, take: BATCH, condition })
      const upTo = rows.at(-1)
      if (!upTo) break
      const known = new Set((await target.read(table, { after, upTo })).map(row => nameOf(table, row)))
      const missing = rows.filter(row => !known.has(nameOf(table, row)))
      if (missing.length > 0) await target.insert(table, missing)
      copied += missing.length
      onBatch?.(table.name, missing.length)
      after = upTo
    }
  return copied
}

async function verifyTable(source: SourceLedger, target: TargetLedger, table: Table) {
  const hash = createHash('sha256')
  let rows = 0
  for (let after: Row | undefined; ; ) {
    const there = source.read(table, { after, take: BATCH })
    const here = await target.read(table, { after, take: BATCH })
    if (there.length !== here.length || !there.every((row, index) => isSame(table, row, here[index])))
      throw new MoveError(`${table.name} is not the same in both ledgers. Is somebody using the target?`)
    for (const row of here) hash.update(textOf(table, row))
    rows += there.length
    after = there.at(-1)
    if (!after) return { rows, sha256: hash.digest('hex') }
  }
}

function isSame(table: Table, one: Row | undefined, other: Row | undefined): boolean {
  return one !== undefined && other !== undefined && textOf(table, one) === textOf(table, other)
}

function nameOf(table: Table, row: Row): string {
  return JSON.stringify(keyOf(table, row))
}

function textOf({ columns }: Table, row: Row): string {
  return JSON.stringify(columns.map(column => row[column] ?? null))
}

import { remarkColumns } from '../../../imports/columns.ts'
import { parseFileColumns } from '../../../imports/file-reading.ts'
import { withoutApostrophes } from '../../../imports/read-values.ts'
import type { Ledger } from '../../../ledger/ledger.ts'
import type { FileRow, ImportRow } from '../../../ledger/schema/import-schema.ts'
import { BYTE_ORDER_MARK, toCsv } from '../../../wire/csv.ts'

const PAGE_ROWS = 500

/**
 * The rows of an import that came to nothing, as a file to correct and upload again: its own columns, and behind them
 * where each row was and what is wrong with it. Of one that was ended early also the rows that it did not come to.
 */
export async function* writeFailedRows(
  { ledger }: { ledger: Pick<Ledger, 'listFileRows'> },
  row: ImportRow,
): AsyncGenerator<string, void> {
  const { columns: known, reading } = parseFileColumns(row.columns)
  // One that broke off before they were noted has at least the address.
  const columns = known.length > 0 ? known : ['email']
  const apostrophes = reading?.apostrophes ?? []
  const states: FileRow['state'][] = ['malformed', 'failed']
  if (row.status === 'cancelled' || row.status === 'failed') states.push('ready')
  yield `${BYTE_ORDER_MARK}${toCsv([[...columns, ...remarkColumns]])}`
  for (let after = 0; ; ) {
    const rows = await ledger.listFileRows({ importId: row.id, states, after, take: PAGE_ROWS })
    if (rows.length === 0) return
    yield toCsv(rows.map(one => toCells(columns, apostrophes, one)))
    after = rows.at(-1)?.line ?? after
  }
}

function toCells(
  columns: readonly string[],
  apostrophes: readonly string[],
  { line, data, reason, field, state }: FileRow,
): string[] {
  const values = withoutApostrophes(JSON.parse(data ?? '{}'), apostrophes) as Record<string, unknown>
  const why = reason ?? (state === 'ready' ? 'cancelled' : '')
  return [...columns.map(column => toCell(values[column])), String(line), why, field ?? '']
}

/** Lists and objects come from NDJSON. */
function toCell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(String).join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

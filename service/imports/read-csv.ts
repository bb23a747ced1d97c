import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, type Info, parse } from 'csv-parse'
import { type Column, type MatchedColumns, matchColumns } from './columns.ts'
import { FileError } from './file-error.ts'
import { MAX_ROW_BYTES, type RowValues, type SourceFile, type SourceRow } from './source-row.ts'

interface CsvRecord {
  readonly record: readonly string[]
  readonly info: Info
}

/**
 * Reads a file of comma-separated values (RFC 4180), also with the semicolons or tabs of other countries' spreadsheets;
 * its first row names the columns. Throws FileError.
 */
export function readCsv(texts: AsyncIterable<string>, options: { ignoresUnknown: boolean }): SourceFile {
  let matched: MatchedColumns | undefined
  async function* readRows(): AsyncGenerator<SourceRow, void> {
    for await (const { record, info } of parseRecords(texts)) {
      if (matched) yield toSourceRow(matched.columns, record, info.lines)
      else matched = matchColumns(record, options)
    }
  }
  return {
    rows: readRows(),
    columns: () => ({
      columns: matched?.columns.filter(column => column !== null) ?? [],
      ignored: matched?.ignored ?? [],
    }),
  }
}

async function* parseRecords(texts: AsyncIterable<string>): AsyncGenerator<CsvRecord, void> {
  const { first, all } = await peekLine(texts)
  const parser = parse({
    delimiter: findDelimiter(first),
    info: true,
    max_record_size: MAX_ROW_BYTES,
    // Each row is judged by itself: one with too few cells is no reason to give up the others.
    relax_column_count: true,
    // A quotation mark within a cell, as in 5" disk, is one.
    relax_quotes: true,
    skip_records_with_empty_values: true,
  })
  const pump = pipeline(Readable.from(all), parser)
  // It fails together with the loop below, which says so.
  pump.catch(() => undefined)
  try {
    for await (const record of parser) yield record as CsvRecord
  } catch (error) {
    throw toFileError(error)
  } finally {
    parser.destroy()
  }
}

/** Reads on to the end of the first line, and gives everything back. */
async function peekLine(texts: AsyncIterable<string>) {
  const iterator = texts[Symbol.asyncIterator]()
  let first = ''
  while (!/[\r\n]/.test(first)) {
    if (first.length > MAX_ROW_BYTES) throw new FileError('row_too_large', { line: 1 })
    const { done, value } = await iterator.next()
    if (done) break
    first += value
  }
  async function* all(): AsyncGenerator<string, void> {
    yield first
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { first: first.split(/[\r\n]/, 1)[0] ?? '', all: all() }
}

/** Whichever of the three the first line has most of; names of columns have none of them. */
function findDelimiter(line: string): string {
  const counted = [',', ';', '\t'].map(delimiter => ({ delimiter, count: line.split(delimiter).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

function toSourceRow(
  columns: readonly (Column | null)[],
  record: readonly string[],
  endLine: number,
): SourceRow {
  const values: Record<string, string> = {}
  let lineBreaks = 0
  for (const [index, cell] of record.entries()) {
    if (cell.includes('\n')) lineBreaks += cell.split('\n').length - 1
    const column = columns[index]
    const text = undoDefusing(cell.trim())
    if (column != null && text !== '') values[column] = text
  }
  const line = endLine - lineBreaks
  if (record.length === columns.length) return { line, values: values as RowValues }
  return { line, values: values as RowValues, fault: { code: 'wrong_number_of_columns' } }
}

/** Takes away the apostrophe that our own files have before what looks like a formula. */
function undoDefusing(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

function toFileError(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error
  const { code, lines } = error as CsvError & { lines?: number }
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileError('broken_quotes', { line: lines }, { cause: error })
    case 'CSV_MAX_RECORD_SIZE':
      return new FileError('row_too_large', { line: lines }, { cause: error })
    default:
      return error
  }
}

import { type Column, type MatchedColumns, matchColumns } from './columns.ts'
import { FileError } from './file-error.ts'
import type { FileReading, ReadingChoices } from './file-reading.ts'
import { guessLayout, type Layout, type Sample } from './guess-layout.ts'
import { readLanguage } from './read-language.ts'
import { type CsvRecord, createRecordReader } from './read-records.ts'
import { readAddressValue, undoDefusing } from './read-values.ts'
import type { SourceFile, SourceRow } from './source-row.ts'

/** Enough to guess by; not so much that anybody waits for it. */
const SAMPLE_LENGTH = 64 * 1024
/** Values that an answer names. */
const MAX_NAMED = 20

/**
 * Reads a file of comma-separated values (RFC 4180), also with the semicolons or tabs of other countries' spreadsheets;
 * a row near its beginning names the columns. Bytes become text before; here text becomes lines, cells, columns and
 * values. Cells are as the file has them, but for the spaces around them: what is to be done with apostrophes is known
 * at the end only, and `reading()` says it. Throws FileError.
 */
export function readCsv(texts: AsyncIterable<string>, choices: ReadingChoices): SourceFile {
  let layout: Layout | undefined
  let table: Table | undefined
  async function* readRows(): AsyncGenerator<SourceRow, void> {
    const { sample, all } = await takeSample(texts)
    layout = guessLayout(sample, choices)
    const { headerLine, titles } = layout
    // Letters stand for the line that names the columns where there is none.
    if (titles) table = createTable({ line: 1, cells: titles, broken: undefined }, layout, choices)
    for await (const records of readRecords(all, layout))
      for (const record of records.filter(one => isFilled(one, headerLine))) {
        if (table) yield table.toSourceRow(record)
        else table = createTable(record, layout, choices)
      }
  }
  return {
    rows: readRows(),
    columns: () => ({
      columns: [...new Set(table?.matched.columns.flatMap(({ column }) => column ?? []))],
      ignored: table?.matched.ignored ?? [],
    }),
    reading: () => toReading(layout, table, choices),
  }
}

function isFilled({ line, cells }: CsvRecord, headerLine: number | null): boolean {
  return line >= (headerLine ?? 0) && cells.some(cell => cell !== '')
}

/** Reads on until there is enough to guess by, and gives everything back. */
async function takeSample(texts: AsyncIterable<string>) {
  const iterator = texts[Symbol.asyncIterator]()
  let text = ''
  let isWhole = false
  while (!isWhole && text.length < SAMPLE_LENGTH) {
    const { done, value } = await iterator.next()
    if (done) isWhole = true
    else text += value
  }
  async function* all(): AsyncGenerator<string, void> {
    yield text
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { sample: { text, isWhole } satisfies Sample, all: all() }
}

async function* readRecords(texts: AsyncIterable<string>, layout: Layout): AsyncGenerator<CsvRecord[], void> {
  const reader = createRecordReader(layout)
  for await (const text of texts) yield reader.read(text)
  yield reader.end()
}

/** What the columns of a file mean, and what has been seen in them. */
interface Table {
  readonly matched: MatchedColumns
  readonly unreadLanguages: ReadonlySet<string>
  /** Columns in which each filled cell so far has an apostrophe before it. */
  listMarked(): Column[]
  toSourceRow(record: CsvRecord): SourceRow
}

function createTable(header: CsvRecord, { addressTitle }: Layout, choices: ReadingChoices): Table {
  if (header.broken !== undefined) throw new FileError('broken_quotes', { line: header.line })
  // What a person has said goes before the guess.
  const columns =
    addressTitle === undefined
      ? choices.columns
      : Object.assign(Object.create(null), { [addressTitle]: 'email' }, choices.columns)
  const matched = matchColumns(header.cells, { ...choices, columns }, header.line)
  const seen = new Map<Column, { isMarked: boolean }>()
  const unreadLanguages = new Set<string>()
  const note = (column: Column, text: string) => {
    const isMarked = text.startsWith("'")
    const one = seen.get(column)
    if (!one) seen.set(column, { isMarked })
    else if (!isMarked) one.isMarked = false
    if (column !== 'locale' || unreadLanguages.size >= MAX_NAMED) return
    if (readLanguage(isMarked ? text.slice(1) : text) === undefined) unreadLanguages.add(text.slice(0, 100))
  }
  return {
    matched,
    unreadLanguages,
    listMarked: () => [...seen].flatMap(([column, { isMarked }]) => (isMarked ? [column] : [])),
    toSourceRow(record) {
      const values: Record<string, string> = {}
      for (const { index, column } of matched.cells) {
        const text = matched.isOurs ? undoDefusing(record.cells[index] ?? '') : record.cells[index]
        // The first filled column counts where several have one meaning.
        if (!text || values[column] !== undefined) continue
        values[column] = text
        if (column !== 'email') note(column, text)
      }
      return toSourceRow(record, header.cells.length, values)
    },
  }
}

/** Missing cells at the end are empty ones; further cells may be there as long as nothing is in them. */
function toSourceRow(
  { line, cells, broken }: CsvRecord,
  width: number,
  values: Record<string, string>,
): SourceRow {
  const read = readAddressValue(values)
  if (broken !== undefined) return { line, values, fault: { code: 'broken_quotes' } }
  for (let index = width; index < cells.length; index++)
    if (cells[index] !== '') return { line, values, fault: { code: 'wrong_number_of_columns' } }
  return { line, ...read }
}

function toReading(
  layout: Layout | undefined,
  table: Table | undefined,
  { encoding = 'utf-8', apostrophes }: ReadingChoices,
): FileReading {
  const { matched } = table ?? {}
  const marked = table?.listMarked() ?? []
  const all = matched?.cells.map(({ column }) => column) ?? []
  return {
    format: 'csv',
    encoding,
    delimiter: layout?.delimiterName ?? null,
    quoting: layout?.quoting ?? null,
    header_line: layout?.headerLine ?? null,
    columns: [...(matched?.columns ?? [])],
    apostrophes:
      apostrophes === 'remove'
        ? all.filter(column => column !== 'email')
        : apostrophes === 'keep' || matched?.isOurs
          ? []
          : marked,
    unread_languages: [...(table?.unreadLanguages ?? [])],
  }
}

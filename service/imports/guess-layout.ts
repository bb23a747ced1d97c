import { normaliseEmail } from '../invitations/model/normalise-address.ts'
import { countKnown } from './columns.ts'
import { FileError } from './file-error.ts'
import { type DelimiterName, delimiterNames, delimiters, type ReadingChoices } from './file-reading.ts'
import { guessAddressColumn, toColumnLetters } from './guess-address-column.ts'
import { type CsvDialect, type CsvRecord, createRecordReader } from './read-records.ts'

/** The beginning of a file, or all of it. */
export interface Sample {
  readonly text: string
  readonly isWhole: boolean
}

/** How a file of cells is laid out. */
export interface Layout extends CsvDialect {
  readonly delimiterName: DelimiterName
  /** Null where no line names the columns. */
  readonly headerLine: number | null
  /** The names of columns in a file that names none. */
  readonly titles?: readonly string[]
  /** Which of these has the addresses. */
  readonly addressTitle?: string
}

/** Titles and remarks that an export may have above the names of its columns, and these. */
const MAX_TOP_ROWS = 10

/**
 * Guesses from the beginning of a file what separates its cells, how quotation marks are written within them, and which
 * line names the columns: the first with a column of addresses, by the separator with which most columns mean something.
 * A file that begins with somebody's address has no such line. What somebody has said is not guessed. Throws FileError `missing_column`, `whole_line_quoted`, `no_rows`.
 */
export function guessLayout(sample: Sample, choices: ReadingChoices): Layout {
  const tried = candidatesFor(sample, choices).map(name => tryDelimiter(name, sample, choices))
  const best = tried.reduce((most, one) => (one.known > most.known ? one : most))
  const { delimiterName, header, records } = best
  if (header === undefined) {
    const guessed = choices.headerLine === undefined ? guessByAddresses(tried, sample, choices) : undefined
    if (guessed) return guessed
    throw toMissing(records, choices)
  }
  // fail closed: a line above that is somebody's would be lost.
  const above = choices.headerLine === undefined ? records.slice(0, records.indexOf(header)) : []
  if (above.some(({ cells }) => cells.some(cell => normaliseEmail(cell) !== null)))
    throw new FileError('missing_column', { line: records[0]?.line, columns: ['email'] })
  const delimiter = delimiters[delimiterName]
  return {
    delimiter,
    delimiterName,
    quoting: choices.quoting ?? guessQuoting(sample, delimiter),
    headerLine: header.line,
  }
}

/** The layout of a file without names of columns: the one by which most of them stand beside the addresses. */
function guessByAddresses(
  tried: readonly ReturnType<typeof tryDelimiter>[],
  sample: Sample,
  choices: ReadingChoices,
): Layout | undefined {
  const [best] = tried
    .flatMap(({ delimiterName, records }) => {
      const index = guessAddressColumn(records)
      const width = Math.max(...records.map(({ cells }) => cells.length))
      return index === undefined ? [] : [{ delimiterName, index, width }]
    })
    .sort((one, other) => other.width - one.width)
  if (!best) return undefined
  const { delimiterName, index, width } = best
  const delimiter = delimiters[delimiterName]
  const titles = Array.from({ length: width }, (_, column) => toColumnLetters(column))
  return {
    delimiter,
    delimiterName,
    quoting: choices.quoting ?? guessQuoting(sample, delimiter),
    headerLine: null,
    titles,
    addressTitle: titles[index] ?? '',
  }
}

/** Spreadsheets may name the separator in a line of its own, as `sep=;`. */
function candidatesFor({ text }: Sample, { delimiter }: ReadingChoices): readonly DelimiterName[] {
  if (delimiter !== undefined) return [delimiter]
  const [, named] = /^\s*"?sep=(.)"?\s*[\r\n]/i.exec(text) ?? []
  const found = delimiterNames.find(name => delimiters[name] === named)
  return found === undefined ? delimiterNames : [found]
}

function tryDelimiter(delimiterName: DelimiterName, sample: Sample, choices: ReadingChoices) {
  const dialect = { delimiter: delimiters[delimiterName], quoting: choices.quoting ?? 'doubled' } as const
  const { headerLine } = choices
  const records = readTop(sample, dialect, headerLine)
  const header =
    headerLine === undefined
      ? records.find(({ cells }) => countKnown(cells, choices) > 0)
      : records.find(({ line }) => line === headerLine)
  return { delimiterName, records, header, known: header ? countKnown(header.cells, choices) : 0 }
}

/** The first rows that are not empty, as far as a line that is asked for; none behind what cannot be read. */
function readTop({ text, isWhole }: Sample, dialect: CsvDialect, untilLine = 0): CsvRecord[] {
  const reader = createRecordReader(dialect)
  const records: CsvRecord[] = []
  const add = (more: readonly CsvRecord[]) =>
    records.push(...more.filter(({ cells }) => cells.some(cell => cell !== '')))
  try {
    for (const [line] of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g)) {
      add(reader.read(line))
      if (records.length >= MAX_TOP_ROWS && (records.at(-1)?.line ?? 0) >= untilLine) return records
    }
    if (isWhole) add(reader.end())
  } catch (error) {
    if (!(error instanceof FileError)) throw error
  }
  return records
}

/** Quotation marks are written twice, unless only backslashes before them make the beginning of the file readable. */
function guessQuoting({ text, isWhole }: Sample, delimiter: string): CsvDialect['quoting'] {
  if (!text.includes('\\"')) return 'doubled'
  const isSound = (quoting: CsvDialect['quoting']) => {
    const reader = createRecordReader({ delimiter, quoting })
    try {
      const records = [...reader.read(text), ...(isWhole ? reader.end() : [])]
      return records.every(({ broken }) => broken === undefined)
    } catch (error) {
      if (error instanceof FileError) return false
      throw error
    }
  }
  return !isSound('doubled') && isSound('backslash') ? 'backslash' : 'doubled'
}

function toMissing(records: readonly CsvRecord[], choices: ReadingChoices): FileError {
  const [first] = records
  if (first === undefined)
    return new FileError(choices.headerLine === undefined ? 'no_rows' : 'missing_column')
  const [cell = '', ...others] = first.cells
  const isQuotedWhole =
    others.length === 0 &&
    Object.values(delimiters).some(delimiter => countKnown(cell.split(delimiter), choices) > 1)
  if (isQuotedWhole) return new FileError('whole_line_quoted', { line: first.line })
  return new FileError('missing_column', { line: first.line, columns: ['email'] })
}

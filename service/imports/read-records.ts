import { FileError } from './file-error.ts'
import { MAX_ROW_BYTES } from './source-row.ts'

/** How the cells of a file are written. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter: string
  /** A quotation mark within a quoted cell is written twice (RFC 4180 §2.7), or behind a backslash. */
  readonly quoting: 'doubled' | 'backslash'
}

/** One row of cells, without the spaces around them. */
export interface CsvRecord {
  /** The line in which it begins, as an editor shows it; the first one is 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Whether something stands behind a closing quotation mark; `escaped`: behind one with a backslash before it. */
  readonly broken: 'quote' | 'escaped' | undefined
}

/** Reads records from text that comes in pieces, which may end anywhere. */
export interface RecordReader {
  /** The records that end in this piece. Throws FileError `broken_quotes`, `row_too_large`. */
  read(text: string): CsvRecord[]
  /** The last record, where no line break ends it. Throws FileError. */
  end(): CsvRecord[]
}

/**
 * Creates a reader of rows and cells. CRLF, LF and CR each end a row wherever they stand outside quotation marks; spaces
 * around a quoted cell are nothing; a quotation mark within an unquoted cell, as in 5" disk, is one. A row with broken
 * quotation marks is told as such, unless it has several lines: nobody knows then whose lines they are, and
 * FileError `broken_quotes` names the one where the quotation mark opens.
 */
export function createRecordReader(dialect: CsvDialect): RecordReader {
  const reading = createReading(dialect)
  return {
    read(text) {
      for (let at = 0; at < text.length; ) at = step(reading, text, at)
      return takeRecords(reading)
    },
    end() {
      if (reading.place === 'quoted' || reading.place === 'backslash')
        throw new FileError('broken_quotes', { line: reading.quoteLine })
      if (reading.size > 0) endRecord(reading)
      return takeRecords(reading)
    },
  }
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** What the next character belongs to; `quote`: the character before it was a quotation mark within a quoted cell. */
type ImportPosition = 'start' | 'plain' | 'quoted' | 'backslash' | 'quote' | 'closed'

interface Reading {
  readonly delimiter: number
  readonly hasBackslashes: boolean
  place: ImportPosition
  records: CsvRecord[]
  cells: string[]
  cell: string
  broken: CsvRecord['broken']
  line: number
  /** Where the record begins, and where its last quotation mark opens. */
  recordLine: number
  quoteLine: number
  /** Characters of the record so far. */
  size: number
  /** The character before this one was a carriage return: a line feed is its second half. */
  isAfterReturn: boolean
}

function createReading({ delimiter, quoting }: CsvDialect): Reading {
  return {
    delimiter: delimiter.charCodeAt(0),
    hasBackslashes: quoting === 'backslash',
    place: 'start',
    records: [],
    cells: [],
    cell: '',
    broken: undefined,
    line: 1,
    recordLine: 1,
    quoteLine: 1,
    size: 0,
    isAfterReturn: false,
  }
}

/** Takes one character, or a stretch of them that is all of a cell; answers where the next one is. */
function step(reading: Reading, text: string, at: number): number {
  const code = text.charCodeAt(at)
  const isSecondHalf = code === LINE_FEED && reading.isAfterReturn
  reading.isAfterReturn = code === CARRIAGE_RETURN
  const isQuoted = reading.place === 'quoted' || reading.place === 'backslash' || reading.place === 'quote'
  if (isSecondHalf && !isQuoted) return at + 1
  const next = isQuoted ? stepQuoted(reading, text, at, isSecondHalf) : stepOutside(reading, text, at)
  if (next > at && reading.place !== 'start') grow(reading, next - at)
  return next
}

function stepOutside(reading: Reading, text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (isEnd(reading, code)) return endCellOrRecord(reading, code, at)
  if (reading.place === 'plain') {
    let end = at + 1
    while (end < text.length && !isEnd(reading, text.charCodeAt(end))) end++
    reading.cell += text.slice(at, end)
    return end
  }
  if (text.charAt(at).trim() === '') {
    grow(reading, 1)
    return at + 1
  }
  if (reading.place === 'closed') {
    reading.broken ??= reading.cell.endsWith('\\') ? 'escaped' : 'quote'
    reading.place = 'plain'
    return at
  }
  if (code !== QUOTE) {
    reading.place = 'plain'
    return at
  }
  reading.place = 'quoted'
  reading.quoteLine = reading.line
  return at + 1
}

function stepQuoted(reading: Reading, text: string, at: number, isSecondHalf: boolean): number {
  const code = text.charCodeAt(at)
  if (reading.place === 'quote') return stepAfterQuote(reading, code, at)
  if (reading.place === 'backslash') return stepAfterBackslash(reading, code, at)
  if (code === QUOTE || (code === BACKSLASH && reading.hasBackslashes)) {
    reading.place = code === QUOTE ? 'quote' : 'backslash'
    return at + 1
  }
  if (isLineBreak(code) && !isSecondHalf) reading.line++
  let end = at + 1
  while (end < text.length && !isSpecial(text.charCodeAt(end))) end++
  reading.cell += text.slice(at, end)
  // What follows was looked at without noting it.
  if (end > at + 1) reading.isAfterReturn = false
  return end
}

/** A second quotation mark belongs to the cell; after anything else the first one has closed the cell. */
function stepAfterQuote(reading: Reading, code: number, at: number): number {
  reading.place = code === QUOTE ? 'quoted' : 'closed'
  if (code !== QUOTE) return at
  reading.cell += '"'
  return at + 1
}

function stepAfterBackslash(reading: Reading, code: number, at: number): number {
  reading.place = 'quoted'
  const isEscaped = code === QUOTE || code === BACKSLASH
  reading.cell += isEscaped ? String.fromCharCode(code) : '\\'
  return isEscaped ? at + 1 : at
}

function endCellOrRecord(reading: Reading, code: number, at: number): number {
  if (code === reading.delimiter) {
    endCell(reading)
    grow(reading, 1)
    return at + 1
  }
  endRecord(reading)
  reading.line++
  reading.recordLine = reading.line
  return at + 1
}

function endCell(reading: Reading): void {
  reading.cells.push(reading.cell.trim())
  reading.cell = ''
  reading.place = 'start'
}

function endRecord(reading: Reading): void {
  endCell(reading)
  const { recordLine: line, cells, broken } = reading
  if (broken !== undefined && reading.line > line)
    throw new FileError('broken_quotes', { line: reading.quoteLine })
  reading.records.push({ line, cells, broken })
  reading.cells = []
  reading.broken = undefined
  reading.size = 0
}

function takeRecords(reading: Reading): CsvRecord[] {
  const { records } = reading
  reading.records = []
  return records
}

function grow(reading: Reading, by: number): void {
  reading.size += by
  if (reading.size <= MAX_ROW_BYTES) return
  const isOpen = reading.place === 'quoted' || reading.place === 'backslash'
  throw new FileError('row_too_large', { line: isOpen ? reading.quoteLine : reading.recordLine })
}

function isEnd(reading: Reading, code: number): boolean {
  return code === reading.delimiter || isLineBreak(code)
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN
}

function isSpecial(code: number): boolean {
  return code === QUOTE || code === BACKSLASH || isLineBreak(code)
}

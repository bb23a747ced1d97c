import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileError } from '../../../service/imports/file-error.ts'
import { type CsvRecord, createRecordReader } from '../../../service/imports/read-records.ts'
import { readUpload } from '../../../service/imports/read-upload.ts'
import type { SourceRow } from '../../../service/imports/source-row.ts'
import { readStrictly, type StrictResult } from './strict-reader.ts'

/** The same files in every run; what has failed once is an example for ever. */
const seed = 20_261_130

const delimiters = [',', ';', '\t', '|'] as const
const cuts = fc.array(fc.nat(400), { maxLength: 8 })

function readInPieces(text: string, where: readonly number[], delimiter: string): StrictResult {
  const reader = createRecordReader({ delimiter, quoting: 'doubled' })
  const ends = [...where.map(cut => cut % (text.length + 1)), text.length].sort((a, b) => a - b)
  const records: CsvRecord[] = []
  try {
    for (const [index, end] of ends.entries())
      records.push(...reader.read(text.slice(ends[index - 1] ?? 0, end)))
    return { records: [...records, ...reader.end()] }
  } catch (error) {
    if (error instanceof FileError) return { unreadable: error.line ?? 0 }
    throw error
  }
}

describe('the reader of cells', () => {
  it('reads any text as a strict reader does, in any pieces', () => {
    const letter = fc.constantFrom(
      'a',
      'é',
      '😀',
      '"',
      '"',
      '\r',
      '\n',
      '\r\n',
      ' ',
      '\u00a0',
      '\\',
      ',',
      ';',
      '\t',
      '|',
    )
    const text = fc.array(letter, { maxLength: 40 }).map(letters => letters.join(''))
    fc.assert(
      fc.property(text, fc.constantFrom(...delimiters), cuts, (written, delimiter, where) => {
        expect(readInPieces(written, where, delimiter)).toEqual(readStrictly(written, delimiter))
      }),
      {
        seed,
        numRuns: 10_000,
        examples: [
          ['a,"b\r\n"\r\nc', ',', [5]],
          ['"a\\"b",c\nd', ',', []],
          ['a, "b" c\n"d', ',', []],
          ['\r\n\r\n"a\rb"\n', ',', [1, 3]],
        ],
      },
    )
  })
})

interface Person {
  readonly name: string
  readonly note: string
}

/** How one cell, and the line it stands in, are written. */
interface Style {
  readonly isQuoted: boolean
  readonly before: string
  readonly behind: string
  readonly lineEnd: string
  readonly blankLines: number
  readonly extraCells: number
}

const letter = fc.constantFrom(
  'a',
  'ß',
  '名',
  '😀',
  '"',
  "'",
  '\\',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  ' ',
  '=',
  '-',
)
const cell = fc.array(letter, { maxLength: 8 }).map(letters => letters.join('').trim())
const people: fc.Arbitrary<Person[]> = fc.array(fc.record({ name: cell, note: cell }), {
  minLength: 1,
  maxLength: 8,
})
const padding = fc.constantFrom('', '', ' ', '  ', '\u00a0', '\u3000')
const style: fc.Arbitrary<Style> = fc.record({
  isQuoted: fc.boolean(),
  before: padding,
  behind: padding,
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  blankLines: fc.constantFrom(0, 0, 0, 1, 2),
  extraCells: fc.constantFrom(0, 0, 0, 1, 3),
})

function writeCell(text: string, delimiter: string, { isQuoted, before, behind }: Style): string {
  const mustBe = text.includes(delimiter) || /[\r\n]/.test(text) || text.startsWith('"')
  return isQuoted || mustBe
    ? `${before}"${text.replaceAll('"', '""')}"${behind}`
    : `${before}${text}${behind}`
}

/** The file, and the line in which each person begins. */
function writeFile(named: readonly Person[], delimiter: string, styles: readonly Style[]) {
  const styleOf = (index: number) => styles[index % styles.length] as Style
  let text = ''
  const lines: number[] = []
  const add = (cells: readonly string[], index: number) => {
    const { lineEnd, blankLines, extraCells } = styleOf(index)
    // CR before a line of its own would be the first half of CRLF.
    text += lineEnd.repeat(blankLines)
    lines.push(text.split(/\r\n|\n|\r/).length)
    const written = cells.map((one, at) => writeCell(one, delimiter, styleOf(index + at)))
    text += `${written.join(delimiter)}${delimiter.repeat(index === 0 ? 0 : extraCells)}${lineEnd}`
  }
  add(['E-Mail', 'Name', 'app_metadata.note'], 0)
  for (const [index, { name, note }] of named.entries()) add([`p${index}@example.com`, name, note], index + 1)
  return { text, lines: lines.slice(1) }
}

async function readRows(text: string, where: readonly number[]): Promise<SourceRow[]> {
  const bytes = Buffer.from(text)
  const ends = [...where.map(cut => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  const pieces = ends
    .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
    .filter(({ length }) => length > 0)
  const init = {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: ReadableStream.from(pieces),
    duplex: 'half',
  }
  const upload = await readUpload(new Request('https://guestlist.example/api/imports', init as RequestInit))
  const rows: SourceRow[] = []
  for await (const row of upload?.source({ ignoresUnknown: false }).rows ?? []) rows.push(row)
  return rows
}

describe('a file of people, however it is written', () => {
  it('loses nobody, melts nobody, changes no value, and numbers the lines as an editor does', async () => {
    const styles = fc.array(style, { minLength: 1, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.constantFrom(...delimiters),
        styles,
        cuts,
        async (named, delimiter, how, where) => {
          const { text, lines } = writeFile(named, delimiter, how)
          const expected = named.map(({ name, note }, index) => ({
            line: lines[index],
            values: {
              email: `p${index}@example.com`,
              ...(name && { name }),
              ...(note && { 'app_metadata.note': note }),
            },
          }))
          expect(await readRows(text, where)).toEqual(expected)
        },
      ),
      { seed, numRuns: 1_500 },
    )
  })
})

import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readUpload } from '../../../service/imports/read-upload.ts'
import type { SourceRow } from '../../../service/imports/source-row.ts'

/** What readers stumble over, beside letters of one, two and four bytes. */
const letter = fc.constantFrom('a', ' ', '"', ',', ';', '\t', '\n', '\r', 'ü', '😀', '-', ':', '\\')
const cell = fc.array(letter, { maxLength: 12 }).map(letters => letters.join(''))
const people = fc.array(fc.record({ name: cell, message: cell }), { minLength: 1, maxLength: 8 })
const cuts = fc.array(fc.nat(1_000), { maxLength: 12 })

/** The same bytes, in pieces that end anywhere, such as in the middle of a letter. */
function inPieces(text: string, where: readonly number[], type: string): Request {
  const bytes = Buffer.from(text)
  const ends = [...where.map(cut => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
  const body = ReadableStream.from(pieces.filter(piece => piece.length > 0))
  return new Request('https://guestlist.example/api/imports', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    duplex: 'half',
  } as RequestInit)
}

async function read(text: string, where: readonly number[], type: string) {
  const upload = await readUpload(inPieces(text, where, type))
  const rows: SourceRow[] = []
  for await (const row of upload?.source({ ignoresUnknown: false }).rows ?? []) rows.push(row)
  return { fields: upload?.fields, rows }
}

/** What each row should be: cells without the spaces around them, those that are empty not at all. */
function expectedOf(named: readonly { name: string; message: string }[], startOf: (index: number) => number) {
  return named.map(({ name, message }, index) => {
    const cells = { email: `person${index}@example.com`, name: name.trim(), message: message.trim() }
    const values = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))
    return { line: startOf(index), values }
  })
}

const csv = fc.record({
  people,
  delimiter: fc.constantFrom(',', ';', '\t'),
  record_delimiter: fc.constantFrom('\n', '\r\n'),
  quoted: fc.boolean(),
  bom: fc.boolean(),
})

function countBreaks(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1
}

function write({ people: named, ...options }: typeof csv extends fc.Arbitrary<infer T> ? T : never) {
  const records = named.map(({ name, message }, index) => [`person${index}@example.com`, name, message])
  // The writer leaves a line break bare that is not its own: as every spreadsheet does, it is quoted.
  const written = { ...options, quoted_match: /[\r\n]/ }
  const text = stringify([['E-Mail', 'Name', 'message'], ...records], written)
  // The head has one line; a cell with lines makes those after it begin later.
  const lines = named.map(one => Object.values(one).reduce((sum, text) => sum + countBreaks(text), 1))
  const startOf = (index: number) => 2 + lines.slice(0, index).reduce((sum, count) => sum + count, 0)
  return { text, expected: expectedOf(named, startOf) }
}

describe('a file that comes in pieces is read as a whole one, for any cuts', () => {
  test('CSV: quotation marks, lines in cells, separators, byte order mark, line ends', async () => {
    await fc.assert(
      fc.asyncProperty(csv, cuts, async (file, where) => {
        const { text, expected } = write(file)
        expect((await read(text, where, 'text/csv')).rows).toEqual(expected)
      }),
    )
  })

  test('CSV as the file of a form, after its fields', async () => {
    await fc.assert(
      fc.asyncProperty(csv, cuts, cell, async (file, where, field) => {
        const { text, expected } = write(file)
        const part = 'Content-Disposition: form-data; name='
        const form = `--limit\r\n${part}"message"\r\n\r\n${field}\r\n--limit\r\n${part}"file"; filename="a.csv"\r\n\r\n${text}\r\n--limit--\r\n`
        const { fields, rows } = await read(form, where, 'multipart/form-data; boundary=limit')
        expect(rows).toEqual(expected)
        expect(fields).toEqual({ message: field })
      }),
    )
  })

  test('NDJSON', async () => {
    await fc.assert(
      fc.asyncProperty(people, cuts, fc.constantFrom('\n', '\r\n'), async (named, where, end) => {
        const lines = named.map((person, index) =>
          JSON.stringify({ email: `person${index}@example.com`, ...person }),
        )
        const { rows } = await read(lines.join(end), where, 'application/x-ndjson')
        expect(rows.map(({ line }) => line)).toEqual(named.map((_, index) => index + 1))
        expect(rows.map(({ values }) => JSON.stringify(values))).toEqual(
          named.map(({ name, message }, index) =>
            JSON.stringify({
              email: `person${index}@example.com`,
              ...(name && { name }),
              ...(message && { message }),
            }),
          ),
        )
      }),
    )
  })
})

import { parseJson } from '../base/parse-json.ts'
import { findColumn } from './columns.ts'
import { FileError } from './file-error.ts'
import { MAX_ROW_BYTES, type RowValues, type SourceFile, type SourceRow } from './source-row.ts'

/** Groups of fields as `POST /api/invitations` has them, with what stands before a field's own name here. */
const groups: Readonly<Record<string, string>> = {
  invitee: '',
  profile: '',
  app_metadata: 'app_metadata.',
  user_metadata: 'user_metadata.',
}

/** Reads a file with one JSON object in each line. Throws FileError `row_too_large`. */
export function readNdjson(texts: AsyncIterable<string>, options: { ignoresUnknown: boolean }): SourceFile {
  const columns = new Set<string>()
  const ignored = new Set<string>()
  const toRow = (text: string, line: number): SourceRow => {
    const entries = readEntries(text)
    if (!entries) return { line, values: {}, fault: { code: 'invalid_json' } }
    const values: Record<string, unknown> = {}
    for (const [name, value] of entries) {
      const column = findColumn(name)
      if (column === undefined && !options.ignoresUnknown)
        return { line, values: {}, fault: { code: 'unknown_column', field: name.slice(0, 100) } }
      if (column === undefined) rememberName(ignored, name.slice(0, 100))
      if (column == null || value === null || value === '') continue
      rememberName(columns, column)
      values[column] = value
    }
    return { line, values: values as RowValues }
  }
  return {
    rows: readRows(texts, toRow),
    columns: () => ({ columns: [...columns], ignored: [...ignored] }),
  }
}

/** Rows may have metadata of a thousand names: the first ones will do for the file of failed rows. */
function rememberName(names: Set<string>, name: string): void {
  if (names.size < 100) names.add(name)
}

async function* readRows(
  texts: AsyncIterable<string>,
  toRow: (text: string, line: number) => SourceRow,
): AsyncGenerator<SourceRow, void> {
  let line = 0
  for await (const text of readLines(texts)) {
    line++
    if (text.trim() !== '') yield toRow(text, line)
  }
}

async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = ''
  let count = 0
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    count += lines.length
    yield* lines
    if (rest.length > MAX_ROW_BYTES) throw new FileError('row_too_large', { line: count + 1 })
  }
  yield rest
}

/** The fields of an object, those in groups by their full names; undefined for what is no object. */
function readEntries(text: string): [string, unknown][] | undefined {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  return Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
    const prefix = Object.hasOwn(groups, name) ? groups[name] : undefined
    if (prefix === undefined || !isObject(field)) return [[name, field]]
    return Object.entries(field).map(([inner, one]): [string, unknown] => [`${prefix}${inner}`, one])
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

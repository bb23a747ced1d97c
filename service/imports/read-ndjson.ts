import { parseKeptJson, UnkeptValueError } from '../base/kept-json.ts'
import { findColumn, toShownTitle } from './columns.ts'
import { FileError } from './file-error.ts'
import type { ReadingChoices } from './file-reading.ts'
import { readLanguage } from './read-language.ts'
import { readAddressValue } from './read-values.ts'
import { MAX_ROW_BYTES, type RowValues, type SourceFile, type SourceRow } from './source-row.ts'

/** Groups of fields as `POST /api/invitations` has them, with what stands before a field's own name here. */
const groups: Readonly<Record<string, string>> = {
  invitee: '',
  profile: '',
  app_metadata: 'app_metadata.',
  user_metadata: 'user_metadata.',
}

/** Rows may have metadata of a thousand names: the first ones will do for the file of failed rows. */
const MAX_NAMED = 100
const MAX_LANGUAGES = 20

/** Reads a file with one JSON object in each line. Throws FileError `row_too_large`. */
export function readNdjson(texts: AsyncIterable<string>, choices: ReadingChoices): SourceFile {
  const columns = new Set<string>()
  const ignored = new Set<string>()
  const languages = new Set<string>()
  const toRow = (text: string, line: number): SourceRow => {
    const entries = readEntries(text)
    if ('fault' in entries) return { line, values: {}, fault: entries.fault }
    const { values, unknown } = sortFields(entries.fields)
    for (const column of Object.keys(values)) rememberName(columns, column, MAX_NAMED)
    if (unknown.length > 0 && !choices.ignoresUnknown)
      return { line, values: {}, fault: { code: 'unknown_column', field: unknown.slice(0, 20).join(', ') } }
    for (const name of unknown) rememberName(ignored, name, MAX_NAMED)
    const { locale } = values
    if (typeof locale === 'string' && readLanguage(locale) === undefined)
      rememberName(languages, toShownTitle(locale), MAX_LANGUAGES)
    return { line, ...readAddressValue(values as RowValues) }
  }
  return {
    rows: readRows(texts, toRow),
    columns: () => ({ columns: [...columns], ignored: [...ignored] }),
    reading: () => ({
      format: 'ndjson',
      encoding: choices.encoding ?? 'utf-8',
      delimiter: null,
      quoting: null,
      header_line: null,
      columns: [...columns].map(column => ({ title: column, column })),
      apostrophes: [],
      unread_languages: [...languages],
    }),
  }
}

/** The fields that mean something, by column, and the names of those that do not. */
function sortFields(fields: Iterable<readonly [name: string, value: unknown]>) {
  const values: Record<string, unknown> = {}
  const unknown: string[] = []
  for (const [name, value] of fields) {
    const column = findColumn(name)
    if (column === undefined) unknown.push(toShownTitle(name))
    if (column == null || value === null || value === '') continue
    values[column] = value
  }
  return { values, unknown }
}

function rememberName(names: Set<string>, name: string, max: number): void {
  if (names.size < max) names.add(name)
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

/** LF, CRLF and CR each end a line: within JSON's strings none of them can stand. */
async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = ''
  let count = 0
  for await (const text of texts) {
    const all = rest + text
    if (!/[\r\n]/.test(text) && !rest.endsWith('\r')) {
      rest = all
      assertLength(rest, count)
      continue
    }
    // A carriage return at the end of a piece may be half of a line break.
    const end = all.endsWith('\r') ? all.length - 1 : all.length
    const lines = all.slice(0, end).split(/\r\n|\n|\r/)
    rest = `${lines.pop() ?? ''}${all.slice(end)}`
    count += lines.length
    yield* lines
    assertLength(rest, count)
  }
  yield* rest.split('\r')
}

function assertLength(line: string, linesBefore: number): void {
  if (line.length > MAX_ROW_BYTES) throw new FileError('row_too_large', { line: linesBefore + 1 })
}

/** The fields of an object, those in groups by their full names. */
function readEntries(text: string): { fields: [string, unknown][] } | Required<Pick<SourceRow, 'fault'>> {
  let value: unknown
  try {
    // Every name out there is that of a column, and unknown ones are named together.
    value = parseKeptJson(text, { leavesOutermostNames: true })
  } catch (error) {
    if (!(error instanceof UnkeptValueError)) return { fault: { code: 'invalid_json' } }
    const code = error.kind === 'number' ? 'unsafe_number' : 'invalid_text'
    return { fault: { code, field: toShownTitle(error.path.join('.')) } }
  }
  if (!isObject(value)) return { fault: { code: 'invalid_json' } }
  const fields = Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
    const prefix = Object.hasOwn(groups, name) ? groups[name] : undefined
    if (prefix === undefined || !isObject(field)) return [[name, field]]
    return Object.entries(field).map(([inner, one]): [string, unknown] => [`${prefix}${inner}`, one])
  })
  return { fields }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

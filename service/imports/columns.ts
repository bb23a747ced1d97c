import { ambiguousNames, columnNames, type PlainColumn, weakNames } from './column-names.ts'
import { FileError } from './file-error.ts'

/** More than any spreadsheet of people has. */
const MAX_COLUMNS = 1_000
/** Our longest name and a metadata key together are this long; anything longer means nothing. */
const MAX_READ_TITLE_LENGTH = 300

/** Written into the file of failed rows for people to read, and passed over when it comes back. */
export const remarkColumns = ['guestlist_line', 'guestlist_reason', 'guestlist_field'] as const

/** Our name of a column; metadata may have one for each key, as `app_metadata.plan`. */
export type Column = PlainColumn | `${'app_metadata' | 'user_metadata'}.${string}`

/** How one column of a file was understood; `column` is null for one that is passed over. */
export interface ReadColumn {
  /** The title in the file, shortened for display. */
  readonly title: string
  readonly column: Column | null
}

/** What the columns of a file mean. */
export interface MatchedColumns {
  readonly columns: readonly ReadColumn[]
  /** Which cell says what; of several that say the same, the first that is filled counts. */
  readonly cells: readonly { readonly index: number; readonly column: Column }[]
  /** Columns that mean nothing here, by the file's names. */
  readonly ignored: readonly string[]
  /** The file is one of ours: it has columns of remarks. */
  readonly isOurs: boolean
}

/** What a person has said about the columns of a file; it goes before every guess. */
export interface ColumnChoices {
  readonly ignoresUnknown: boolean
  /** The meaning of each of the file's columns by its name; null to skip one. */
  readonly columns?: Readonly<Record<string, Column | null>> | undefined
}

interface Match {
  readonly title: string
  readonly plain: string
  /** Undefined for a name that means nothing, null for one that is passed over without a word. */
  column: Column | null | undefined
  /** The lower, the surer. */
  readonly rank: number
}

/** Behind every other name of a column. */
const WEAK_RANK = 100
const MAX_TITLE_LENGTH = 100
/** Names that an error says; whoever has more of them has seen enough. */
const MAX_NAMED = 20

const byName = new Map<string, { column: PlainColumn; rank: number }>(
  (Object.keys(columnNames) as PlainColumn[]).flatMap(column => [
    [toPlain(column), { column, rank: 0 }] as const,
    ...columnNames[column].flatMap((names, rank) =>
      names.map(name => [toPlain(name), { column, rank }] as const),
    ),
  ]),
)
for (const name of weakNames.email) byName.set(toPlain(name), { column: 'email', rank: WEAK_RANK })

/**
 * Reads the names that a file gives its columns, however they are written: `E-Mail`, `email address [Required]`. Throws
 * FileError for those that mean nothing (unless such are to be passed over), that come twice, or that are missing.
 */
export function matchColumns(
  header: readonly string[],
  choices: ColumnChoices,
  line?: number,
): MatchedColumns {
  if (header.length > MAX_COLUMNS) throw new FileError('too_many_columns')
  const matches = header.map(title => toMatch(title, choices))
  settleAmbiguous(matches)
  dropWeak(matches)
  const ignored = matches.filter(({ column }) => column === undefined).map(({ title }) => toShownTitle(title))
  // fail closed: with "rolse" passed over, everybody would be invited without roles.
  if (ignored.length > 0 && !choices.ignoresUnknown)
    throw new FileError('unknown_column', { columns: ignored.slice(0, MAX_NAMED) })
  const twice = matches.filter(
    one => one.column != null && matches.find(other => areAlike(one, other)) !== one,
  )
  if (twice.length > 0)
    throw new FileError('duplicate_column', { columns: twice.map(({ title }) => toShownTitle(title)) })
  if (!matches.some(({ column }) => column === 'email'))
    throw new FileError('missing_column', { line, columns: ['email'] })
  return {
    columns: matches
      // A column without a name, or one of our remarks, says nothing to anybody.
      .filter(({ title }) => title !== '' && !(remarkColumns as readonly string[]).includes(title))
      .map(({ title, column }) => ({ title: toShownTitle(title), column: column ?? null })),
    cells: toCells(matches),
    ignored,
    isOurs: remarkColumns.every(remark => header.includes(remark)),
  }
}

/** How many columns of a header mean something here; none at all where no column has addresses. */
export function countKnown(header: readonly string[], choices: Pick<ColumnChoices, 'columns'>): number {
  const known = header.map(title => toMatch(title, choices).column).filter(column => column != null)
  return known.includes('email') ? known.length : 0
}

/** Undefined for a name that means nothing; null for a remark of our own, and for a column without a name. */
export function findColumn(title: string): Column | null | undefined {
  return findNamed(title)?.column
}

/** Which cells to read in which order: the surest name first. */
function toCells(matches: readonly Match[]): MatchedColumns['cells'] {
  return matches
    .map(({ column, rank }, index) => ({ column, rank, index }))
    .sort((one, other) => one.rank - other.rank)
    .flatMap(({ column, index }) => (column == null ? [] : [{ column, index }]))
}

function toMatch(title: string, { columns = {} }: Pick<ColumnChoices, 'columns'>): Match {
  if (title.length > MAX_READ_TITLE_LENGTH) return { title, plain: '', column: undefined, rank: 0 }
  const plain = toPlain(withoutBrackets(title))
  const chosen = Object.entries(columns).find(([name]) => name === title || toPlain(name) === toPlain(title))
  if (chosen) return { title, plain: '', column: chosen[1], rank: 0 }
  const found = findNamed(title)
  return { title, plain, column: found?.column, rank: found?.rank ?? 0 }
}

function findNamed(title: string): { column: Column | null; rank: number } | undefined {
  // Measured before it is matched or converted.
  if (title.length > MAX_READ_TITLE_LENGTH) return undefined
  const [, kind, key] = /^\s*(app|user)[_ -]?metadata\s*[.:]\s*(.+?)\s*$/iu.exec(title) ?? []
  if (kind !== undefined && key !== undefined)
    return { column: `${kind.toLowerCase() as 'app' | 'user'}_metadata.${key}`, rank: 0 }
  const name = title.trim()
  if (name === '' || (remarkColumns as readonly string[]).includes(name)) return { column: null, rank: 0 }
  return byName.get(toPlain(withoutBrackets(name)))
}

/** `Nom` is the family name beside `Prénom`, and the whole name alone. */
function settleAmbiguous(matches: readonly Match[]): void {
  for (const [name, settle] of ambiguousNames)
    for (const match of matches.filter(({ plain }) => plain === toPlain(name))) {
      const others = matches.filter(other => other !== match)
      const isCalled = (...names: readonly string[]) =>
        names.some(one => others.some(({ plain }) => plain === toPlain(one)))
      match.column = settle({ means: column => others.some(other => other.column === column), isCalled })
    }
}

/** `Address` is a postal one where another column has the addresses for mail. */
function dropWeak(matches: readonly Match[]): void {
  for (const match of matches)
    if (
      match.rank === WEAK_RANK &&
      matches.some(({ column, rank }) => column === 'email' && rank < WEAK_RANK)
    )
      match.column = undefined
}

function areAlike(one: Match, other: Match): boolean {
  return one.column === other.column && one.rank === other.rank
}

/** `First Name [Required]`, `氏名（必須）`: what stands in brackets is a remark. */
function withoutBrackets(title: string): string {
  const rest = title.replace(/[([{<（［｛【〔][^([{<（［｛【〔)\]}>）］｝】〕]*[)\]}>）］｝】〕]/gu, ' ')
  return toPlain(rest) === '' ? title : rest
}

/** Letters and digits only, without accents: what is left of a name when people write it in their own way. */
function toPlain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A name of a file as it may be stored and shown: not longer than anybody reads, and nothing that no text may have. */
export function toShownTitle(title: string): string {
  return title.slice(0, MAX_TITLE_LENGTH).replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')
}

import { FileError } from './file-error.ts'

/** More than any spreadsheet of people has. */
const MAX_COLUMNS = 1_000
/** As long as our longest name and a key of metadata together; anything longer means nothing. */
const MAX_TITLE_LENGTH = 300

/** What a file may say of a person, by our names, each with other names that people give it. */
const names = {
  email: ['emailaddress', 'mail', 'mailaddress', 'address', 'invitee', 'inviteeemail'],
  roles: ['role'],
  name: ['fullname', 'displayname'],
  given_name: ['firstname', 'forename'],
  family_name: ['lastname', 'surname'],
  nickname: [],
  picture: ['pictureurl', 'avatar'],
  locale: ['language', 'lang'],
  message: [],
  external_id: ['externalid'],
  client_id: ['application', 'clientid'],
  connection: [],
  result_url: ['resulturl'],
  ttl_sec: ['ttl', 'ttlsec'],
  app_metadata: [],
  user_metadata: [],
} as const satisfies Record<string, readonly string[]>

/** Written into the file of failed rows for people to read, and passed over when it comes back. */
export const remarkColumns = ['guestlist_line', 'guestlist_reason', 'guestlist_field'] as const

type PlainColumn = keyof typeof names

/** Our name of a column; metadata may have one for each key, as `app_metadata.plan`. */
export type Column = PlainColumn | `${'app_metadata' | 'user_metadata'}.${string}`

/** Which column of ours each column of a file is; null for one that is passed over. */
export interface MatchedColumns {
  readonly columns: readonly (Column | null)[]
  /** By the file's names. */
  readonly ignored: readonly string[]
}

const byName = new Map<string, PlainColumn>(
  (Object.keys(names) as PlainColumn[]).flatMap(column =>
    [column, ...names[column]].map(name => [toPlain(name), column] as const),
  ),
)

/**
 * Reads the names that a file gives its columns, however they are written: `E-Mail`, `email address`. Throws FileError
 * for one that means nothing (unless such are to be passed over), comes twice, or is missing.
 */
export function matchColumns(
  header: readonly string[],
  { ignoresUnknown }: { ignoresUnknown: boolean },
): MatchedColumns {
  if (header.length > MAX_COLUMNS) throw new FileError('too_many_columns')
  const ignored: string[] = []
  const columns = header.map(title => {
    const column = findColumn(title)
    if (column !== undefined) return column
    // fail closed: with "rolse" passed over, everybody would be invited without roles.
    if (!ignoresUnknown) throw new FileError('unknown_column', { column: title.slice(0, 100) })
    ignored.push(title.slice(0, 100))
    return null
  })
  const twice = columns.findIndex((column, index) => column !== null && columns.indexOf(column) < index)
  if (twice !== -1) throw new FileError('duplicate_column', { column: header[twice]?.slice(0, 100) })
  if (!columns.includes('email')) throw new FileError('missing_column', { column: 'email' })
  return { columns, ignored }
}

/** Undefined for a name that means nothing; null for a remark of our own, and for a column without a name. */
export function findColumn(title: string): Column | null | undefined {
  // Measured before it is matched or converted.
  if (title.length > MAX_TITLE_LENGTH) return undefined
  const [, kind, key] = /^\s*(app|user)[_ -]?metadata\s*[.:]\s*(.+?)\s*$/iu.exec(title) ?? []
  if (kind !== undefined && key !== undefined)
    return `${kind.toLowerCase() as 'app' | 'user'}_metadata.${key}`
  const name = title.trim()
  if (name === '' || (remarkColumns as readonly string[]).includes(name)) return null
  return byName.get(toPlain(name))
}

/** Letters and digits only: what is left of a name when people write it in their own way. */
function toPlain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

import { optional, parseInteger, parseText, type Setting } from '../base/setting.ts'

/** Where the ledger is kept. */
export type LedgerPlace =
  | { readonly engine: 'sqlite'; readonly file: string }
  /** The url holds a password: it is never shown. */
  | { readonly engine: 'postgres'; readonly url: string; readonly poolSize: number }

const DEFAULT_FILE = './guestlist.db'

/** Encrypted, and with a certificate that is checked; `require` says as much here, as it should (docs/postgresql.md). */
const CHECKED = ['require', 'verify-ca', 'verify-full']
const UNCHECKED = ['disable', 'no-verify']

const URL_EXPECTATION =
  'postgres://user:password@host:port/database, with ?sslmode=verify-full, require, no-verify or disable'

/** The variables that say where the ledger is kept. */
export const ledgerSettings = {
  LEDGER_FILE: optional<string | undefined>('a file name', undefined, parseText),
  DATABASE_URL: optional<string | undefined>(URL_EXPECTATION, undefined, parseDatabaseUrl),
  DATABASE_POOL_SIZE: optional('a number of connections from 1 to 200', 10, parseInteger(1, 200)),
} as const satisfies Record<string, Setting<unknown>>

interface Values {
  readonly LEDGER_FILE: string | undefined
  readonly DATABASE_URL: string | undefined
  readonly DATABASE_POOL_SIZE: number
}

/** Two places are none: nobody could tell which of them is meant. */
export function findLedgerFaults(values: { LEDGER_FILE?: unknown; DATABASE_URL?: unknown }) {
  if (values.LEDGER_FILE === undefined || values.DATABASE_URL === undefined) return []
  return [{ name: 'DATABASE_URL', problem: 'and LEDGER_FILE are both set; expected one of them' }]
}

/** Which of the two engines it is; without a word about either, a SQLite file in the current folder. */
export function toLedgerPlace(values: Values): LedgerPlace {
  const { LEDGER_FILE: file = DEFAULT_FILE, DATABASE_URL: url, DATABASE_POOL_SIZE: poolSize } = values
  return url === undefined ? { engine: 'sqlite', file } : { engine: 'postgres', url, poolSize }
}

/** The address of a PostgreSQL database as the driver is to read it; undefined if it is none. */
export function parseDatabaseUrl(text: string): string | undefined {
  if (!URL.canParse(text) || !isEncoded(text)) return undefined
  const url = new URL(text)
  const { searchParams } = url
  const isPostgres = url.protocol === 'postgres:' || url.protocol === 'postgresql:'
  if (!isPostgres || url.pathname.length < 2 || !(url.hostname || searchParams.has('host'))) return undefined
  const mode = searchParams.get('sslmode')
  if (mode !== null && !CHECKED.includes(mode) && !UNCHECKED.includes(mode)) return undefined
  if (mode !== null && CHECKED.includes(mode)) searchParams.set('sslmode', 'verify-full')
  // libpq's word for the authorities that Node trusts anyway; the driver would look for a file of that name.
  if (searchParams.get('sslrootcert') === 'system') searchParams.delete('sslrootcert')
  return url.href
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

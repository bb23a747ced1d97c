import { AsyncLocalStorage } from 'node:async_hooks'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Codes, ids and numbers: what happened to which record, never what people wrote. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

const levels: LogLevel[] = ['debug', 'info', 'warn', 'error']
const MAX_LENGTH = 200

/** Texts as long as a secret, believed only in the field that is named for them and only in their own shape. */
const idShapes: Record<string, RegExp> = {
  clientId: /^[A-Za-z0-9]{20,64}$/,
  inviterId: /^[A-Za-z0-9]{20,64}@clients$/,
  // Where it is kept: a path is as long as a secret.
  ledger: /^(sqlite|postgres) [\w./:\\ -]{1,190}$/,
  requestId: /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/,
  traceId: /^[0-9a-f]{32}$/,
  where: /^service(\/[a-z0-9-]{1,40}){1,6}\.tsx?:\d{1,5}$/,
}

/** Longest shapes first: a token inside a link is masked as a token, its remains are not taken for something else. */
const masks: [RegExp, string][] = [
  // A JWS or JWE (RFC 7515, RFC 7516), whole or cut off: their header starts with {" and that is eyJ in base64url.
  [/eyJ[\w-]+(?:\.[\w-]*)*/g, '[token]'],
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 [secret]'],
  [/\bSG\.[\w-]+(?:\.[\w-]+)?/g, '[secret]'],
  // The match starts at a word boundary and bounds the domain's length, so that a long text is read only once.
  [
    /(?<![^\s@"<>(),;:])[^\s@"<>(),;:]+(?:@|%40)[^\s@"'<>(),;:/?&|]{1,255}\.[^\s@"'<>(),;:/?&|]+/gi,
    '[address]',
  ],
  [/(?<![\w.])\+\d{7,15}\b/g, '[address]'],
  [/[\w+/=~-]{32,}/g, '[secret]'],
]

/**
 * A log of JSON lines `{at, level, event, …fields}`; `write` gets each line without its line break. Callers pass codes,
 * ids and numbers; the masks are the last net below them, not a licence to log addresses or tokens.
 */
export function createLog(
  write: (line: string) => void,
  options: { level?: LogLevel; now?: () => number } = {},
): Log {
  const least = levels.indexOf(options.level ?? 'info')
  const now = options.now ?? Date.now
  const logAt =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (levels.indexOf(level) < least) return
      const entry: LogFields = { at: new Date(now()).toISOString(), level, event: maskText(event) }
      for (const [name, value] of [...Object.entries(fields), ...Object.entries(currentLogFields())])
        if (!(name in entry)) entry[name] = maskField(name, value)
      write(JSON.stringify(entry))
    }
  return { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') }
}

function maskField(name: string, value: unknown): LogFields[string] {
  if (typeof value === 'string') return idShapes[name]?.test(value) ? value : maskText(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  // Anything else, such as an error object, could hold a request or an upstream text.
  return undefined
}

function maskText(text: string): string {
  const masked = masks.reduce((rest, [shape, mark]) => rest.replace(shape, mark), text)
  return masked.length > MAX_LENGTH ? `${masked.slice(0, MAX_LENGTH)}…` : masked
}

const storage = new AsyncLocalStorage<LogFields>()

/** Runs work whose every line in the log, however deep, has these fields beside its own. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, work)
}

/** Adds fields to the lines of the work in hand from now on; outside of any, nothing happens. */
export function addLogFields(fields: LogFields): void {
  Object.assign(storage.getStore() ?? {}, fields)
}

/** The fields of the work in hand. */
export function currentLogFields(): LogFields {
  return storage.getStore() ?? {}
}

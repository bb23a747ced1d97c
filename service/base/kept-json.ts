/** A value in JSON that could not be kept as it is written; `path` leads to it: `['app_metadata', 'account']`. */
export class UnkeptValueError extends Error {
  readonly kind: 'number' | 'text'
  readonly path: readonly string[]

  constructor(kind: UnkeptValueError['kind'], path: readonly string[]) {
    super(`A ${kind} cannot be kept as it is written.`)
    this.name = 'UnkeptValueError'
    this.kind = kind
    this.path = path
  }
}

/** Half a character, or a zero: neither can be stored or sent on (RFC 8259 §8.2). */
const UNKEPT_TEXT = /[\0\p{Cs}]/u
/** Digits that a double may not have room for, an exponent, or such a character as JSON spells it. */
const SUSPICIOUS = /\d[\d.]{15}|\d[eE]|\\u(?:0000|[dD][89a-fA-F])/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/g

/** Is it a text that every system takes? */
export function isKeptText(text: string): boolean {
  return !UNKEPT_TEXT.test(text)
}

interface KeptJsonOptions {
  /** The caller judges the names in the outermost object. */
  readonly leavesOutermostNames?: boolean
}

/**
 * Reads JSON whose every value stays what it is. Throws SyntaxError for what is no JSON, and UnkeptValueError for a
 * number that a double has not, such as 9007199254740993 or 1e400 (rounded, it would be somebody else's account), and
 * for a name or a text that no database has.
 */
export function parseKeptJson(text: string, options: KeptJsonOptions = {}): unknown {
  const value = parseJson(text)
  if (SUSPICIOUS.test(text)) assertKept(text, options)
  return value
}

/** Goes through a text that is known to be JSON, without recursion: it may be as deep as it is long. */
function assertKept(text: string, { leavesOutermostNames = false }: KeptJsonOptions): void {
  /** The key or index in each object and list that is open. */
  const path: (string | number)[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const isName = typeof path.at(-1) === 'string' && last !== ':'
    const isLeft = leavesOutermostNames && isName && path.length === 1
    if (!movePath(path, token, last) && !isLeft && !isKeptToken(token))
      throw toUnkeptValue(token, isName ? [...path.slice(0, -1), String(JSON.parse(token))] : path)
    last = token
  }
}

/** Follows a mark of punctuation, and tells whether the token is one; `last` is the token before it. */
function movePath(path: (string | number)[], token: string, last: string): boolean {
  if (token === '{') path.push('')
  else if (token === '[') path.push(0)
  else if (token === '}' || token === ']') path.pop()
  else if (token === ':') path.splice(-1, 1, String(JSON.parse(last)))
  else if (token === ',') path.splice(-1, 1, toNext(path.at(-1)))
  else return false
  return true
}

function toUnkeptValue(token: string, path: readonly (string | number)[]): UnkeptValueError {
  return new UnkeptValueError(token.startsWith('"') ? 'text' : 'number', path.map(String))
}

function isKeptToken(token: string): boolean {
  if (!token.startsWith('"')) return isKeptNumber(token)
  return !token.includes('\\u') || isKeptText(JSON.parse(token))
}

function toNext(place: string | number | undefined): string | number {
  return typeof place === 'number' ? place + 1 : ''
}

/** Is it, written by JavaScript again, the same number? Whole ones beyond 2^53 are not, even where one happens to be. */
function isKeptNumber(literal: string): boolean {
  const value = Number(literal)
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return false
  return toDecimal(literal) === toDecimal(String(value))
}

/** One form for each decimal number: its digits without zeros at the ends, and its exponent. */
function toDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const all = `${whole}${fraction}`.replace(/^0+/, '')
  const digits = all.replace(/(?<!0)0+$/, '')
  if (digits === '') return '0'
  return `${sign}${digits}e${Number(exponent) - fraction.length + all.length - digits.length}`
}

/** Deeper than anything that an invitation may hold, and far from where recursion ends. */
export const MAX_JSON_DEPTH = 64

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/**
 * Reads JSON of somebody else's. Throws SyntaxError for what is none, and for what is nested deeper than
 * `MAX_JSON_DEPTH`: the depth is counted on the text, before anything walks through the value by calling itself.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError('nested too deep')
  return JSON.parse(text)
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) isInString = !isInString
    else if (isInString) at += code === BACKSLASH ? 1 : 0
    else if (opening.has(code) && ++depth > MAX_JSON_DEPTH) return true
    else if (closing.has(code)) depth--
  }
  return false
}

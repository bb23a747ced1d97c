/** A number in JSON that JavaScript would change; `path` leads to it: `['app_metadata', 'account']`. */
export class UnsafeNumberError extends Error {
  readonly path: readonly string[]

  constructor(path: readonly string[]) {
    super('A number cannot be kept as it is written.')
    this.name = 'UnsafeNumberError'
    this.path = path
  }
}

/** Digits that a double may not have room for, or an exponent; also within strings, which are looked at then. */
const SUSPICIOUS = /\d[\d.]{15}|\d[eE]/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/g

/**
 * Reads JSON whose every number stays what it is. Throws SyntaxError for what is no JSON, and UnsafeNumberError for a
 * number that a double has not, such as 9007199254740993 or 1e400: rounded, it would be somebody else's account.
 */
export function parseKeptJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (SUSPICIOUS.test(text)) assertKept(text)
  return value
}

/** Goes through a text that is known to be JSON. */
function assertKept(text: string): void {
  /** The key or index in each object and list that is open. */
  const path: (string | number)[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') path.push('')
    else if (token === '[') path.push(0)
    else if (token === '}' || token === ']') path.pop()
    else if (token === ':') path.splice(-1, 1, String(JSON.parse(last)))
    else if (token === ',') path.splice(-1, 1, toNext(path.at(-1)))
    else if (!token.startsWith('"') && !isKept(token)) throw new UnsafeNumberError(path.map(String))
    last = token
  }
}

function toNext(place: string | number | undefined): string | number {
  return typeof place === 'number' ? place + 1 : ''
}

/** Is it, written by JavaScript again, the same number? Whole ones beyond 2^53 are not, even where one happens to be. */
function isKept(literal: string): boolean {
  const value = Number(literal)
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return false
  return toDecimal(literal) === toDecimal(String(value))
}

/** One form for each decimal number: its digits without zeros at the ends, and its exponent. */
function toDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const all = `${whole}${fraction}`.replace(/^0+/, '')
  const digits = all.replace(/0+$/, '')
  if (digits === '') return '0'
  return `${sign}${digits}e${Number(exponent) - fraction.length + all.length - digits.length}`
}

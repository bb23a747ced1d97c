import { BULLET, toAddressText, toName } from './address-text.ts'
import { trimInvisible } from './invisible-characters.ts'
import { normaliseEmail } from './normalise-address.ts'

/** One of the people in a text that somebody has pasted, or written into a cell. */
export interface AddressEntry {
  /** The text that should be an address, but may be none. */
  readonly text: string
  /** What stood beside it: `Rosa Vidal <rosa@example.org>`. */
  readonly name: string | undefined
}

/** A stretch of text without separators, with the one that stands before it. */
interface Fragment {
  readonly text: string
  readonly separator: string
  /** Empty for words alone. */
  readonly entries: readonly AddressEntry[]
}

/** Punctuation of Chinese, Japanese and Arabic keyboards, one character for one, by what it stands for. */
const asciiOf = new Map(
  '＠@ ＜< ＞> （( ）) ［[ ］] ：: ，, 、, ،, ；; ؛; ＂"'
    .split(' ')
    .map(([wide = '', ascii = '']) => [wide, ascii] as const),
)
/**
 * A separator, or what is between two: neither a quoted name nor an address in brackets is divided, and neither is longer
 * than names and addresses are, so that whatever is pasted is read once. A quotation mark behind a backslash opens nothing.
 */
const TOKEN =
  /[;\n\r\u2028\u2029]+|[,\t]|(?:"(?:\\.|[^"\\\n\r]){0,320}"|<[^<>\n\r]{0,320}>|\\["\\]|[^,;\t\n\r\u2028\u2029])+/g
/** No word with addresses in it is longer. */
const MAX_WORD_LENGTH = 2_000
/** `<…>` with anything in it; other brackets with an address in them. */
const BRACKETS = /<([^<>]{0,320})>|[([]([^<>()[\]@]{0,320}@[^<>()[\]@]{0,320})[)\]]/g
/** Matches an address and nothing else, which nearly all entries are. */
const PLAIN = /^\s*(?:<([\w.+-]+@[\w.-]*\w)>|([\w.+-]+@[\w.-]*\w))\s*$/
/** What may stand between a name and an address. */
const DASH = /(?<![-–—:|·•=>])[-–—:|·•=>]+$/u

/**
 * Reads the people in a text: lines, commas, semicolons, cells of a spreadsheet, `Name <address>`,
 * `Name, First <address>`, `Name<mailto:address>`, in quotation marks or not. Everything comes back, if only as a text
 * that is no address: nobody is lost without a word. It stops soon after `maxEntries`.
 */
export function readAddressList(written: string, maxEntries = Number.POSITIVE_INFINITY): AddressEntry[] {
  const text = written.replace(
    /[＠＜＞（）［］：，、،；؛＂]/g,
    character => asciiOf.get(character) ?? character,
  )
  const groups: Fragment[][] = [[]]
  let separator = ''
  let count = 0
  for (const [token] of text.matchAll(TOKEN)) {
    if (count > maxEntries) break
    if (token === ',' || token === '\t') separator = token
    else if (/^[;\n\r\u2028\u2029]/.test(token)) groups.push([])
    else if (trimInvisible(token) !== '') {
      const entries = readFragment(token)
      count += Math.max(entries.length, 1)
      groups.at(-1)?.push({ text: token, separator, entries })
    }
  }
  return groups.flatMap(group => (group.some(isCell) ? readCells(group) : readNames(group)))
}

/**
 * Finds the one address in a text such as a cell of a file; what stands around it is its name. `isSeveral`: there are
 * more, and nobody knows which was meant.
 */
export function readOneAddress(written: string): AddressEntry & { readonly isSeveral: boolean } {
  const plain = readPlain(written)
  if (plain) return { text: plain, name: undefined, isSeveral: false }
  const entries = readAddressList(written)
  const found = entries.filter(({ text }) => text.includes('@'))
  const different = new Set(found.map(({ text }) => text.toLowerCase()))
  const [first] = found
  const whole = trimInvisible(written)
  if (first === undefined) return { text: toAddressText(whole), name: undefined, isSeveral: false }
  if (different.size > 1) return { text: whole, name: undefined, isSeveral: true }
  const words = entries.filter(entry => !found.includes(entry)).map(({ text }) => text)
  return { text: first.text, name: first.name ?? toName(words.join(' ')), isSeveral: false }
}

function isCell({ separator }: Fragment): boolean {
  return separator === '\t'
}

/** A row of a spreadsheet is one person, whose name is before the address, or else behind it. */
function readCells(cells: readonly Fragment[]): AddressEntry[] {
  const entries = cells.flatMap(cell => cell.entries)
  const words = cells.filter(cell => cell.entries.length === 0).map(({ text }) => trimInvisible(text))
  const [first, ...others] = entries
  if (first === undefined) return [{ text: words.join(' '), name: undefined }]
  const at = cells.findIndex(cell => cell.entries.length > 0)
  const name = first.name ?? toWholeName(at > 0 ? words.slice(0, at) : words)
  return [{ text: first.text, name }, ...others]
}

/** `Rosa Vidal` in one cell, or `Rosa` and `Vidal` in two. */
function toWholeName([first = '', second = '']: readonly string[]): string | undefined {
  return toName(/\s/.test(first) ? first : `${first} ${second}`)
}

/** Commas separate people, but those in `Vidal, Rosa <rosa@example.org>, Okafor, Bo <bo@example.org>`. */
function readNames(group: readonly Fragment[]): AddressEntry[] {
  const isAlone = group.filter(({ entries }) => entries.length > 0).length === 1
  // A list of which one name has no word before it separates people: that word is somebody without an address.
  const isDivided = group.every(({ entries }, index) => {
    const isWords = group[index - 1]?.entries.length === 0
    return entries[0]?.name === undefined || isWords
  })
  const read: AddressEntry[] = []
  let words: string[] = []
  const onExhausted = () => {
    read.push(...words.map(text => ({ text, name: undefined })))
    words = []
  }
  for (const { text, entries } of group) {
    const [first, ...others] = entries
    if (first === undefined) {
      words.push(trimInvisible(text))
      continue
    }
    const isLastName = first.name !== undefined && (isAlone || (isDivided && words.length === 1))
    const name = isLastName ? toName([...words, first.name].join(', ')) : first.name
    if (isLastName) words = []
    else onExhausted()
    read.push({ text: first.text, name }, ...others)
  }
  onExhausted()
  return read
}

function readPlain(written: string): string | undefined {
  const [, bracketed, bare] = PLAIN.exec(written) ?? []
  return bracketed ?? bare
}

/** The addresses between two separators; none where there are words alone. */
function readFragment(written: string): AddressEntry[] {
  const plain = readPlain(written)
  if (plain) return [{ text: plain, name: undefined }]
  const text = trimInvisible(trimInvisible(written).replace(BULLET, ''))
  const [, quoted] = /^"((?:\\.|[^"\\])*)"$/s.exec(text) ?? []
  if (quoted !== undefined) return quoted.includes('@') ? readAddressList(quoted) : []
  return readBracketed(text)
}

/** Addresses in angle brackets, each with the name before it; one alone may have its name behind it. */
function readBracketed(text: string): AddressEntry[] {
  const entries: AddressEntry[] = []
  let end = 0
  for (const match of text.matchAll(BRACKETS)) {
    const before = text.slice(end, match.index)
    const address = toAddressText(match[1] ?? match[2] ?? '')
    end = match.index + match[0].length
    if (address === '') return [{ text, name: undefined }]
    const others = isQuoted(before) ? [] : readBare(before).filter(other => other.text !== address)
    entries.push(...others, { text: address, name: before.includes('@') ? undefined : toName(before) })
  }
  const behind = text.slice(end)
  if (entries.length === 0 || behind.includes('@')) return [...entries, ...readBare(behind)]
  const [only, ...more] = entries
  if (only === undefined || more.length > 0 || only.name !== undefined) return entries
  return [{ text: only.text, name: toName(behind) }]
}

/** Reads text without brackets: addresses with spaces between, one beside a name, or a telephone number. */
function readBare(text: string): AddressEntry[] {
  const words = text.split(/\s+/).flatMap(splitWord)
  const last = words.findLastIndex(word => word.includes('@'))
  if (last === -1)
    return /^\s*\+[\d\s().\u2010-\u2013/-]{6,}$/.test(text) ? [{ text: text.trim(), name: undefined }] : []
  const entries: AddressEntry[] = []
  let before: string[] = []
  const isOnly = words.filter(word => word.includes('@')).length === 1
  for (const [index, word] of words.entries()) {
    if (!word.includes('@')) before.push(word)
    else if (isOnly) return [readNamed(before, word, words.slice(index + 1))]
    else {
      entries.push(readNamed(before, word, []))
      before = []
    }
  }
  return before.length > 0 ? [...entries, { text: before.join(' '), name: undefined }] : entries
}

/** `rosa@example.org/bo@example.org`; a slash may also belong to an address. */
function splitWord(word: string): string[] {
  if (word.length > MAX_WORD_LENGTH) return [word]
  const parts = word.split(/[/|&]/)
  if (parts.length > 1 && parts.every(part => normaliseEmail(part) !== null)) return parts
  // A lone sign between two addresses only separates them.
  return trimInvisible(word) === '' || /^[/|&+]$/.test(word) ? [] : [word]
}

/**
 * An address with words before or behind it. A space may be a slip within the address: `rosa vidal@example.org` must not
 * be written to vidal. Only what is clearly a name is taken for one; else all of it is no address.
 */
function readNamed(before: readonly string[], word: string, behind: readonly string[]): AddressEntry {
  const address = toAddressText(word)
  const whole = { text: [...before, word, ...behind].join(' '), name: undefined }
  if (before.length === 0 && behind.length === 0) return { text: address, name: undefined }
  if (normaliseEmail(address) === null) return whole
  const isApart = DASH.test(before.at(-1) ?? '') || (isName(before) && !/^\p{Lu}/u.test(address))
  if (before.length > 0 && !isApart) return whole
  if (behind.length > 0 && !/^[\p{Lu}\p{Lo}(–—-]/u.test(behind[0] ?? '')) return whole
  return { text: address, name: toName((before.length > 0 ? before : behind).join(' ')) }
}

/** Two words with capitals, or one in a script that has none. */
function isName(words: readonly string[]): boolean {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (/^\p{Lo}/u.test(last)) return true
  return words.length > 1 && /^\p{Lu}/u.test(first) && /^\p{Lu}/u.test(last)
}

function isQuoted(text: string): boolean {
  return /^\s*"[^"]*"\s*$/.test(text)
}

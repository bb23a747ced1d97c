import { normaliseEmail } from '../../../invitations/model/normalise-address.ts'
import type { Address } from '../../../ledger/ledger.ts'

/** One of the people that somebody has typed or pasted. */
export interface Recipient {
  /** The address as it stood in the list. */
  readonly text: string
  /** What stood before it: `Name <a@example.com>`. */
  readonly name?: string | undefined
  /** Normalised; undefined for what is no address. */
  readonly address: Address | undefined
  /** The same address stands further up. */
  readonly isDuplicate: boolean
}

/** RFC 5321 §4.5.3.1: no address is longer. */
const MAX_LENGTH = 320
/** Many more than may be invited at once, so that a list that is too long is still said to be. */
const MAX_ENTRIES = 10_000
/**
 * Up to the next comma, semicolon or line break that is in neither quotes nor brackets; neither is longer than names and
 * addresses are, so that whatever is pasted is read once.
 */
const ENTRY = /(?:"[^"\n]{0,320}"|<[^<>\n]{0,320}>|[^,;\n\r])+/g

/** Reads a list as people paste it: lines, commas, semicolons, `Name <a@example.com>`, and `"Name, First" <…>`. */
export function readRecipients(text: string): Recipient[] {
  const seen = new Set<string>()
  const entries = (text.match(ENTRY) ?? []).slice(0, MAX_ENTRIES)
  return entries.flatMap(splitEntry).map(({ text, name }) => {
    const address = toAddress(text)
    const key = address && JSON.stringify(address)
    const isDuplicate = key !== undefined && seen.has(key)
    if (key !== undefined) seen.add(key)
    return { text, ...(name && { name }), address, isDuplicate }
  })
}

/** What stands in brackets is the address; without them, several addresses may have only spaces between. */
function splitEntry(entry: string): Pick<Recipient, 'text' | 'name'>[] {
  const bracketed = /<([^<>]{0,320})>/.exec(entry)
  if (bracketed) return [{ text: (bracketed[1] ?? '').trim(), name: toName(entry.slice(0, bracketed.index)) }]
  const trimmed = entry.trim()
  if (trimmed === '') return []
  const words = trimmed.split(/\s+/)
  const texts = words.length > 1 && words.every(word => word.includes('@')) ? words : [trimmed]
  return texts.map(text => ({ text }))
}

/** RFC 5322 §3.4: a display name may stand in quotes. */
function toName(text: string): string | undefined {
  const name = text
    .trim()
    .replace(/^"([^"]*)"$/, '$1')
    .trim()
  return name === '' || name.length > MAX_LENGTH ? undefined : name
}

/** As it may stand in a list. */
export function toEntry({ text, name }: Pick<Recipient, 'text' | 'name'>): string {
  return name === undefined ? text : `"${name.replaceAll('"', '')}" <${text}>`
}

function toAddress(text: string): Address | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const digits = text.replace(/[\s().-]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return { phoneNumber: digits }
  const email = normaliseEmail(text)
  return email === null ? undefined : { email }
}

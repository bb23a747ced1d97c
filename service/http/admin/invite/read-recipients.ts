import { normaliseEmail } from '../../../invitations/normalise-address.ts'
import type { Address } from '../../../ledger/ledger.ts'

/** One of the people that somebody has typed or pasted. */
export interface Recipient {
  /** As it stood in the list, without a name around it. */
  readonly text: string
  /** Normalised; undefined for what is no address. */
  readonly address: Address | undefined
  /** The same address stands further up. */
  readonly isDuplicate: boolean
}

/** RFC 5321 §4.5.3.1: no address is longer. */
const MAX_LENGTH = 320
/**
 * Up to the next comma, semicolon or line break that is in neither quotes nor brackets; neither is longer than names and
 * addresses are, so that whatever is pasted is read once.
 */
const ENTRY = /(?:"[^"\n]{0,320}"|<[^<>\n]{0,320}>|[^,;\n\r])+/g

/** Reads a list as people paste it: lines, commas, semicolons, `Name <a@example.com>`, and `"Name, First" <…>`. */
export function readRecipients(text: string): Recipient[] {
  const seen = new Set<string>()
  return (text.match(ENTRY) ?? []).flatMap(splitEntry).map(entry => {
    const address = toAddress(entry)
    const key = address && JSON.stringify(address)
    const isDuplicate = key !== undefined && seen.has(key)
    if (key !== undefined) seen.add(key)
    return { text: entry, address, isDuplicate }
  })
}

/** What stands in brackets is the address; without them, several addresses may have only spaces between. */
function splitEntry(entry: string): string[] {
  const bracketed = /<([^<>]{0,320})>/.exec(entry)?.[1]
  if (bracketed !== undefined) return [bracketed.trim()]
  const trimmed = entry.trim()
  if (trimmed === '') return []
  const words = trimmed.split(/\s+/)
  return words.length > 1 && words.every(word => word.includes('@')) ? words : [trimmed]
}

function toAddress(text: string): Address | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const digits = text.replace(/[\s().-]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return { phoneNumber: digits }
  const email = normaliseEmail(text)
  return email === null ? undefined : { email }
}

import { hasInvisible } from '../../../invitations/model/invisible-characters.ts'
import { normaliseEmail, normalisePhoneNumber } from '../../../invitations/model/normalise-address.ts'
import { readAddressList } from '../../../invitations/model/read-address-list.ts'
import type { Address } from '../../../ledger/ledger.ts'

/** One of the people that somebody has typed or pasted. */
export interface TypedRecipient {
  /** The address as it stood in the list. */
  readonly text: string
  /** What stood beside it: `Name <a@example.com>`. */
  readonly name?: string | undefined
  /** Normalised; undefined for what is no address. */
  readonly address: Address | undefined
  /** It is no address because of a character that nobody sees. */
  readonly isInvisible: boolean
  /** The address is already further up in the list. */
  readonly isDuplicate: boolean
}

/** RFC 5321 §4.5.3.1: no address is longer. */
const MAX_LENGTH = 320
/** Many more than may be invited at once, so that a list that is too long is still said to be. */
const MAX_ENTRIES = 10_000

/** Reads a list as people paste it; every address in it comes back, valid or not. */
export function readRecipients(written: string): TypedRecipient[] {
  const seen = new Set<string>()
  const entries = readAddressList(written, MAX_ENTRIES).slice(0, MAX_ENTRIES)
  return entries.map(({ text, name }) => {
    const address = toAddress(text)
    const key = address && JSON.stringify(address)
    const isDuplicate = key !== undefined && seen.has(key)
    if (key !== undefined) seen.add(key)
    const isInvisible = address === undefined && hasInvisible(text)
    return { text, ...(name !== undefined && { name }), address, isInvisible, isDuplicate }
  })
}

/** Writes a recipient as a list entry that reads back unchanged. */
export function toEntry({ text, name }: Pick<TypedRecipient, 'text' | 'name'>): string {
  return name === undefined ? text : `"${name.replace(/["\\]/g, '\\$&')}" <${text}>`
}

function toAddress(text: string): Address | undefined {
  if (text.length > MAX_LENGTH) return undefined
  if (text.startsWith('+')) {
    const phoneNumber = normalisePhoneNumber(text)
    if (phoneNumber !== null) return { phoneNumber }
  }
  const email = normaliseEmail(text)
  return email === null ? undefined : { email }
}

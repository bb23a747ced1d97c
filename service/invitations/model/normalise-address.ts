import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** RFC 5321 §4.5.3.1, in octets; everything is ASCII by then. */
const MAX_LENGTH = 254
const MAX_LOCAL_LENGTH = 64
/** RFC 1035 §2.3.4. No typed letter is shorter in ASCII, and the conversion takes the square of the length. */
const MAX_DOMAIN_LENGTH = 253
/** The limit for text as typed or pasted, checked before anything is converted or matched. */
const MAX_TYPED_LENGTH = 1_000

/** A dot-atom (RFC 5322 §3.2.3): no quotes, no comments, and ASCII only, so that nothing looks like something else. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
/** What a person may have typed: letters, marks and digits of any script; nothing invisible, no other dots. */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u
/** A domain has at least two labels, the last one not a number, so that it is no IP address. */
const DOMAIN = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/

/**
 * Brings an email address into the one form in which addresses are stored and compared: lower case, the domain in ASCII
 * (RFC 5891); null for what is no address or could be taken for another one. Dots and tags in the local part stay. See
 * docs/adr/0005-one-form-of-an-address.md.
 */
export function normaliseEmail(text: string): string | null {
  if (text.length > MAX_TYPED_LENGTH) return null
  const [local = '', domain = '', ...rest] = text.trim().split('@')
  if (rest.length > 0 || local.length > MAX_LOCAL_LENGTH || !LOCAL_PART.test(local)) return null
  const asciiDomain = normaliseDomain(domain)
  if (asciiDomain === null) return null
  const address = `${local.toLowerCase()}@${asciiDomain}`
  return address.length <= MAX_LENGTH ? address : null
}

/** Brings a domain into the form that addresses have behind the `@`; null for what is none, or looks like another one. */
export function normaliseDomain(domain: string): string | null {
  if (domain.length > MAX_DOMAIN_LENGTH) return null
  // fail closed: what compatibility folding would change is one character dressed up as another.
  if (!TYPED_DOMAIN.test(domain) || domain.normalize('NFKC') !== domain) return null
  const ascii = domainToASCII(domain)
  return DOMAIN.test(ascii) ? ascii : null
}

/** Digits in ASCII with what people put between them; no letters, no extension, no second number. */
const TYPED_PHONE_NUMBER = /^\+[\d\s()./\u2010-\u2013-]+$/
/** Country code and number (ITU-T E.164 §6): 15 digits at most, none of them a leading zero. */
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/

/**
 * Brings a phone number into E.164, the one form in which they are stored and compared; null for what is none. A trunk
 * prefix such as `(0)` is left out, and a number that its country cannot have is none
 * (docs/adr/0041-telephone-numbers-by-a-library.md).
 */
export function normalisePhoneNumber(text: string): string | null {
  if (text.length > MAX_TYPED_LENGTH || !TYPED_PHONE_NUMBER.test(text.trim())) return null
  const parsed = parsePhoneNumberFromString(text.trim())
  if (!parsed?.isPossible()) return null
  return PHONE_NUMBER.test(parsed.number) ? parsed.number : null
}

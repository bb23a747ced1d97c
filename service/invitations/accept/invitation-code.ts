import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { InvitationKey } from './open-invitation.ts'

/** 50 bits: five tries find one code among 10^15. */
const LENGTH = 10

/** Digits and capital letters without I, L, O and U, which are read as others (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What is typed for a letter that the alphabet leaves out. */
const LOOKALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' }

/** The codes that open invitations like their links do, for mailboxes whose scanners break links. */
export interface InvitationCodes {
  /** The code of one generation of an invitation, as the mail shows it: `XXXXX-XXXXX`. It is stored nowhere. */
  codeFor(key: InvitationKey): string
  /** Is this the code of that invitation? `code` is as `parseInvitationCode` has read it. */
  matches(key: InvitationKey, code: string): boolean
}

/** Creates the codes from the cookie secrets: the first makes them, each of them is recognised. */
export function createInvitationCodes({ secrets }: { secrets: readonly string[] }): InvitationCodes {
  const keys = secrets.map(deriveKey)
  const [making] = keys
  if (!making) throw new TypeError('expected at least one secret')
  return {
    codeFor: invitation => {
      const code = makeCode(making, invitation)
      return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
    },
    matches: (invitation, code) => {
      // constant time: every key is tried, and two codes have one length.
      const matching = keys.filter(key => areEqual(makeCode(key, invitation), code))
      return matching.length > 0
    },
  }
}

/** Reads a code as people type it: any case, with or without spaces and hyphens; undefined if it cannot be one. */
export function parseInvitationCode(typed: string): string | undefined {
  const letters = [
    ...typed
      .normalize('NFKC')
      .replace(/[\s\p{Pd}]/gu, '')
      .toUpperCase(),
  ]
  const code = letters.map(letter => LOOKALIKES[letter] ?? letter)
  return code.length === LENGTH && code.every(letter => ALPHABET.includes(letter)) ? code.join('') : undefined
}

/** The first letters of an HMAC over the invitation and its generation (RFC 2104). */
function makeCode(key: KeyObject, { invitationId, generation }: InvitationKey): string {
  const digest = createHmac('sha256', key)
    .update(JSON.stringify([invitationId, generation]))
    .digest()
  // 32 letters divide 256 evenly, so that none is more likely than another.
  return [...digest.subarray(0, LENGTH)].map(byte => ALPHABET[byte % ALPHABET.length]).join('')
}

/** A key for this purpose alone: a code tells nothing about a cookie, nor the other way round (RFC 5869). */
function deriveKey(secret: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', 'guestlist invitation code v1', 32)))
}

function areEqual(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

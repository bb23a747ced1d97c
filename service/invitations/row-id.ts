import { randomBytes } from 'node:crypto'

/** Base64url's characters in the order in which databases sort them. */
const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const TIME_CHARACTERS = 8
const RANDOM_CHARACTERS = 14

/**
 * Makes the name of a row, in the order of time: 48 bits of milliseconds since 1970, then 84 random ones, 22 characters.
 * Rows made together stand together in every index, so that a million older ones cost a new one nothing. Not a secret:
 * what must not be guessed is a `randomId`.
 */
export function rowId(prefix: 'inv' | 'red' | 'hnd', now: number): string {
  let time = ''
  for (let rest = now, place = 0; place < TIME_CHARACTERS; place++, rest = Math.floor(rest / 64))
    time = ALPHABET.charAt(rest % 64) + time
  let random = ''
  for (const byte of randomBytes(RANDOM_CHARACTERS)) random += ALPHABET.charAt(byte % 64)
  return `${prefix}_${time}${random}`
}

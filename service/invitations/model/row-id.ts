import { randomFillSync } from 'node:crypto'

/** Base64url's characters in the order in which databases sort them. */
const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const TIME_CHARACTERS = 8
const RANDOM_CHARACTERS = 14

/** Random bytes for many names at once: asking for a few costs as much. Each is used once. */
const pool = new Uint8Array(RANDOM_CHARACTERS * 128)
let used = pool.length

/**
 * Makes the name of a row, in the order of time: 48 bits of milliseconds since 1970, then 84 random ones, 22 characters.
 * Rows made together stand together in every index, so that a million older ones cost a new one nothing. Not a secret:
 * what must not be guessed is a `randomId`.
 */
export function rowId(prefix: 'inv' | 'red' | 'hnd', now: number): string {
  let time = ''
  for (let rest = now, place = 0; place < TIME_CHARACTERS; place++, rest = Math.floor(rest / 64))
    time = ALPHABET.charAt(rest % 64) + time
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  let random = ''
  for (const end = used + RANDOM_CHARACTERS; used < end; used++)
    random += ALPHABET.charAt((pool[used] ?? 0) % 64)
  return `${prefix}_${time}${random}`
}

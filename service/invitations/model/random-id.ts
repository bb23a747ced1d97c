import { randomBytes } from 'node:crypto'

/** Makes a name that nobody can guess: 128 random bits, base64url, 22 characters. */
export function randomId(): string {
  return randomBytes(16).toString('base64url')
}

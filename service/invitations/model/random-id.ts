import { randomBytes } from 'node:crypto'

/** Makes a name that nobody can guess: 128 random bits, base64url, 22 characters. */
export function randomId(): string {
  return randomBytes(16).toString('base64url')
}

/** A password that nobody ever sees; its end satisfies every password policy that Auth0 offers. */
export function unusablePassword(newId: () => string): string {
  return `${newId()}${newId()}aA1!`
}

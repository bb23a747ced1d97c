import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Cheap parameters: this is a stand-in, no real password is ever stored here. */
const cost = { N: 1024 }

/** Hashes a password for `User.password_hash`, as `scrypt$salt$hash`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${scryptSync(password, salt, 32, cost).toString('base64url')}`
}

/** True when the password fits the stored hash; false for any other password or a hash that is absent. */
export function isPassword(password: string, stored: string | undefined): boolean {
  const [scheme, salt, hash] = stored?.split('$') ?? []
  if (scheme !== 'scrypt' || !salt || !hash) return false
  const expected = Buffer.from(hash, 'base64url')
  return timingSafeEqual(
    expected,
    scryptSync(password, Buffer.from(salt, 'base64url'), expected.length, cost),
  )
}

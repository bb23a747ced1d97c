import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Cheap parameters: this is a stand-in, no real password is ever stored here. */
const cost = { N: 1024 }

/** Hashes a password for `User.password_hash`, as `scrypt$salt$hash`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${scryptSync(password, salt, 32, cost).toString('base64url')}`
}

/** An imported hash as it is stored: `digest$algorithm$hash`. */
export function toStoredDigest(imported: {
  algorithm: string
  hash: { value: string; encoding: 'base64' | 'hex' }
}): string {
  const { algorithm, hash } = imported
  return `digest$${algorithm}$${Buffer.from(hash.value, hash.encoding).toString('base64url')}`
}

/** True when the password fits the stored hash; false for any other password or a hash that is absent. */
export function isPassword(password: string, stored: string | undefined): boolean {
  const [scheme, parameter, hash] = stored?.split('$') ?? []
  if (!parameter || !hash) return false
  const expected = Buffer.from(hash, 'base64url')
  const found =
    scheme === 'digest'
      ? createHash(parameter).update(password).digest()
      : scryptSync(password, Buffer.from(parameter, 'base64url'), expected.length, cost)
  return found.length === expected.length && timingSafeEqual(expected, found)
}

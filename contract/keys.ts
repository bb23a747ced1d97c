import type { CryptoKey, JWK } from 'jose'

/** The one algorithm of both tokens: Ed25519 signatures (RFC 8037). No token chooses its own. */
export const SIGNATURE_ALGORITHM = 'EdDSA'

/** Key ids stay short, because they travel in every handoff and a handoff has at most 255 characters. */
export const KEY_ID_PATTERN = /^[\w-]{1,16}$/

/** A private key that signs one kind of token. */
export interface SigningKey {
  readonly id: string
  readonly key: CryptoKey
}

/** Public keys by key id; several at once while keys are being rotated. */
export type VerificationKeys = ReadonlyMap<string, CryptoKey>

/** Keys that cannot be used, with the reason but never the key. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}

/** Reads a private Ed25519 JWK (RFC 8037, with `d` and `kid`) from JSON. Throws KeyError. */
export async function parseSigningKey(json: string): Promise<SigningKey> {
  const jwk = assertEd25519(parseJson(json))
  if (typeof jwk.d !== 'string') throw new KeyError('expected a private key (with "d")')
  return { id: jwk.kid, key: await importKey(jwk) }
}

/** Reads public Ed25519 keys from a JWK Set (RFC 7517 §5) in JSON; at least one, no private part. Throws KeyError. */
export async function parseVerificationKeys(json: string): Promise<VerificationKeys> {
  const set = parseJson(json)
  const list = isRecord(set) && Array.isArray(set.keys) ? set.keys : []
  if (list.length === 0) throw new KeyError('expected a JWK Set with at least one key')
  const keys = new Map<string, CryptoKey>()
  for (const entry of list) {
    const jwk = assertEd25519(entry)
    // fail closed: a private key here means that the wrong half was pasted.
    if ('d' in jwk) throw new KeyError('expected public keys only (found "d")')
    if (keys.has(jwk.kid)) throw new KeyError('expected each "kid" once')
    keys.set(jwk.kid, await importKey(jwk))
  }
  return keys
}

function assertEd25519(value: unknown): JWK & { kid: string } {
  if (!isRecord(value) || value.kty !== 'OKP' || value.crv !== 'Ed25519' || typeof value.x !== 'string')
    throw new KeyError('expected an Ed25519 key as JWK (kty OKP, crv Ed25519)')
  if (typeof value.kid !== 'string' || !KEY_ID_PATTERN.test(value.kid))
    throw new KeyError('expected a "kid" of 1 to 16 letters, digits, "_" or "-"')
  return value as JWK & { kid: string }
}

/** WebCrypto does this directly: jose's import knows every kind of key, which takes 3 kB of an Action. */
async function importKey({ x = '', d }: JWK): Promise<CryptoKey> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, ...(d !== undefined && { d }) }
  try {
    const usage = d === undefined ? 'verify' : 'sign'
    return await crypto.subtle.importKey('jwk', jwk, { name: 'Ed25519' }, false, [usage])
  } catch {
    // The cause is dropped on purpose: it may quote key material.
    throw new KeyError('expected a valid Ed25519 key')
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new KeyError('expected JSON')
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

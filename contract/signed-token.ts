import { base64url, CompactSign, type CryptoKey } from 'jose'
import { SIGNATURE_ALGORITHM, type SigningKey, type VerificationKeys } from './keys.ts'
import { TokenError } from './token-error.ts'

/** The purpose of a token, in its header (RFC 8725 §3.11: explicit typing keeps one kind from passing as another). */
export type TokenType = 'link' | 'handoff'

/** Signs claims as a compact JWS (RFC 7515). The same claims and key always give the same token. */
export async function signToken(type: TokenType, claims: object, key: SigningKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: SIGNATURE_ALGORITHM, kid: key.id, typ: type })
    .sign(key.key)
}

/**
 * Three parts in base64url (RFC 7515 §7.1). The 64 bytes of an Ed25519 signature end in a character of which four bits
 * are unused: only where those are zero, it is the character that signing writes.
 */
const SPELLING = /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/

/**
 * Returns the claims of a token whose key, signature, type and spelling are right. `parse` gives the claims of that type
 * and no others, in the order in which they are signed, or null. Throws TokenError.
 */
export async function verifyToken<Claims extends object>(
  type: TokenType,
  token: string,
  keys: VerificationKeys,
  parse: (payload: unknown) => Claims | null,
): Promise<Claims> {
  if (!SPELLING.test(token)) throw new TokenError('malformed')
  const [header = '', payload = '', signature = ''] = token.split('.')
  const { kid = '', typ } = Object(parsePart(header)) as { kid?: string; typ?: unknown }
  const key = keys.get(kid)
  if (!key || !(await isSigned(`${header}.${payload}`, signature, key))) throw new TokenError('bad_signature')
  if (typ !== type) throw new TokenError('wrong_purpose')
  const claims = parse(parsePart(payload))
  // fail closed: claims are signed in exactly one spelling, and a token in any other is rejected.
  if (!claims || `${header}.${payload}` !== toSigningInput(type, kid, claims))
    throw new TokenError('malformed')
  return claims
}

/** fail closed: the algorithm is ours. Whatever a header names is never more than compared. */
function isSigned(signingInput: string, signature: string, key: CryptoKey): Promise<boolean> {
  const bytes = new Uint8Array(base64url.decode(signature))
  return crypto.subtle.verify('Ed25519', key, bytes, new TextEncoder().encode(signingInput))
}

/** The text that signToken signs. */
function toSigningInput(type: TokenType, kid: string, claims: object): string {
  const header = { alg: SIGNATURE_ALGORITHM, kid, typ: type }
  return [header, claims].map(part => base64url.encode(JSON.stringify(part))).join('.')
}

function parsePart(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(base64url.decode(part)))
  } catch (cause) {
    throw new TokenError('malformed', { cause })
  }
}

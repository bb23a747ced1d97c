import { base64url, CompactSign, type CompactVerifyResult, compactVerify } from 'jose'
import { SIGNATURE_ALGORITHM, type SigningKey, type VerificationKeys } from './keys.ts'
import { TokenError } from './token-error.ts'

/** What a token is for, in its header (RFC 8725 §3.11: explicit typing keeps one kind from passing as another). */
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
 * Returns the claims of a token whose algorithm, key, signature, type and spelling are right. `parse` gives the claims of
 * that type and no others, in the order in which they are signed, or null. Throws TokenError.
 */
export async function verifyToken<Claims extends object>(
  type: TokenType,
  token: string,
  keys: VerificationKeys,
  parse: (payload: unknown) => Claims | null,
): Promise<Claims> {
  if (!SPELLING.test(token)) throw new TokenError('malformed')
  const { payload, protectedHeader } = await verifySignature(token, keys)
  if (protectedHeader.typ !== type) throw new TokenError('wrong_purpose')
  const claims = parse(parseJson(payload))
  // fail closed: whatever could be written in two ways is signed in one, and a token in any other is not ours.
  const isOurs = claims && token.startsWith(toSigningInput(type, protectedHeader.kid, claims))
  if (!isOurs) throw new TokenError('malformed')
  return claims
}

/** What signToken has signed, with the dots. */
function toSigningInput(type: TokenType, kid: string | undefined, claims: object): string {
  const header = { alg: SIGNATURE_ALGORITHM, kid, typ: type }
  return [header, claims].map(part => `${base64url.encode(JSON.stringify(part))}.`).join('')
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload))
  } catch (cause) {
    throw new TokenError('malformed', { cause })
  }
}

async function verifySignature(token: string, keys: VerificationKeys): Promise<CompactVerifyResult> {
  try {
    return await compactVerify(
      token,
      header => {
        const key = keys.get(header.kid ?? '')
        if (!key) throw new TokenError('bad_signature')
        return key
      },
      // fail closed: the list is ours, so "none" or another algorithm never reaches a key.
      { algorithms: [SIGNATURE_ALGORITHM] },
    )
  } catch {
    throw new TokenError('bad_signature')
  }
}

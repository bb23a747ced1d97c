import { CompactSign, type CompactVerifyResult, compactVerify } from 'jose'
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

/** Returns the claims of a token whose algorithm, key, signature and type are right. Throws TokenError. */
export async function verifyToken(type: TokenType, token: string, keys: VerificationKeys): Promise<unknown> {
  const { payload, protectedHeader } = await verifySignature(token, keys)
  if (protectedHeader.typ !== type) throw new TokenError('wrong_purpose')
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

import type { SigningKey, VerificationKeys } from './keys.ts'
import { signToken, verifyToken } from './signed-token.ts'
import { TokenError } from './token-error.ts'

/** The parameter of `/authorize` that carries a handoff, and the form field that Universal Login makes of it. */
export const HANDOFF_PARAMETER = 'ext-invite'
export const HANDOFF_FIELD = 'ulp-invite'

/**
 * What the platform allows as value of an `ext-` parameter; anything else makes `/authorize` fail
 * (https://auth0.com/docs/customize/login-pages/universal-login/customize-templates#custom-query-parameters).
 */
export const EXT_VALUE_PATTERN = /^[-\w.*~@+ /:]{1,255}$/

/** The content of a handoff. All other facts are in the ledger, because 255 characters hold no more. */
export interface HandoffClaims {
  /** 128 random bits, base64url. */
  readonly id: string
  readonly expiresAt: Date
}

/** Makes the value of `ext-invite`. Throws TypeError if the platform would refuse it. */
export async function signHandoffToken(claims: HandoffClaims, key: SigningKey): Promise<string> {
  const exp = Math.floor(claims.expiresAt.getTime() / 1000)
  const token = await signToken('handoff', { jti: claims.id, exp }, key)
  if (!EXT_VALUE_PATTERN.test(token)) throw new TypeError('handoff does not fit into an ext- parameter')
  return token
}

/**
 * Returns the claims of an authentic, live handoff; a handoff has expired at the very second of `exp`. Throws
 * TokenError.
 */
export async function verifyHandoffToken(
  token: string,
  keys: VerificationKeys,
  now: Date,
): Promise<HandoffClaims> {
  if (!EXT_VALUE_PATTERN.test(token)) throw new TokenError('malformed')
  const { jti, exp } = await verifyToken('handoff', token, keys, parsePayload)
  const expiresAt = new Date(exp * 1000)
  // fail closed: an end that no date can hold counts as past.
  if (!(now < expiresAt)) throw new TokenError('expired')
  return { id: jti, expiresAt }
}

function parsePayload(value: unknown): { jti: string; exp: number } | null {
  if (typeof value !== 'object' || value === null) return null
  const { jti, exp } = value as Record<string, unknown>
  const isId = typeof jti === 'string' && /^[\w-]{22}$/.test(jti)
  return isId && typeof exp === 'number' && Number.isSafeInteger(exp) ? { jti, exp } : null
}

import type { SigningKey, VerificationKeys } from './keys.ts'
import { signToken, verifyToken } from './signed-token.ts'
import { TokenError } from './token-error.ts'

/** A link names an invitation and its generation. The ledger decides whether it is still valid. */
export interface LinkClaims {
  readonly invitationId: string
  readonly generation: number
  readonly issuedAt: Date
  readonly expiresAt: Date
}

/** The tenant and service that a link belongs to: `issuer` is PUBLIC_URL, `audience` the tenant's domain. */
export interface LinkScope {
  readonly issuer: string
  readonly audience: string
}

/** Whose links count: also those from before PUBLIC_URL moved. */
export interface VerifiedLinkScope extends LinkScope {
  readonly formerIssuers?: readonly string[]
}

/** Makes the token of `PUBLIC_URL/i/<token>`. Deterministic, so that it is made when needed and stored nowhere. */
export function signLinkToken(claims: LinkClaims, scope: LinkScope, key: SigningKey): Promise<string> {
  return signToken(
    'link',
    {
      iss: scope.issuer,
      aud: scope.audience,
      jti: claims.invitationId,
      gen: claims.generation,
      iat: toSeconds(claims.issuedAt),
      exp: toSeconds(claims.expiresAt),
    },
    key,
  )
}

/**
 * Returns what an authentic link says, also when its `exp` has passed: the holder of a real but late link is told so,
 * and an invitation that was extended keeps its link. Expiry is the ledger's to decide. Throws TokenError.
 */
export async function verifyLinkToken(
  token: string,
  { issuer, audience, formerIssuers = [] }: VerifiedLinkScope,
  keys: VerificationKeys,
): Promise<LinkClaims> {
  const claims = await verifyToken('link', token, keys, parsePayload)
  const isOurs = claims.iss === issuer || formerIssuers.includes(claims.iss)
  if (!isOurs || claims.aud !== audience) throw new TokenError('wrong_purpose')
  return {
    invitationId: claims.jti,
    generation: claims.gen,
    issuedAt: new Date(claims.iat * 1000),
    expiresAt: new Date(claims.exp * 1000),
  }
}

interface LinkPayload {
  iss: string
  aud: string
  jti: string
  gen: number
  iat: number
  exp: number
}

function parsePayload(value: unknown): LinkPayload | null {
  if (typeof value !== 'object' || value === null) return null
  const { iss, aud, jti, gen, iat, exp } = value as Record<string, unknown>
  if (typeof iss !== 'string' || typeof aud !== 'string' || typeof jti !== 'string') return null
  return isInteger(gen) && isInteger(iat) && isInteger(exp) ? { iss, aud, jti, gen, iat, exp } : null
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

function toSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Act, Via } from '../../ledger/schema/via.ts'
import { ApiError } from './api-error.ts'
import { type NamePermission, type Permission, permissions } from './permissions.ts'

/** Who calls the API, from an access token that the tenant issued. */
export interface Caller {
  /** `sub`: a user id, `<client id>@clients`, or an agent's id. */
  readonly id: string
  readonly kind: 'person' | 'client'
  readonly via?: Via | undefined
  /** What invitees are told; tokens do not say it. */
  readonly name?: string | undefined
  /** By the names that this service has for them, whatever the tenant calls them. */
  readonly permissions: ReadonlySet<Permission>
}

/** Tells who an access token speaks for. Throws ApiError `invalid_token` or `unavailable`. */
export type VerifyAccessToken = (token: string) => Promise<Caller>

/**
 * Creates the check for access tokens (RFC 9068) of one tenant. `issuers`: one for each of its domains, with the slash
 * at the end, because a token carries the domain it was asked for at.
 */
export function createAccessTokenVerifier(options: {
  issuers: readonly string[]
  audience: string
  nameOfPermission: NamePermission
  now: () => number
}): VerifyAccessToken {
  const keysOf = new Map(
    options.issuers.map(issuer => [issuer, createRemoteJWKSet(new URL('.well-known/jwks.json', issuer))]),
  )
  return async token => {
    const issuer = readIssuer(token)
    const keys = keysOf.get(issuer)
    if (!keys) throw invalidToken()
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: options.audience,
      // fail closed: the tenant signs with RS256; nothing else is tried, "none" least of all.
      algorithms: ['RS256'],
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(options.now()),
    }).catch((error: unknown) => Promise.reject(toApiError(error)))
    return toCaller(payload, options.nameOfPermission)
  }
}

/** Which of our issuers to ask for keys; believed only once one of its keys has verified the signature. */
function readIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? ''
  } catch {
    throw invalidToken()
  }
}

function toCaller(claims: JWTPayload, nameOf: NamePermission): Caller {
  if (!claims.sub) throw invalidToken()
  const held: unknown[] = Array.isArray(claims.permissions) ? claims.permissions : []
  const known = Object.keys(permissions) as Permission[]
  const kind = isClient(claims) ? 'client' : 'person'
  return {
    id: claims.sub,
    kind,
    via: toVia(claims, kind),
    permissions: new Set(known.filter(permission => held.includes(nameOf(permission)))),
  }
}

/**
 * A client speaks for itself, or an agent does through one
 * (https://auth0.com/docs/ai-agents-mcp/agents-as-principal/agent-identity-in-tokens). Ids of users have a bar in them.
 */
function isClient({ sub = '', gty, client_id, sub_profile }: JWTPayload): boolean {
  const isAgent = sub.startsWith('agt_') || String(sub_profile).split(' ').includes('ai_agent')
  return gty === 'client-credentials' || sub.endsWith('@clients') || sub === client_id || isAgent
}

function toVia({ sub, azp, client_id, act }: JWTPayload, kind: Caller['kind']): Via | undefined {
  const client = client_id ?? azp
  const isNamedBySubject = sub === client || sub === `${client}@clients`
  const clientId = kind === 'client' && typeof client === 'string' && !isNamedBySubject ? client : undefined
  if (clientId === undefined && act === undefined) return undefined
  return { clientId, act: act === undefined ? undefined : parseAct(act, MAX_ACTORS) }
}

/** Longer chains are not made (https://auth0.com/docs/secure/call-apis-on-users-behalf/on-behalf-of-token-exchange). */
const MAX_ACTORS = 5

/** fail closed: whoever acts for somebody else and cannot be named does nothing here. */
function parseAct(value: unknown, levels: number): Act {
  const { sub, act } = Object(value) as Record<string, unknown>
  if (typeof sub !== 'string' || sub === '' || sub.length > 255 || levels === 0) throw invalidToken()
  return act === undefined ? { sub } : { sub, act: parseAct(act, levels - 1) }
}

/** A token that is wrong is the caller's fault; keys that cannot be fetched are nobody's, and worth another try. */
function toApiError(error: unknown): ApiError {
  const isAboutToken =
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey
  return isAboutToken
    ? invalidToken()
    : new ApiError('unavailable', 'The tenant cannot be reached. Try again.')
}

function invalidToken(): ApiError {
  return new ApiError('invalid_token', 'The access token is missing, invalid or expired.')
}

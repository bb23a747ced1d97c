import { createHash, timingSafeEqual } from 'node:crypto'
import { importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { JsonObject } from './state.ts'
import type { Tenant } from './tenant.ts'

/**
 * Signs a token of the tenant: RS256 with the one key of all its domains, `kid` in the header.
 * `issuer` is the domain used, with the slash at the end; `typ` is `at+jwt` only where Auth0 is told so.
 */
export async function signToken(tenant: Tenant, claims: JWTPayload, issuer: string, lifetimeSeconds: number) {
  const { signing_key } = tenant.state
  const issuedAt = Math.floor(tenant.now().getTime() / 1000)
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: String(signing_key.kid) })
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(await importJWK(signing_key, 'RS256'))
}

/** The tenant's public keys, for `/.well-known/jwks.json`. */
export function publicJwks(tenant: Tenant): { keys: JsonObject[] } {
  const { kty, n, e, kid, alg, use } = tenant.state.signing_key
  return {
    keys: [
      { kty: kty ?? 'RSA', n: n ?? '', e: e ?? '', kid: kid ?? '', alg: alg ?? 'RS256', use: use ?? 'sig' },
    ],
  }
}

/** Checks a token that this tenant signed, for an audience. Throws a JOSEError for any other token. */
export async function verifyToken(tenant: Tenant, token: string, audience: string): Promise<JWTPayload> {
  const [key] = publicJwks(tenant).keys
  const { payload } = await jwtVerify(token, await importJWK(key ?? {}, 'RS256'), {
    algorithms: ['RS256'],
    audience,
    issuer: [`${tenant.canonicalUrl}/`, `${tenant.customUrl}/`],
    currentDate: tenant.now(),
  })
  return payload
}

/** constant time: compares a presented client secret with the stored one. */
export function isSecret(presented: string, stored: string): boolean {
  const hash = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(hash(presented), hash(stored))
}

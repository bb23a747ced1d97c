import { createHash, randomBytes } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import nock from 'nock'

/** What the service sees of its tenant on the network: discovery, keys and the token endpoint, on both domains. */
export interface TenantStandIn {
  /** An access token for the service's API, as the tenant issues it; claims override the usual ones. */
  issueAccessToken(
    claims?: JWTPayload,
    header?: { key?: CryptoKey; alg?: string; kid?: string },
  ): Promise<string>
  /** A key that the tenant publishes beside its own, for ES256 (`k2`). */
  readonly otherKey: CryptoKey
  /**
   * A person logs in where the service has sent the browser; returns where the tenant sends it back to. Claims override
   * the usual ones; an access token is for the API that was asked for.
   */
  logIn(authorizationUrl: string, userId: string, idToken?: JWTPayload, accessToken?: JWTPayload): string
  /** The tenant answers nothing until `comeBack`. */
  goDown(): void
  comeBack(): void
}

const CANONICAL = 'https://acme.eu.auth0.example'
export const CUSTOM = 'https://login.acme.example'
const AUDIENCE = 'https://guestlist.example/api'

const json = { 'content-type': 'application/json' }

/** The applications that the service is, with their secrets. */
const clients: Readonly<Record<string, string>> = {
  'guestlist-client': 'canary-client-secret-of-guestlist',
  'administration-client': 'canary-client-secret-of-administration',
}

interface PendingCode {
  clientId: string
  audience: string | null
  accessToken: JWTPayload
  challenge: string
  nonce: string
  redirectUri: string
  userId: string
  idToken: JWTPayload
}

/** One tenant per test file, however many services: they share its keys and codes. */
const { privateKey, publicKey } = await generateKeyPair('RS256')
/** Another key of the tenant's, for an algorithm that its tokens do not have. */
const elliptic = await generateKeyPair('ES256')
const codes = new Map<string, PendingCode>()

/** Starts answering for the tenant of `makeEnvironment`; everything else on the network is cut off. */
export async function startTenantStandIn(now: () => number = Date.now): Promise<TenantStandIn> {
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const otherJwk = { ...(await exportJWK(elliptic.publicKey)), kid: 'k2', alg: 'ES256', use: 'sig' }

  const sign = (claims: JWTPayload, key: CryptoKey, alg: string, kid: string) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key)

  const exchange = async (body: Record<string, string>) => {
    const pending = codes.get(body.code ?? '')
    codes.delete(body.code ?? '')
    const challenge = createHash('sha256')
      .update(body.code_verifier ?? '')
      .digest('base64url')
    const isRight =
      pending?.challenge === challenge &&
      pending.redirectUri === body.redirect_uri &&
      pending.clientId === body.client_id &&
      body.client_secret === clients[pending.clientId]
    if (!pending || !isRight) return [403, { error: 'invalid_grant' }] as const
    const { clientId, nonce, userId, idToken, audience, accessToken } = pending
    const usual = { iss: `${CUSTOM}/`, sub: userId, ...lifetime(Date.now()) }
    const id_token = await sign({ ...usual, aud: clientId, nonce, ...idToken }, privateKey, 'RS256', 'k1')
    const access_token = audience
      ? await sign({ ...usual, ...lifetime(now()), aud: audience, ...accessToken }, privateKey, 'RS256', 'k1')
      : 'opaque'
    return [200, { access_token, token_type: 'Bearer', expires_in: 60, id_token }] as const
  }

  const listen = (origin: string) =>
    nock(origin)
      .persist()
      .get('/.well-known/openid-configuration')
      .reply(200, toMetadata(origin), json)
      .get('/.well-known/jwks.json')
      .reply(200, { keys: [jwk, otherJwk] }, json)
      .post('/oauth/token')
      .reply(async (_path, body) => {
        const [status, answer] = await exchange(Object.fromEntries(new URLSearchParams(String(body))))
        return [status, answer, json]
      })

  const comeBack = () => {
    nock.cleanAll()
    for (const origin of [CANONICAL, CUSTOM]) listen(origin)
  }
  nock.disableNetConnect()
  comeBack()
  return {
    issueAccessToken(claims, { key = privateKey, alg = 'RS256', kid = 'k1' } = {}) {
      return sign(
        { iss: `${CANONICAL}/`, aud: AUDIENCE, sub: 'auth0|ada', ...lifetime(now()), ...claims },
        key,
        alg,
        kid,
      )
    },
    otherKey: elliptic.privateKey,
    logIn(authorizationUrl, userId, idToken = {}, accessToken = {}) {
      const { searchParams: asked } = new URL(authorizationUrl)
      const code = randomBytes(16).toString('base64url')
      const redirectUri = asked.get('redirect_uri') ?? ''
      codes.set(code, {
        clientId: asked.get('client_id') ?? '',
        audience: asked.get('audience'),
        accessToken,
        challenge: asked.get('code_challenge') ?? '',
        nonce: asked.get('nonce') ?? '',
        redirectUri,
        userId,
        idToken,
      })
      return `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
    },
    goDown() {
      nock.cleanAll()
      for (const origin of [CANONICAL, CUSTOM]) {
        const scope = nock(origin).persist()
        // What fetch throws when nobody listens.
        scope.get(/.*/).replyWithError(new TypeError('fetch failed'))
        scope.post(/.*/).replyWithError(new TypeError('fetch failed'))
      }
    },
    comeBack,
  }
}

function toMetadata(origin: string) {
  return {
    issuer: `${origin}/`,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    jwks_uri: `${origin}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  }
}

function lifetime(now: number) {
  const iat = Math.floor(now / 1000)
  return { iat, exp: iat + 3600 }
}

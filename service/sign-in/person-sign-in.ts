import * as oidc from 'openid-client'
import { type ClientOfTenant, createDiscovery, toSignInError } from './discovery.ts'
import type { SignInChecks } from './sign-in.ts'
import { SignInError } from './sign-in-error.ts'

export interface PersonSignInConfig extends ClientOfTenant {
  /** An Allowed Callback URL of the application. */
  readonly redirectUri: string
  /** The API that an access token is wanted for; none where nothing is to be asked. */
  readonly audience?: string | undefined
}

/** Who came, as the tenant says. */
export interface TenantPerson {
  readonly userId: string
  readonly name: string | undefined
  readonly email: string | undefined
  /** For the API that was named. */
  readonly accessToken: string
}

/** The service as OpenID Connect client for people who use its own pages: administrators, members. */
export interface PersonSignIn {
  /** Makes the address of Universal Login. Throws SignInError `unreachable`. */
  begin(request: { locale: string }): Promise<{ url: URL; checks: SignInChecks }>
  /** Reads who came back, from the query of the callback. Throws SignInError. */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<TenantPerson>
  /** Where the session at the tenant ends; `returnTo` is an Allowed Logout URL. */
  logoutUrl(returnTo: string): string
}

/** Creates the client. The tenant is looked up when it is first needed, and again until it answers. */
export function createPersonSignIn(config: PersonSignInConfig): PersonSignIn {
  const { redirectUri, audience, loginOrigin, clientId } = config
  const discover = createDiscovery(config)
  return {
    async begin({ locale }) {
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: locale,
        ...(audience && { audience }),
      })
      return { url, checks }
    },
    async finish(query, { state, nonce, codeVerifier }) {
      const callback = new URL(`${redirectUri}?${query}`)
      const tokens = await oidc
        .authorizationCodeGrant(await discover(), callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        .catch((error: unknown) => Promise.reject(toSignInError(error)))
      const claims = tokens.claims()
      if (!claims) throw new SignInError('rejected')
      const { sub: userId, name, email } = claims
      return { userId, name: toText(name), email: toText(email), accessToken: tokens.access_token }
    },
    logoutUrl(returnTo) {
      const url = new URL('/v2/logout', loginOrigin)
      url.searchParams.set('client_id', clientId)
      url.searchParams.set('returnTo', returnTo)
      return url.href
    },
  }
}

function toText(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined
}

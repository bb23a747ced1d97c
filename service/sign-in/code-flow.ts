import * as oidc from 'openid-client'
import { type ClientOfTenant, createDiscovery, toSignInError } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'

/** The values that this browser must bring back: nobody else can finish the log-in without them. */
export interface SignInChecks {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636), and with state and nonce of OpenID Connect. */
export interface CodeFlow {
  /** Makes the address of Universal Login, with further parameters of `/authorize`. Throws SignInError `unreachable`. */
  begin(parameters: Record<string, string>, state?: string): Promise<{ url: URL; checks: SignInChecks }>
  /** Reads who came back, from the query of the callback. Throws SignInError. */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<{ claims: oidc.IDToken; accessToken: string }>
}

/** Creates the flow of one application; `redirectUri` is an Allowed Callback URL of it. */
export function createCodeFlow(client: ClientOfTenant, redirectUri: string): CodeFlow {
  // The tenant is looked up when it is first needed, and again until it answers.
  const discover = createDiscovery(client)
  return {
    async begin(parameters, state = oidc.randomState()) {
      const checks = { state, nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() }
      const challenge = await oidc.calculatePKCECodeChallenge(checks.codeVerifier)
      const url = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        state,
        nonce: checks.nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...parameters,
      })
      return { url, checks }
    },
    async finish(query, { state, nonce, codeVerifier }) {
      // The address is ours, not the request's: it becomes the redirect_uri of the token request.
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
      return { claims, accessToken: tokens.access_token }
    },
  }
}

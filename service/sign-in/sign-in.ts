import * as oidc from 'openid-client'
import { CALLBACK_PATH } from '../../contract/calls.ts'
import { HANDOFF_PARAMETER } from '../../contract/handoff-token.ts'
import { createDiscovery, toSignInError } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'

export interface SignInConfig {
  readonly publicUrl: string
  readonly loginOrigin: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What the invitation says about the log-in that it leads to. */
interface SignInRequest {
  readonly state: string
  /** Travels as `ext-invite`. */
  readonly handoff: string
  readonly screenHint: 'signup' | 'login'
  readonly loginHint: string | undefined
  readonly connection: string | undefined
  readonly locale: string
}

/** What this browser must bring back: nobody else can finish the log-in without it. */
export interface SignInChecks {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** The service as OpenID Connect client of the tenant. It learns who came and starts no session of its own. */
export interface SignIn {
  /** Makes the address of Universal Login. Throws SignInError `unreachable`. */
  begin(request: SignInRequest): Promise<{ url: URL; checks: SignInChecks }>
  /** Reads who came back, from the query of the callback. Throws SignInError. */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<{ userId: string }>
}

/** Creates the client. The tenant is looked up when it is first needed, and again until it answers. */
export function createSignIn(config: SignInConfig): SignIn {
  const redirectUri = `${config.publicUrl}${CALLBACK_PATH}`
  const discover = createDiscovery(config)
  return {
    async begin(request) {
      const checks = {
        state: request.state,
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      }
      const challenge = await oidc.calculatePKCECodeChallenge(checks.codeVerifier)
      const url = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        // Who came, and nothing else about them: addresses are for the Actions to tell.
        scope: 'openid',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        // Somebody else may still be signed in here; an invitation is accepted by whoever logs in now.
        prompt: 'login',
        screen_hint: request.screenHint,
        ui_locales: request.locale,
        [HANDOFF_PARAMETER]: request.handoff,
        ...(request.loginHint && { login_hint: request.loginHint }),
        ...(request.connection && { connection: request.connection }),
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
      return { userId: claims.sub }
    },
  }
}

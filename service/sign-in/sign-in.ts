import { CALLBACK_PATH } from '../../contract/calls.ts'
import { HANDOFF_PARAMETER } from '../../contract/handoff-token.ts'
import { createCodeFlow, type SignInChecks } from './code-flow.ts'

export interface SignInConfig {
  readonly publicUrl: string
  readonly loginOrigin: string
  readonly clientId: string
  readonly clientSecret: string
}

/** The invitation's settings for the log-in that it leads to. */
interface SignInRequest {
  readonly state: string
  /** Travels as `ext-invite`. */
  readonly handoff: string
  readonly screenHint: 'signup' | 'login'
  readonly loginHint: string | undefined
  readonly connection: string | undefined
  readonly locale: string
}

/** The service as OpenID Connect client of the tenant. It learns who came and starts no session of its own. */
export interface SignIn {
  /** Makes the address of Universal Login. Throws SignInError `unreachable`. */
  begin(request: SignInRequest): Promise<{ url: URL; checks: SignInChecks }>
  /** Reads who came back, from the query of the callback. Throws SignInError. */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<{ userId: string }>
}

/** Creates the client. */
export function createSignIn(config: SignInConfig): SignIn {
  const flow = createCodeFlow(config, `${config.publicUrl}${CALLBACK_PATH}`)
  return {
    begin: ({ state, handoff, screenHint, loginHint, connection, locale }) =>
      flow.begin(
        {
          // The scope asks only for the user's id, because addresses come from the Actions.
          scope: 'openid',
          // Somebody else may still be signed in here; an invitation is accepted by whoever logs in now.
          prompt: 'login',
          screen_hint: screenHint,
          ui_locales: locale,
          [HANDOFF_PARAMETER]: handoff,
          ...(loginHint && { login_hint: loginHint }),
          ...(connection && { connection }),
        },
        state,
      ),
    async finish(query, checks) {
      const { claims } = await flow.finish(query, checks)
      return { userId: claims.sub }
    },
  }
}

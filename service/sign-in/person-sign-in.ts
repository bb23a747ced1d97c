import { createCodeFlow, type SignInChecks } from './code-flow.ts'
import type { ClientOfTenant } from './discovery.ts'

export interface PersonSignInConfig extends ClientOfTenant {
  /** An Allowed Callback URL of the application. */
  readonly redirectUri: string
  /** The API that an access token is wanted for; none where nothing is to be asked. */
  readonly audience?: string | undefined
}

/** The person who signed in, as the tenant reports them. */
export interface TenantPerson {
  readonly userId: string
  readonly name: string | undefined
  readonly email: string | undefined
  /** The token for the API that was named. */
  readonly accessToken: string
}

/** The service as OpenID Connect client for people who use its own pages: administrators, members. */
export interface PersonSignIn {
  /** Makes the address of Universal Login. Throws SignInError `unreachable`. */
  begin(request: { locale: string }): Promise<{ url: URL; checks: SignInChecks }>
  /** Reads who came back, from the query of the callback. Throws SignInError. */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<TenantPerson>
  /** The tenant's logout URL; `returnTo` is an Allowed Logout URL. */
  logoutUrl(returnTo: string): string
}

/** Creates the client. */
export function createPersonSignIn(config: PersonSignInConfig): PersonSignIn {
  const { redirectUri, audience, loginOrigin, clientId } = config
  const flow = createCodeFlow(config, redirectUri)
  return {
    begin: ({ locale }) =>
      flow.begin({ scope: 'openid profile email', ui_locales: locale, ...(audience && { audience }) }),
    async finish(query, checks) {
      const { claims, accessToken } = await flow.finish(query, checks)
      const { sub: userId, name, email } = claims
      return { userId, name: toClaimText(name), email: toClaimText(email), accessToken }
    },
    logoutUrl(returnTo) {
      const url = new URL('/v2/logout', loginOrigin)
      url.searchParams.set('client_id', clientId)
      url.searchParams.set('returnTo', returnTo)
      return url.href
    },
  }
}

function toClaimText(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined
}

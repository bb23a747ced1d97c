import * as oidc from 'openid-client'
import { SignInError } from './sign-in-error.ts'

/** An application of ours in the tenant, and where people log in. */
export interface ClientOfTenant {
  readonly loginOrigin: string
  readonly clientId: string
  readonly clientSecret: string
}

const DISCOVERY_TIMEOUT_SECONDS = 5

/** Looks the tenant up once; a failure is forgotten, so that the next person tries again. */
export function createDiscovery(config: ClientOfTenant): () => Promise<oidc.Configuration> {
  const issuer = new URL(config.loginOrigin)
  // ID tokens are checked against the tenant's keys even though they come over TLS: locally they do not.
  const execute = [oidc.enableNonRepudiationChecks]
  if (issuer.protocol === 'http:' && issuer.hostname === 'localhost') execute.push(oidc.allowInsecureRequests)
  let known: Promise<oidc.Configuration> | undefined
  return () => {
    known ??= oidc
      .discovery(
        issuer,
        config.clientId,
        { client_secret: config.clientSecret, id_token_signed_response_alg: 'RS256' },
        oidc.ClientSecretPost(config.clientSecret),
        { execute, timeout: DISCOVERY_TIMEOUT_SECONDS },
      )
      .catch(cause => {
        known = undefined
        throw new SignInError('unreachable', { cause })
      })
    return known
  }
}

/** Reads what openid-client throws. */
export function toSignInError(cause: unknown): SignInError {
  if (cause instanceof SignInError) return cause
  if (cause instanceof oidc.AuthorizationResponseError) {
    const tenantSays = { error: cause.error, description: cause.error_description }
    return new SignInError('denied', { cause, tenantSays })
  }
  return new SignInError(isTransport(cause) ? 'unreachable' : 'rejected', { cause })
}

/** Nobody answers (fetch throws TypeError), not in time, or only to say that they cannot. */
function isTransport(error: unknown): boolean {
  if (!(error instanceof oidc.ClientError)) return error instanceof TypeError
  return statusOf(error.cause) >= 500 || error.code === 'OAUTH_TIMEOUT'
}

/** The answer may come from any fetch, so it need not be an instance of this process's own Response. */
function statusOf(answer: unknown): number {
  return typeof answer === 'object' && answer !== null && 'status' in answer ? Number(answer.status) : 0
}

import type { Client, JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import type { Arrival } from './arrival.ts'
import type { PostLoginOutcome } from './post-login-flow.ts'

/** A request at `/oauth/token` whose client is known. */
export interface GrantRequest {
  client: Client
  body: Record<string, string>
  /** Origin of the domain used. */
  domain: string
  arrival: Arrival
}

export interface GrantError {
  status: 400 | 401 | 403 | 429
  error: string
  description: string
}

export type GrantResult = { tokens: JsonObject } | GrantError

export function refuseGrant(error: string, description: string): GrantError {
  return { status: 403, error, description }
}

/**
 * What a grant without a browser answers when the Actions did not let it through. Denied: 403 access_denied
 * (https://auth0.com/docs/secure/tokens/refresh-tokens/manage-refresh-tokens-actions); redirects cannot work
 * (https://auth0.com/docs/customize/actions/redirect-with-actions#restrictions-and-limitations).
 */
export function grantErrorOf(
  tenant: Tenant,
  outcome: Exclude<PostLoginOutcome, { outcome: 'completed' }>,
): GrantError {
  switch (outcome.outcome) {
    case 'denied':
      return refuseGrant(tenant.switches.grantDenialError, outcome.reason)
    case 'redirect':
      return refuseGrant('interaction_required', 'Interaction required')
    case 'challenge':
      return refuseGrant('mfa_required', 'Multifactor authentication required')
  }
}

import { type GrantRequest, type GrantResult, refuseGrant } from '../grant.ts'
import type { LoginContext } from '../login-context.ts'
import { customTokenExchange } from './custom-token-exchange.ts'
import { isNativeSocial, nativeSocialExchange } from './native-social.ts'

export const tokenExchangeGrantType = 'urn:ietf:params:oauth:grant-type:token-exchange'

/**
 * Token exchange: of a native social login, or one that a profile of the tenant hands to its own Action
 * (https://auth0.com/docs/authenticate/custom-token-exchange). Either can make a user, without Pre-User-Registration.
 */
export async function tokenExchangeGrant(context: LoginContext, request: GrantRequest): Promise<GrantResult> {
  const { subject_token, subject_token_type: type } = request.body
  if (!subject_token || !type)
    return refuseGrant('invalid_request', 'Missing subject_token or subject_token_type')
  if (isNativeSocial(type)) return await nativeSocialExchange(context, request, type)
  const { token_exchange_profiles } = context.tenant.state
  const profile = token_exchange_profiles.find(candidate => candidate.subject_token_type === type)
  if (!profile) return refuseGrant('invalid_request', 'No token exchange profile for this subject_token_type')
  return await customTokenExchange(context, request, profile)
}

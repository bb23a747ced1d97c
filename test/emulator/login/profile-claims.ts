import type { User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { toJson } from './json.ts'

/** Claims about the user that a scope allows (https://auth0.com/docs/get-started/apis/scopes/openid-connect-scopes). */
export function profileClaims(tenant: Tenant, user: User, scope: string[]) {
  const profile = {
    name: user.name,
    nickname: user.nickname,
    given_name: user.given_name,
    family_name: user.family_name,
    // Auth0 gives everybody a Gravatar; this one is served from here.
    picture: user.picture ?? `${tenant.customUrl}/stand-in/picture.svg`,
    updated_at: user.updated_at,
  }
  return toJson({
    ...(scope.includes('profile') ? profile : {}),
    ...(scope.includes('email') ? { email: user.email, email_verified: user.email_verified ?? false } : {}),
    ...(scope.includes('phone')
      ? { phone_number: user.phone_number, phone_verified: user.phone_verified }
      : {}),
  })
}

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
    picture: pictureOf(tenant, user),
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

/** Auth0 gives everybody a Gravatar. Applications show it, so this one is served from here: nobody else is asked. */
function pictureOf({ customUrl }: Tenant, { picture }: User): string {
  const isOwn = picture !== undefined && !picture.startsWith('https://s.gravatar.com/')
  return isOwn ? picture : `${customUrl}/stand-in/picture.svg`
}

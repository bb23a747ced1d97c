import type { JsonObject } from '../state.ts'

/** Claims that no Action can set: https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims */
const restricted = new Set(
  `acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest
  entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf nonce
  object_id org_id org_name orig origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date sip_from_tag
  sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256`.split(/\s+/),
)

/** OpenID Connect's profile claims: the only claims without a namespace that an access token takes. */
const profile = new Set(
  `address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number
  phone_number_verified picture preferred_username profile updated_at website zoneinfo`.split(/\s+/),
)

/** Restricted claims are left out silently, as the platform does. */
export function customIdTokenClaims(claims: JsonObject): JsonObject {
  return only(claims, name => !restricted.has(name))
}

/** Tokens for Auth0's own API take no private claim without a namespace. */
export function customAccessTokenClaims(claims: JsonObject, isManagementApi: boolean): JsonObject {
  const isAllowed = (name: string) => !isManagementApi || profile.has(name) || URL.canParse(name)
  return only(claims, name => !restricted.has(name) && isAllowed(name))
}

function only(claims: JsonObject, isKept: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => isKept(name)))
}

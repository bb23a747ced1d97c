import type { Invitation } from '../invitations/model/invitation.ts'
import type { TenantProfile, TenantUser } from '../management/management-api.ts'
import { isDefaultValue } from '../profile/is-default-value.ts'
import { isFilledInByUs } from '../profile/place-of-field.ts'

/** What of the prefilled profile an account that was made for the invitation has not got from the user. */
export function decideNewProfile(
  user: Pick<TenantUser, 'email' | 'identities' | 'profile'>,
  { profile: promised }: Pick<Invitation, 'profile'>,
): TenantProfile {
  if (!user.identities.every(isFilledInByUs)) return {}
  const existing = user.profile ?? {}
  const missing = Object.entries(promised).filter(([name]) => {
    const value = existing[name as keyof TenantProfile]
    return value === undefined || isDefaultValue(name, value, user.email)
  })
  return Object.fromEntries(missing)
}

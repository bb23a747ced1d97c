import type { Invitation } from '../invitations/invitation.ts'
import type { TenantProfile, TenantUser } from '../management/management-api.ts'

/**
 * Whose profiles are ours to fill in: other providers bring their own, and set it again with each login
 * (https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0).
 */
const oursToFillIn = new Set(['auth0', 'email', 'sms'])

/** What of the prefilled profile an account that was made for the invitation has not got from the user. */
export function decideNewProfile(
  user: Pick<TenantUser, 'email' | 'identities' | 'profile'>,
  { profile: promised }: Pick<Invitation, 'profile'>,
): TenantProfile {
  if (!user.identities.every(({ provider }) => oursToFillIn.has(provider))) return {}
  const existing = user.profile ?? {}
  const missing = Object.entries(promised).filter(([name]) => {
    const value = existing[name as keyof TenantProfile]
    return value === undefined || isDefault(name, value, user.email)
  })
  return Object.fromEntries(missing)
}

/** What Auth0 puts there when a sign-up says nothing: the address, its first half, and Gravatar's picture. */
function isDefault(name: string, value: string, email: string | undefined): boolean {
  if (name === 'name') return value === email
  if (name === 'nickname') return value === email?.split('@')[0]
  return name === 'picture' && value.startsWith('https://s.gravatar.com/')
}

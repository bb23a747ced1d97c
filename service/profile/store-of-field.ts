import type { TenantUser } from '../management/management-api.ts'
import { isRootField } from './user-field.ts'

/**
 * Where the value of a field is, for one user. `profile`: an attribute of Auth0's profile that is ours to change.
 * `user_metadata`: beside it. `provider`: another provider brings it, and sets it again with each login. `login`: what
 * the person logs in with.
 */
export type FieldStore = 'profile' | 'user_metadata' | 'provider' | 'login'

/** What of a user decides it. */
export type Placed = Pick<TenantUser, 'identities' | 'phoneNumber' | 'profile'>

/**
 * Whose profiles are ours to fill in (https://auth0.com/docs/manage-users/user-accounts/user-profiles/root-attributes):
 * Auth0's own databases and passwordless users; to all others their provider brings their own
 * (https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0).
 */
const filledInByUs = new Set(['auth0', 'email', 'sms'])

/** Is the profile that this identity brings ours to fill in? */
export function isFilledInByUs({ provider }: { provider: string }): boolean {
  return filledInByUs.has(provider)
}

/** Where the value of a field belongs. */
export function storeOfField(name: string, { identities, phoneNumber, profile }: Placed): FieldStore {
  if (!isRootField(name)) return 'user_metadata'
  // The attribute of this name is "only valid for users with SMS connections" (…/user-profile-structure).
  if (name === 'phone_number') return phoneNumber === undefined ? 'user_metadata' : 'login'
  const [first] = identities
  // The attributes of a user are those of the first identity, whatever is linked to it.
  if (first && isFilledInByUs(first)) return 'profile'
  return profile?.[name] === undefined ? 'user_metadata' : 'provider'
}

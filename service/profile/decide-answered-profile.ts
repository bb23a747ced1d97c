import type { TenantProfile, TenantUser, UserPatch } from '../management/management-api.ts'
import { isDefaultValue } from './is-default-value.ts'
import { storeOfField } from './store-of-field.ts'
import { type Answers, isRootField, keyOf } from './user-field.ts'

type User = Pick<TenantUser, 'email' | 'identities' | 'phoneNumber' | 'profile' | 'userMetadata'>

/**
 * What of somebody's answers their profile does not say yet. Nothing that they, or whoever brings their profile, have
 * there is overwritten: only what is missing, what Auth0 has put there by itself, and what their inviter had filled in
 * for them (`promised`).
 */
export function decideAnsweredProfile(
  user: User,
  answers: Answers,
  promised: Readonly<Record<string, unknown>>,
): Required<Pick<UserPatch, 'profile' | 'userMetadata'>> {
  const profile: TenantProfile = {}
  const userMetadata: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(answers)) {
    const store = storeOfField(name, user)
    const key = keyOf(name)
    if (store === 'profile' && isRootField(name) && name !== 'phone_number') {
      const existing = user.profile?.[name]
      if (existing === undefined || isDefaultValue(name, existing, user.email)) profile[name] = value
    } else if (store === 'user_metadata' && isOpen(user.userMetadata[key], promised[key])) {
      if (user.userMetadata[key] !== value) userMetadata[key] = value
    }
  }
  return { profile, userMetadata }
}

function isOpen(existing: unknown, promised: unknown): boolean {
  return existing === undefined || existing === null || existing === promised
}

import { type FoundIdentity, findByProviderId } from './identities.ts'
import { RefusedWrite } from './metadata.ts'
import type { Identity, ProfileData, TenantState, User } from './state.ts'
import { deleteUser } from './user-store.ts'

const profileNames = [
  ...(['email', 'email_verified', 'phone_number', 'phone_verified', 'username', 'name', 'nickname'] as const),
  ...(['given_name', 'family_name', 'picture'] as const),
]

/**
 * Links an account to another: it becomes an identity of the primary user, its metadata, roles and sessions are gone
 * (https://auth0.com/docs/manage-users/user-accounts/user-account-linking). Throws RefusedWrite when it is not there.
 */
export function linkIdentity(
  state: TenantState,
  primary: User,
  provider: string,
  id: string,
  now: Date,
): Identity[] {
  const { user: secondary } = findByProviderId(state, provider, id) ?? {}
  if (!secondary) throw new RefusedWrite(400, 'inexistent_user', 'The secondary user does not exist.')
  if (secondary === primary)
    throw new RefusedWrite(400, 'invalid_body', 'Main account and linked account cannot be the same.')
  const [own, ...linked] = secondary.identities
  deleteUser(state, secondary.user_id)
  const identity: Identity = { ...(own as Identity), profileData: profileDataOf(secondary) }
  if (secondary.password_hash) identity.password_hash = secondary.password_hash
  primary.identities.push(identity, ...linked)
  primary.updated_at = now.toISOString()
  return primary.identities
}

/**
 * Unlinks an account: a new profile of its own, without metadata
 * (https://auth0.com/docs/manage-users/user-accounts/user-account-linking/unlink-user-accounts). Throws RefusedWrite for
 * the first identity.
 */
export function unlinkIdentity(
  state: TenantState,
  primary: User,
  provider: string,
  id: string,
  now: Date,
): Identity[] {
  const found = findByProviderId(state, provider, id)
  if (found?.user !== primary)
    throw new RefusedWrite(404, 'inexistent_identity', 'The identity does not exist.')
  if (found.identity === primary.identities[0])
    throw new RefusedWrite(400, 'invalid_body', 'Cannot unlink the main identity from the account.')
  primary.identities = primary.identities.filter(identity => identity !== found.identity)
  state.users.push(standAlone(found, now))
  return primary.identities
}

function standAlone({ identity }: FoundIdentity, now: Date): User {
  const { profileData = {}, password_hash, ...own } = identity
  return {
    ...profileData,
    user_id: `${own.provider}|${own.user_id}`,
    identities: [own],
    app_metadata: {},
    user_metadata: {},
    // Nowhere said whether the old date comes back; a profile that is new is what the page calls it.
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    logins_count: 0,
    ...(password_hash ? { password_hash } : {}),
  }
}

function profileDataOf(user: User): ProfileData {
  return Object.fromEntries(
    profileNames.flatMap(name => (user[name] === undefined ? [] : [[name, user[name]]])),
  )
}

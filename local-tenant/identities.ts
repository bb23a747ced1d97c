import type { Identity, JsonObject, ProfileData, TenantState, User } from './state.ts'

/** What a person can be known by within a connection. */
export const identifiers = ['email', 'phone_number', 'username'] as const
export type Identifier = (typeof identifiers)[number]

/** A user, and the one of its identities that somebody came with. */
export interface FoundIdentity {
  user: User
  identity: Identity
}

/**
 * The profile that belongs to an identity: of the first one it is the user's own, of a linked one its `profileData`
 * (https://auth0.com/docs/manage-users/user-accounts/user-account-linking).
 */
export function profileOf({ user, identity }: FoundIdentity): ProfileData {
  return identity === user.identities[0] ? user : (identity.profileData ?? {})
}

/** Who has this address, number or name in a connection, linked accounts included. */
export function findByIdentifier(
  state: TenantState,
  connection: string,
  name: Identifier,
  value: string,
): FoundIdentity | undefined {
  return findIdentity(
    state,
    found => found.identity.connection === connection && profileOf(found)[name] === value,
  )
}

/** Whom a provider means by its id; for a linked account that is the primary user. */
export function findByProviderId(
  state: TenantState,
  provider: string,
  id: string,
): FoundIdentity | undefined {
  return findIdentity(state, ({ identity }) => identity.provider === provider && identity.user_id === id)
}

/** An identity as APIs and events show it: the password of a linked database account stays inside. */
export function showIdentity({ password_hash: _hash, ...identity }: Identity): JsonObject {
  return { ...identity }
}

function findIdentity(
  state: TenantState,
  isMeant: (found: FoundIdentity) => boolean,
): FoundIdentity | undefined {
  for (const user of state.users) {
    const identity = user.identities.find(candidate => isMeant({ user, identity: candidate }))
    if (identity) return { user, identity }
  }
  return undefined
}

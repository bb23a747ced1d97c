import { findByProviderId } from '../../identities.ts'
import type { Connection, Identity, ProfileData, User } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import { textOf } from '../json.ts'
import { identityIdOf, isEmailVerified, type ProviderAccount } from './provider-account.ts'

/**
 * Makes or renews the profile of a social or enterprise login, before any Post-Login Action runs: Actions cannot
 * prevent it, and Pre-User-Registration does not run
 * (https://auth0.com/docs/authenticate/identity-providers/social-identity-providers). A linked account gives its
 * primary user, whose own profile stays as it is.
 */
export function upsertProviderUser(tenant: Tenant, connection: Connection, account: ProviderAccount): User {
  const id = identityIdOf(connection, account)
  const known = findByProviderId(tenant.state, connection.strategy, id)
  const profile = profileFrom(connection, account)
  if (!known) return createProviderUser(tenant, connection, account, profile)
  const { user, identity } = known
  if (syncOf(connection) === 'on_each_login') {
    // Not through updateUser: what the provider says anew ends no session, what the Management API sets does.
    if (identity === user.identities[0]) Object.assign(user, profile, keptOf(user))
    else identity.profileData = { ...identity.profileData, ...profile }
    user.updated_at = tenant.now().toISOString()
  }
  keepHostedDomain(identity, account)
  return user
}

/** "The email verification will not be overridden with the value returned by the identity provider" (…/invite-members). */
function keptOf({ keeps_email_verified }: User): ProfileData {
  return keeps_email_verified ? { email_verified: true } : {}
}

function createProviderUser(
  tenant: Tenant,
  connection: Connection,
  account: ProviderAccount,
  profile: ProfileData,
): User {
  const provider_user_id = identityIdOf(connection, account)
  const user = tenant.createUser({ ...profile, connection: connection.name, provider_user_id })
  keepHostedDomain(user.identities[0], account)
  tenant.log({
    type: 'ss',
    description: 'Successful sign up',
    connection: connection.name,
    user_id: user.user_id,
  })
  return user
}

function profileFrom(connection: Connection, account: ProviderAccount): ProfileData {
  const { name, email } = account
  const [given_name = name, ...rest] = name.split(' ')
  const family_name = rest.join(' ')
  const names = { name, given_name, ...(family_name ? { family_name } : {}) }
  // The address as the provider has it: only databases are lower-cased.
  const address = email === undefined ? {} : { email }
  const nickname = (email ?? name).split('@')[0] ?? name
  return { ...names, nickname, ...address, email_verified: isEmailVerified(connection, account) }
}

function keepHostedDomain(identity: Identity | undefined, { hostedDomain }: ProviderAccount): void {
  if (identity && hostedDomain) identity.hd = hostedDomain
  else delete identity?.hd
}

/** https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0 */
function syncOf(connection: Connection): string {
  return textOf(connection.options.set_user_root_attributes) ?? 'on_each_login'
}

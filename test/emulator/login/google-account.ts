import { createHash } from 'node:crypto'
import type { Connection, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { textOf } from './json.ts'

/** What the Google stand-in says about the person who pressed its button. */
export interface GoogleAccount {
  name: string
  email: string
  isEmailVerified: boolean
  /** Google Workspace domain. */
  hostedDomain: string | undefined
}

/**
 * Makes or renews the profile of a social login, before any Post-Login Action runs: Actions cannot prevent it
 * (https://auth0.com/docs/authenticate/identity-providers/social-identity-providers).
 */
export function upsertGoogleUser(tenant: Tenant, connection: Connection, account: GoogleAccount): User {
  const subject = subjectOf(account)
  const known = tenant.findUser(`${connection.strategy}|${subject}`)
  const attributes = attributesOf(account)
  if (!known) {
    const user = tenant.createUser({ ...attributes, connection: connection.name, provider_user_id: subject })
    keepHostedDomain(user, account)
    tenant.log({
      type: 'ss',
      description: 'Successful sign up',
      connection: connection.name,
      user_id: user.user_id,
    })
    return user
  }
  if (syncOf(connection) === 'on_each_login') {
    // Not through updateUser: what the provider says anew ends no session, what the Management API sets does.
    Object.assign(known, attributes, { updated_at: tenant.now().toISOString() })
  }
  keepHostedDomain(known, account)
  return known
}

/** Google's `sub`: 21 digits, always the same for an account. */
function subjectOf(account: GoogleAccount): string {
  const hash = createHash('sha256').update(account.email.trim().toLowerCase()).digest('hex')
  return `1${(BigInt(`0x${hash}`) % 10n ** 20n).toString().padStart(20, '0')}`
}

function attributesOf({ name, email, isEmailVerified }: GoogleAccount) {
  const [given_name = name, ...rest] = name.split(' ')
  const family_name = rest.join(' ')
  // The address as the provider has it: only databases are lower-cased.
  const names = { name, given_name, ...(family_name ? { family_name } : {}) }
  const nickname = email.split('@')[0] ?? email
  return { ...names, nickname, email, email_verified: isEmailVerified }
}

function keepHostedDomain(user: User, { hostedDomain }: GoogleAccount): void {
  const identity = user.identities.find(candidate => candidate.provider === 'google-oauth2')
  if (identity && hostedDomain) identity.hd = hostedDomain
  else delete identity?.hd
}

/** https://auth0.com/docs/manage-users/user-accounts/user-profiles/configure-connection-sync-with-auth0 */
function syncOf(connection: Connection): string {
  return textOf(connection.options.set_user_root_attributes) ?? 'on_each_login'
}

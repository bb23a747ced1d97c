import type { RedemptionRequest } from '../../../contract/calls.ts'

type User = RedemptionRequest['user']

/** A login at the service's own client, of an account that was made a moment ago. */
function login(now: number, user: Partial<User> & Pick<User, 'user_id' | 'identities'>): RedemptionRequest {
  return {
    user: {
      email: 'ada@example.com',
      email_verified: false,
      created_at: new Date(now).toISOString(),
      logins_count: 1,
      ...user,
    },
    connection: { name: '', strategy: '' },
    client_id: 'guestlist',
    protocol: 'oidc-basic-profile',
    passes: false,
    excepted: false,
  }
}

const database = 'Username-Password-Authentication'

/** With a password. */
export function databaseLogin(now: number, user: Partial<User> = {}): RedemptionRequest {
  const user_id = user.user_id ?? 'auth0|ada'
  const identities = [identity('auth0', database, user_id)]
  return {
    ...login(now, { identities, ...user, user_id }),
    connection: { name: database, strategy: 'auth0' },
  }
}

/** With Google, which says that the address is verified. */
export function googleLogin(now: number, user: Partial<User> = {}): RedemptionRequest {
  const user_id = user.user_id ?? 'google-oauth2|1'
  const identities = [identity('google-oauth2', 'google-oauth2', user_id, true)]
  return {
    ...login(now, { identities, email_verified: true, ...user, user_id }),
    connection: { name: 'google-oauth2', strategy: 'google-oauth2' },
  }
}

export function identity(provider: string, connection: string, userId: string, isSocial = false) {
  return { provider, connection, user_id: userId.slice(userId.indexOf('|') + 1), isSocial }
}

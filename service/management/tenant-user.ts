import type { Management } from 'auth0'
import type { Addresses } from '../../contract/calls.ts'
import {
  ManagementError,
  type TenantIdentity,
  type TenantProfile,
  type TenantUser,
} from './management-api.ts'

/** Reads a user as the Management API describes it. Throws ManagementError `rejected` without an id, a date or identities. */
export function toTenantUser(user: Management.GetUserResponseContent | undefined): TenantUser {
  // fail closed: an empty response is not "there is no such user".
  if (!user) throw new ManagementError('rejected')
  const createdAt = new Date(typeof user.created_at === 'string' ? user.created_at : Number.NaN)
  // fail closed: decisions about accounts rest on these two.
  if (typeof user.user_id !== 'string' || Number.isNaN(createdAt.getTime()))
    throw new ManagementError('rejected')
  // fail closed: an account without identities would pass for one that no database has.
  if (!Array.isArray(user.identities)) throw new ManagementError('rejected')
  return {
    userId: user.user_id,
    email: user.email ?? undefined,
    emailVerified: user.email_verified === true,
    phoneNumber: user.phone_number ?? undefined,
    phoneVerified: user.phone_verified === true,
    blocked: user.blocked === true,
    createdAt,
    // Absent until the first login.
    loginsCount: user.logins_count ?? 0,
    identities: user.identities.map(toIdentity),
    appMetadata: user.app_metadata ?? {},
    userMetadata: user.user_metadata ?? {},
    profile: toProfile(user),
  }
}

function toProfile(user: Management.GetUserResponseContent): TenantProfile {
  const names = ['name', 'given_name', 'family_name', 'nickname', 'picture'] as const
  const present = names.filter(name => typeof user[name] === 'string' && user[name] !== '')
  return Object.fromEntries(present.map(name => [name, user[name]]))
}

function toIdentity(
  identity: NonNullable<Management.GetUserResponseContent['identities']>[number],
): TenantIdentity {
  const { profileData, hd } = identity as { profileData?: unknown; hd?: unknown }
  return {
    provider: String(identity.provider),
    userId: String(identity.user_id),
    connection: String(identity.connection),
    isSocial: identity.isSocial === true,
    ...(typeof hd === 'string' && { hostedDomain: hd }),
    ...(isRecord(profileData) && { profileData: toAddresses(profileData) }),
  }
}

function toAddresses({
  email,
  email_verified,
  phone_number,
  phone_verified,
}: Record<string, unknown>): Addresses {
  return {
    ...(typeof email === 'string' && { email }),
    ...(typeof phone_number === 'string' && { phone_number }),
    email_verified: email_verified === true,
    phone_verified: phone_verified === true,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

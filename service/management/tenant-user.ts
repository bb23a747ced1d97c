import type { Management } from 'auth0'
import { ManagementError, type TenantUser } from './management-api.ts'

/** Reads a user as the Management API describes it. Throws ManagementError `rejected` without an id or a date. */
export function toTenantUser(user: Management.GetUserResponseContent): TenantUser {
  const createdAt = new Date(typeof user.created_at === 'string' ? user.created_at : Number.NaN)
  // fail closed: decisions about accounts rest on these two.
  if (typeof user.user_id !== 'string' || Number.isNaN(createdAt.getTime()))
    throw new ManagementError('rejected')
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
    identities: (user.identities ?? []).map(identity => ({
      provider: String(identity.provider),
      userId: String(identity.user_id),
      connection: String(identity.connection),
      isSocial: identity.isSocial === true,
    })),
    appMetadata: user.app_metadata ?? {},
    userMetadata: user.user_metadata ?? {},
  }
}

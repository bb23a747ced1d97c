import { isDeepStrictEqual } from 'node:util'
import type { Gate } from '../../contract/gate.ts'
import { isOwnMetadataKey, readGuestlistMetadata, toAdmission } from '../../contract/guestlist-metadata.ts'
import type { Invitation } from '../invitations/model/invitation.ts'
import { overwriteOf } from '../invitations/model/overwrite-of.ts'
import type { RedemptionRow } from '../ledger/schema/schema.ts'
import type { TenantProfile, TenantUser, UserPatch } from '../management/management-api.ts'
import { decideAnsweredProfile } from '../profile/decide-answered-profile.ts'
import { isDefaultValue } from '../profile/is-default-value.ts'
import { isFilledInByUs } from '../profile/store-of-field.ts'
import type { Answers } from '../profile/user-field.ts'

/**
 * What of an invitation's promises is missing in a user's profile; empty when nothing is. Existing metadata stays, but
 * for the keys that the redemption may overwrite; prefilled names are filled in only where the account is new. Where the tenant
 * has no roles to assign, their names are among the metadata.
 */
export function decideProfileRepair(
  user: TenantUser,
  invitation: Pick<Invitation, 'id' | 'roles' | 'appMetadata' | 'userMetadata' | 'profile'>,
  redemption: Pick<RedemptionRow, 'account' | 'overwrite'>,
  { grantRolesAs, answers }: { grantRolesAs: Gate['grantRolesAs']; answers: Answers },
): UserPatch {
  const overwrite = overwriteOf(redemption)
  const answered = decideAnsweredProfile(user, answers, invitation.userMetadata)
  const prefilled = redemption.account === 'new' ? decideNewProfile(user, invitation) : {}
  // The invitee's own answers win over what the inviter filled in.
  const profile = { ...prefilled, ...answered.profile }
  const appMetadata = {
    ...missingKeys(user.appMetadata, invitation.appMetadata, overwrite),
    ...decideOurs(user, invitation, grantRolesAs),
  }
  const promised = missingKeys(user.userMetadata, invitation.userMetadata, overwrite)
  const userMetadata = { ...promised, ...answered.userMetadata }
  return {
    ...(isEmpty(appMetadata) ? {} : { appMetadata }),
    ...(isEmpty(userMetadata) ? {} : { userMetadata }),
    ...(isEmpty(profile) ? {} : { profile }),
  }
}

/** Ours is never an inviter's to set, and null would remove a key instead of setting it. */
function missingKeys(
  existing: Record<string, unknown>,
  promised: Readonly<Record<string, unknown>>,
  overwrite: readonly string[],
): Record<string, unknown> {
  const missing = Object.entries(promised).filter(([key, value]) => {
    if (isOwnMetadataKey(key) || value === null) return false
    if (!Object.hasOwn(existing, key)) return true
    return overwrite.includes(key) && !isDeepStrictEqual(existing[key], value)
  })
  return Object.fromEntries(missing)
}

/** Returns what the Action writes, if any of it is missing. */
function decideOurs(
  { appMetadata }: TenantUser,
  { id, roles }: Pick<Invitation, 'id' | 'roles'>,
  grantRolesAs: Gate['grantRolesAs'],
): Record<string, unknown> {
  const ours = readGuestlistMetadata(appMetadata)
  const kept = grantRolesAs === 'metadata' ? roles : []
  const isComplete = ours.admitted === true && kept.every(role => ours.roles?.includes(role))
  if (isComplete) return {}
  return toAdmission(appMetadata, { invitation: id, roles: [...kept] })
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0
}

/** Returns the prefilled profile fields that an account made for the invitation still lacks. */
export function decideNewProfile(
  user: Pick<TenantUser, 'email' | 'identities' | 'profile'>,
  { profile: promised }: Pick<Invitation, 'profile'>,
): TenantProfile {
  if (!user.identities.every(isFilledInByUs)) return {}
  const existing = user.profile ?? {}
  const missing = Object.entries(promised).filter(([name]) => {
    const value = existing[name as keyof TenantProfile]
    return value === undefined || isDefaultValue(name, value, user.email)
  })
  return Object.fromEntries(missing)
}

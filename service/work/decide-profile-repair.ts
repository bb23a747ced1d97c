import { isDeepStrictEqual } from 'node:util'
import { type GuestlistMetadata, METADATA_KEY } from '../../contract/calls.ts'
import type { Invitation } from '../invitations/invitation.ts'
import { overwriteOf } from '../invitations/overwrite-of.ts'
import type { RedemptionRow } from '../ledger/schema.ts'
import type { TenantUser, UserPatch } from '../management/management-api.ts'
import { decideNewProfile } from './decide-new-profile.ts'

/**
 * What of an invitation's promises is missing in a user's profile; empty when nothing is. Existing metadata stays, but
 * for the keys that the redemption may overwrite; names are filled in only where the account is new.
 */
export function decideProfileRepair(
  user: TenantUser,
  invitation: Pick<Invitation, 'id' | 'appMetadata' | 'userMetadata' | 'profile'>,
  redemption: Pick<RedemptionRow, 'account' | 'overwrite'>,
): UserPatch {
  const overwrite = overwriteOf(redemption)
  const profile = redemption.account === 'new' ? decideNewProfile(user, invitation) : {}
  const appMetadata = {
    ...missingKeys(user.appMetadata, invitation.appMetadata, overwrite),
    ...(isAdmitted(user) ? {} : { [METADATA_KEY]: admittedBy(invitation.id) }),
  }
  const userMetadata = missingKeys(user.userMetadata, invitation.userMetadata, overwrite)
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
    if (key === METADATA_KEY || value === null) return false
    if (!Object.hasOwn(existing, key)) return true
    return overwrite.includes(key) && !isDeepStrictEqual(existing[key], value)
  })
  return Object.fromEntries(missing)
}

function isAdmitted({ appMetadata }: Pick<TenantUser, 'appMetadata'>): boolean {
  const ours = appMetadata[METADATA_KEY]
  return typeof ours === 'object' && ours !== null && 'admitted' in ours && ours.admitted === true
}

/** The same as the Action writes, stamp and refusal gone. */
function admittedBy(invitation: string): GuestlistMetadata {
  return { admitted: true, invitation }
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0
}

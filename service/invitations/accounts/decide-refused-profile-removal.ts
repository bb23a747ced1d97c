import type { RedemptionRequest } from '../../../contract/calls.ts'
import { type Gate, isFromBefore } from '../../../contract/gate.ts'
import { METADATA_KEY, REFUSED_KEY } from '../../../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { RedemptionRow, RefusalRow } from '../../ledger/schema/schema.ts'
import type { TenantRole, TenantUser } from '../../management/management-api.ts'
import type { Login } from '../model/login.ts'
import { isEachLoginRefused } from './decide-pre-existing-account.ts'

/** Everything that decides whether a profile may be removed, all of it read afresh; the ledger last. */
export interface RefusedProfileFacts {
  user: TenantUser | null
  roles: readonly TenantRole[]
  organizations: readonly { id: string }[]
  refusals: readonly Pick<RefusalRow, 'code' | 'passed' | 'created_at' | 'user_created_at' | 'logins_count'>[]
  redemptions: readonly RedemptionRow[]
  /** Anybody ever invited this address. */
  hasInvitation: boolean
  /** Somebody may hold a token of it (`people/may-hold-tokens.ts`). */
  mayHoldTokens: boolean
  gate: Pick<Gate, 'since' | 'pardoned'>
  /** A person asks for it, so it does not matter how long ago the refusal was. */
  isAskedFor?: boolean
  /** Milliseconds since 1970. */
  now: number
}

export type RefusedProfileDecision = { outcome: 'remove' } | { outcome: 'keep'; reason: KeepReason }

/** Why a profile stays; closed. */
export type KeepReason =
  | 'gone'
  | 'not_social'
  | 'older_account'
  | 'logged_in_again'
  | 'has_metadata'
  | 'has_roles'
  | 'has_organization'
  | 'has_redemption'
  | 'has_invitation'
  | 'not_refused'
  | 'other_refusal'
  | 'passed'
  | 'not_each_refused'
  | 'from_before'
  | 'may_hold_tokens'
  | 'too_late'

/** The refusals of people without business here: no invitation, or one for another address. */
export const refusedProfileCodes: readonly RefusalCode[] = ['invitation_required', 'address_mismatch']

/** Only a profile this young can have been made by the refused login itself. */
export const REFUSED_PROFILE_MAX_AGE_MS = 120_000
/** A removal waits for the delay, and is given up at the deadline. */
export const REFUSED_PROFILE_REMOVAL_DELAY_MS = 60_000
export const REFUSED_PROFILE_REMOVAL_DEADLINE_MS = 60 * 60_000

/**
 * Decides whether the profile that a refused social login left behind is removed. One doubt is enough to keep it: that
 * nothing says that it ever passed is no evidence.
 */
export function decideRefusedProfileRemoval(facts: RefusedProfileFacts): RefusedProfileDecision {
  const reason = facts.user ? reasonToKeep(facts, facts.user) : 'gone'
  return reason ? { outcome: 'keep', reason } : { outcome: 'remove' }
}

function reasonToKeep(facts: RefusedProfileFacts, user: TenantUser): KeepReason | undefined {
  if (!isOneSocialIdentity(user)) return 'not_social'
  // The count includes refused logins: a second one may have passed by an exception that never asks the service.
  if (user.loginsCount !== 1) return 'logged_in_again'
  if (!hasOnlyRefusalMark(user)) return 'has_metadata'
  if (facts.roles.length > 0) return 'has_roles'
  if (facts.organizations.length > 0) return 'has_organization'
  if (facts.redemptions.length > 0) return 'has_redemption'
  if (facts.hasInvitation) return 'has_invitation'
  const reason = reasonInRefusals(facts, user.createdAt.getTime())
  if (reason) return reason
  if (!isEachLoginRefused(user, facts.refusals)) return 'not_each_refused'
  const { userId, createdAt } = user
  if (isFromBefore(facts.gate, { userId, createdAt, refusedAt: undefined })) return 'from_before'
  return facts.mayHoldTokens ? 'may_hold_tokens' : undefined
}

function reasonInRefusals(facts: RefusedProfileFacts, createdAt: number): KeepReason | undefined {
  // Refusals of an earlier account with the same id say nothing about this one, which may have passed by an exception.
  const refusals = facts.refusals.filter(refusal => refusal.user_created_at === createdAt)
  if (refusals.length === 0) return 'not_refused'
  if (refusals.some(refusal => refusal.passed === 1)) return 'passed'
  if (refusals.some(({ code }) => !refusedProfileCodes.some(known => known === code))) return 'other_refusal'
  const first = Math.min(...refusals.map(refusal => refusal.created_at))
  if (first - createdAt > REFUSED_PROFILE_MAX_AGE_MS) return 'older_account'
  if (!facts.isAskedFor && facts.now - createdAt > REFUSED_PROFILE_REMOVAL_DEADLINE_MS) return 'too_late'
  return undefined
}

function isOneSocialIdentity({ identities }: TenantUser): boolean {
  return identities.length === 1 && identities[0]?.isSocial === true
}

/** The refusing login itself writes this mark; anything else was put there by somebody who means this user. */
function hasOnlyRefusalMark({ appMetadata, userMetadata }: TenantUser): boolean {
  const { [METADATA_KEY]: ours = {}, [REFUSED_KEY]: _, ...others } = appMetadata
  if (Object.keys(others).length > 0 || Object.keys(userMetadata).length > 0) return false
  if (typeof ours !== 'object' || ours === null) return false
  // Earlier versions wrote the mark here.
  return Object.keys(ours).every(key => key === 'refused_at')
}

interface RefusedLogin {
  code: RefusalCode
  login: Login
  request: Pick<RedemptionRequest, 'passes' | 'excepted'>
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Did this refused login leave a profile behind that nobody wants? Auth0 makes the profile of a social login before it
 * asks us. Only worth a closer look: whether it is removed is decided later, with everything read afresh.
 */
export function isRemovableProfile({ code, login, request, now }: RefusedLogin): boolean {
  if (!refusedProfileCodes.includes(code) || request.passes || request.excepted) return false
  if (login.loginsCount !== 1 || login.identities.length !== 1) return false
  return login.identities[0]?.isSocial === true && now - login.userCreatedAt <= REFUSED_PROFILE_MAX_AGE_MS
}

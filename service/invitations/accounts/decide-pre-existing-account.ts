import { type Gate, isFromBefore } from '../../../contract/gate.ts'
import { isOwnMetadataKey, readGuestlistMetadata } from '../../../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { RefusalRow } from '../../ledger/schema/schema.ts'
import type { TenantUser } from '../../management/management-api.ts'
import type { Invitation } from '../model/invitation.ts'

/** An account with the invited address, and the invitation that somebody has accepted. */
export interface AccountFacts {
  identities: readonly { provider: string }[]
  /** The account's stamp names a press of Accept for this invitation. */
  isMadeForInvitation: boolean
  /** The tenant knows the invited address to be the account's own. */
  isConfirmed: boolean
  /** The gate has certainly never admitted anybody to this account. */
  wasNeverAdmitted: boolean
  invitation: Pick<Invitation, 'inviteeEmail'>
}

/**
 * What becomes of an account that was there before. `none`: nothing, it is whoever's logs in to it. `delete`: the gate
 * never let it in, so that its owner signs up afresh with the same link. `password_reset`: its owner gets a way to a password of
 * their own. `manual_review`: somebody else may be in it by another identity, which is for an administrator to judge.
 */
export type PreExistingAccountAction = 'none' | 'delete' | 'password_reset' | 'manual_review'

/**
 * Anybody can register an account with somebody else's address and wait: a database account whose address was never
 * confirmed is not the invitee's yet, unless the stamp of its own admission says so.
 */
export function decidePreExistingAccount(facts: AccountFacts): PreExistingAccountAction {
  const { identities, invitation } = facts
  const isDatabase = identities.some(({ provider }) => provider === 'auth0')
  if (!isDatabase || facts.isMadeForInvitation || facts.isConfirmed) return 'none'
  // A message is the way to a new password, and there is none for a telephone number.
  if (identities.length > 1 || invitation.inviteeEmail === null) return 'manual_review'
  return facts.wasNeverAdmitted ? 'delete' : 'password_reset'
}

/** The refusal shown to the apparent owner of the account. */
export function refusalForPreExistingAccount(action: PreExistingAccountAction): RefusalCode {
  switch (action) {
    case 'delete':
      return 'account_removed'
    case 'manual_review':
      return 'account_needs_person'
    case 'none':
    case 'password_reset':
      return 'account_unproven'
  }
}

/** An account as the tenant has it now, and what is known about its logins. */
export interface AdmissionHistory {
  user: TenantUser
  /** The account has roles, an organization or a redemption; or the check was not possible. */
  hasBelongings: boolean
  refusals: readonly RecordedRefusal[]
  /** Somebody may hold a token of it (`people/may-hold-tokens.ts`). */
  mayHoldTokens: boolean
  gate: Pick<Gate, 'mode' | 'since' | 'pardoned' | 'exceptions'>
}

export type RecordedRefusal = Pick<RefusalRow, 'passed' | 'user_created_at' | 'logins_count'>

/**
 * Is it certain that the gate has never let anybody into this account? That no mark says so is no evidence: a write can
 * be lost. Evidence is that each of its logins is a recorded refusal, and that nobody can hold a token of it.
 */
export function wasNeverAdmitted({
  user,
  hasBelongings,
  refusals,
  mayHoldTokens,
  gate,
}: AdmissionHistory): boolean {
  const { admitted, passed_at, admission } = readGuestlistMetadata(user.appMetadata)
  return (
    gate.mode === 'invite-only' &&
    !isFromBefore(gate, { userId: user.userId, createdAt: user.createdAt, refusedAt: undefined }) &&
    !user.identities.some(({ connection }) => gate.exceptions.connections.includes(connection)) &&
    admitted !== true &&
    passed_at === undefined &&
    // An invitation admitted this sign-up, whose first login is still to come.
    admission === undefined &&
    isEachLoginRefused(user, refusals) &&
    !mayHoldTokens &&
    !hasBelongings &&
    Object.keys(user.appMetadata).every(isOwnMetadataKey) &&
    Object.keys(user.userMetadata).length === 0
  )
}

/**
 * Is every login that the tenant has counted a refusal of ours? Auth0 counts logins before the Actions run, refused ones
 * too, so that each refusal has its number; a session that logs in again has the number of the login that began it.
 */
export function isEachLoginRefused(
  { createdAt, loginsCount }: Pick<TenantUser, 'createdAt' | 'loginsCount'>,
  refusals: readonly RecordedRefusal[],
): boolean {
  // Refusals of an earlier account with this id are left out.
  const ofAccount = refusals.filter(({ user_created_at }) => user_created_at === createdAt.getTime())
  const refused = new Set(ofAccount.map(({ logins_count }) => logins_count))
  const isOnlyRefused = ofAccount.every(({ passed }) => passed === 0)
  if (!isOnlyRefused || loginsCount > refused.size) return false
  return Array.from({ length: loginsCount }, (_, index) => index + 1).every(login => refused.has(login))
}

import { METADATA_KEY } from '../../contract/calls.ts'
import type { Gate } from '../../contract/gate.ts'
import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../../contract/refusal.ts'
import type { RefusalRow } from '../ledger/schema.ts'
import type { TenantUser } from '../management/management-api.ts'
import type { Invitation } from './invitation.ts'

/** An account with the invited address, and the invitation that somebody has accepted. */
export interface AccountFacts {
  identities: readonly { provider: string }[]
  /** The account is not older than the press on Accept, or was admitted by it. */
  isMadeForInvitation: boolean
  /** The tenant knows the invited address to be the account's own. */
  isConfirmed: boolean
  /** The gate has never let anybody into it. */
  wasNeverLetIn: boolean
  invitation: Pick<Invitation, 'inviteeEmail'>
}

/**
 * What becomes of an account that was there before. `own`: nothing, it is whoever's logs in to it. `remove`: the gate
 * never let it in, so that its owner signs up afresh with the same link. `reset`: its owner gets a way to a password of
 * their own. `person`: somebody else may be in it by another identity, which is for an administrator to judge.
 */
export type AccountRemedy = 'own' | 'remove' | 'reset' | 'person'

/**
 * Anybody can register an account with somebody else's address and wait: a database account whose address was never
 * confirmed, and that is older than the press on Accept, is not the invitee's yet.
 */
export function decideAccountFromBefore(facts: AccountFacts): AccountRemedy {
  const { identities, invitation } = facts
  const isDatabase = identities.some(({ provider }) => provider === 'auth0')
  if (!isDatabase || facts.isMadeForInvitation || facts.isConfirmed) return 'own'
  // A message is the way to a new password, and there is none for a telephone number.
  if (identities.length > 1 || invitation.inviteeEmail === null) return 'person'
  return facts.wasNeverLetIn ? 'remove' : 'reset'
}

/** What the person is told whose account it looks like. */
export function codeOfRemedy(remedy: AccountRemedy): RefusalCode {
  switch (remedy) {
    case 'remove':
      return 'account_removed'
    case 'person':
      return 'account_needs_person'
    case 'own':
    case 'reset':
      return 'account_unproven'
  }
}

/** An account as the tenant has it now. */
export interface LetInFacts {
  user: TenantUser
  /** It has roles, an organization or a redemption. */
  hasBelongings: boolean
  /** How many of its logins the gate has refused, as far as that is still known. */
  refusedLogins: number
  gate: Pick<Gate, 'mode' | 'since' | 'exceptions'>
}

/** Has the gate never let this account in? One doubt is enough: whoever may ever have got a token keeps it. */
export function wasNeverLetIn({ user, hasBelongings, refusedLogins, gate }: LetInFacts): boolean {
  const { [METADATA_KEY]: _ours, ...others } = user.appMetadata
  const { admitted, passed_at, refused_at } = readGuestlistMetadata(user.appMetadata)
  return (
    gate.mode === 'invite-only' &&
    user.createdAt.getTime() >= Date.parse(gate.since) &&
    !user.identities.some(({ connection }) => gate.exceptions.connections.includes(connection)) &&
    admitted !== true &&
    passed_at === undefined &&
    // Every login met the gate, or the first one left the mark of it; an exception leaves another.
    (refusedLogins >= user.loginsCount || refused_at !== undefined) &&
    !hasBelongings &&
    Object.keys(others).length === 0 &&
    Object.keys(user.userMetadata).length === 0
  )
}

/** Counts the refused logins of this account, and not of one that had its id before. */
export function countRefused(
  refusals: readonly Pick<RefusalRow, 'passed' | 'user_created_at'>[],
  createdAt: number,
): number {
  return refusals.filter(({ passed, user_created_at }) => passed === 0 && user_created_at === createdAt)
    .length
}

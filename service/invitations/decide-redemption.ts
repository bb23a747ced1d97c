import type { ProofRules } from '../../contract/gate.ts'
import type { HandoffRow } from '../ledger/schema.ts'
import type { Joining } from '../profile/joining.ts'
import { decideBinding } from './decide-binding.ts'
import { decideHandoff } from './decide-handoff.ts'
import { type Refusal, refuse } from './decision.ts'
import type { PresentedInvitation } from './find-presented.ts'
import type { Login } from './login.ts'

export interface RedemptionFacts {
  login: Login
  /** What the login brought; undefined when it brought nothing, or nothing that we made. */
  presented: PresentedInvitation | undefined
  /** It brought a real handoff token whose time is over, and nothing better. */
  isLate: boolean
  /** The handoff that admitted the sign-up of this account. */
  admittedBy: HandoffRow | undefined
  proof: ProofRules
  joining: Joining
  /** Milliseconds since 1970. */
  now: number
}

export type RedemptionDecision =
  | { outcome: 'allowed'; presented: PresentedInvitation; account: 'new' | 'existing' }
  | Refusal

/** May this login redeem what it brought? Whether a use is left is for the ledger to decide, at the moment of use. */
export function decideRedemption(facts: RedemptionFacts): RedemptionDecision {
  const { login, presented, joining, now } = facts
  if (!presented) return refuse(facts.isLate ? 'handoff_expired' : 'invitation_required')
  const { handoff, invitation } = presented
  const account = isMadeForInvitation(login, handoff, facts.admittedBy) ? 'new' : 'existing'
  const { clientId, connection } = login
  const ofHandoff = decideHandoff({ ...presented, clientId, connection, joining, now })
  if (ofHandoff.outcome === 'refused') return ofHandoff
  const isFromBefore = account === 'existing' && hasDatabaseIdentity(login)
  const ofBinding = decideBinding({ invitation, login, isFromBefore, proof: facts.proof })
  if (ofBinding.outcome === 'refused') return ofBinding
  // Last, so that only whoever has the invited address hears that it has an account.
  if (account === 'existing' && invitation.onExistingUser === 'refuse') return refuse('account_exists')
  return { outcome: 'allowed', presented, account }
}

/**
 * Was the account made for this invitation: after Accept was pressed, or admitted by an earlier press on the same link?
 * Another generation does not count: somebody else may have held that link.
 */
function isMadeForInvitation(login: Login, handoff: HandoffRow, admittedBy: HandoffRow | undefined): boolean {
  if (admittedBy?.invitation_id === handoff.invitation_id && admittedBy.generation === handoff.generation)
    return true
  return login.userCreatedAt >= handoff.created_at && !isTakenByAddress(login, handoff)
}

/**
 * Did the address alone admit the sign-up, of somebody else perhaps? A sign-up with the handoff leaves a stamp; one
 * without it is the invitee's own if the handoff comes with the login that ends it, which is the account's first.
 */
function isTakenByAddress(login: Login, handoff: HandoffRow): boolean {
  return handoff.admitted_at !== null && login.loginsCount > 1
}

function hasDatabaseIdentity({ identities }: Login): boolean {
  return identities.some(identity => identity.provider === 'auth0')
}

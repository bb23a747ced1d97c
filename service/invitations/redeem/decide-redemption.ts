import type { ProofRules } from '../../../contract/gate.ts'
import type { HandoffRow } from '../../ledger/schema/schema.ts'
import type { Joining } from '../../profile/joining.ts'
import { type Refusal, refuse } from '../model/decision.ts'
import { isDatabaseAccount, isFresh, type Login } from '../model/login.ts'
import { isProvenByLogin } from '../model/seen-link.ts'
import { decideBinding } from './decide-binding.ts'
import { decideHandoff } from './decide-handoff.ts'
import type { PresentedInvitation } from './find-presented.ts'

export interface RedemptionFacts {
  login: Login
  /** The invitation that came with the login; undefined when none came, or none that this service made. */
  presented: PresentedInvitation | undefined
  /** The login brought an authentic handoff token that has expired, and nothing better. */
  isLate: boolean
  /** The handoff that admitted the sign-up of this account. */
  admittedBy: HandoffRow | undefined
  /** This very account has redeemed the invitation before, and gets what it got then. */
  hasRedeemed: boolean
  proof: ProofRules
  /** `Gate.admitByAddress` */
  admitByAddress: boolean
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
  const { clientId, connection } = login
  const ofHandoff = decideHandoff({ ...presented, clientId, connection, joining, now })
  if (ofHandoff.outcome === 'refused') return ofHandoff
  const account = isMadeForInvitation(facts, handoff) ? 'new' : 'existing'
  if (facts.hasRedeemed) return { outcome: 'allowed', presented, account }
  const isFromBefore = account === 'existing' && isDatabaseAccount(login)
  const ofBinding = decideBinding({ invitation, login, isFromBefore, proof: facts.proof })
  // The wrong account is reported first, because another account has to log in.
  if (ofBinding.outcome === 'refused' && ofBinding.code === 'address_mismatch') return ofBinding
  if (invitation.status === 'accepted') return refuse('invitation_used')
  if (!isMadeForAccept(login, presented)) return refuse('fresh_login_required')
  if (ofBinding.outcome === 'refused') return ofBinding
  // This check is last, so that only the holder of the invited address learns that it has an account.
  if (account === 'existing' && invitation.onExistingUser === 'refuse') return refuse('account_exists')
  return { outcome: 'allowed', presented, account }
}

/**
 * Was the account made for this invitation? Of a database account only the stamp of its admission says so: whoever was
 * faster than the invitee has an account of the same age. Another generation does not count, because somebody else may
 * have held that link. All other accounts are made by the provider, or by the code, that proves who they are.
 */
function isMadeForInvitation(
  { login, admittedBy, admitByAddress }: RedemptionFacts,
  handoff: HandoffRow,
): boolean {
  if (admittedBy?.invitation_id === handoff.invitation_id && admittedBy.generation === handoff.generation)
    return true
  const isYounger = login.userCreatedAt >= handoff.created_at
  if (!isDatabaseAccount(login)) return isYounger
  return isYounger && admitByAddress && isFirstAfterAddress(login, handoff)
}

/**
 * The one exception, for tenants whose operator has chosen that an address alone admits a sign-up: nothing is left in
 * its account, which is the invitee's own if the very handoff comes with the login that ends it, the account's first.
 */
function isFirstAfterAddress({ loginsCount }: Login, { admitted_by }: HandoffRow): boolean {
  return admitted_by === 'address' && loginsCount <= 1
}

/**
 * Did the person log in for this press of Accept? A session that was there before, or that nobody sits at, may be
 * anybody's wish but the person's.
 */
function isMadeForAccept(login: Login, { freshSince, isCarried, invitation }: PresentedInvitation): boolean {
  // fail closed: an older login proves nothing about who pressed Accept.
  if (!isFresh(login, freshSince)) return false
  // fail closed: nobody has shown yet that they have the telephone, so the tenant has to say that this login did.
  return login.authenticatedAt !== null || !isCarried || !isProvenByLogin(invitation)
}

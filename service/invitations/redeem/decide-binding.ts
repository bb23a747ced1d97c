import type { ProofRules } from '../../../contract/gate.ts'
import { allow, type Decision, refuse } from '../model/decision.ts'
import { addressesOfIdentity, type LoginAddresses } from '../model/identity-addresses.ts'
import type { Invitation } from '../model/invitation.ts'
import { isInvited } from '../model/is-invited.ts'
import { provenAddresses } from '../model/proven-addresses.ts'

export interface BindingFacts {
  invitation: Pick<Invitation, 'delivery' | 'inviteeEmail' | 'inviteePhoneNumber'>
  /** The login and the identity used. */
  login: LoginAddresses
  /** A database account that was there before anybody pressed Accept. */
  isFromBefore: boolean
  proof: ProofRules
}

/**
 * Is the person who logs in the one who was invited? Only the mailbox has seen a delivered link, so holding its handoff
 * and having its address is enough. A link that somebody was shown makes no handoff: whoever comes for its invitation
 * does so with an address that the login itself proves.
 */
export function decideBinding({ invitation, login, isFromBefore, proof }: BindingFacts): Decision {
  const own = addressesOfIdentity(login)
  const hasProfile = isInvited(invitation, login)
  if (!hasProfile && !(own && isInvited(invitation, own))) return refuse('address_mismatch')
  const isProven = isInvited(invitation, provenAddresses(login, proof))
  const isVerified = invitation.inviteePhoneNumber !== null ? login.phoneVerified : login.emailVerified
  // Anybody could have registered this account with the address and still have its password.
  if (isFromBefore && !isProven && !(hasProfile && isVerified)) return refuse('account_unproven')
  // fail closed: the login's proof decides, even where the tenant later does not confirm it.
  return invitation.delivery === 'delivered' || isProven ? allow() : refuse('address_mismatch')
}

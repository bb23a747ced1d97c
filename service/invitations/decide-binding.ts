import { allow, type Decision, refuse } from './decision.ts'
import type { Invitation } from './invitation.ts'

export interface BindingFacts {
  delivery: Invitation['delivery']
  /** Both normalised. */
  invitedEmail: string | null
  loginEmail: string | null
  /** This login has proven the address. */
  isProven: boolean
  emailVerified: boolean
  /** A database account that was there before anybody pressed Accept. */
  isFromBefore: boolean
}

/**
 * Is the person who logs in the one who was invited? Only the mailbox has seen a delivered link, so holding its handoff
 * and having its address is enough; a link that was handed out proves nothing about its holder.
 */
export function decideBinding(facts: BindingFacts): Decision {
  const { delivery, invitedEmail, loginEmail } = facts
  if (invitedEmail === null || loginEmail !== invitedEmail) return refuse('address_mismatch')
  // Anybody could have registered it with this address and still hold its password.
  if (facts.isFromBefore && !facts.emailVerified) return refuse('account_unproven')
  if (delivery !== 'delivered' && !facts.isProven) return refuse('address_unproven')
  return allow()
}

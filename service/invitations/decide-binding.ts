import { allow, type Decision, refuse } from './decision.ts'
import type { Invitation } from './invitation.ts'
import { isInvited } from './is-invited.ts'
import { isProven } from './is-proven.ts'
import type { Login } from './login.ts'

export interface BindingFacts {
  invitation: Pick<Invitation, 'delivery' | 'inviteeEmail' | 'inviteePhoneNumber'>
  /** Whoever logs in, by the identity of this login. */
  login: Pick<
    Login,
    'email' | 'emailVerified' | 'phoneNumber' | 'phoneVerified' | 'identities' | 'connection'
  >
  /** A database account that was there before anybody pressed Accept. */
  isFromBefore: boolean
}

/**
 * Is the person who logs in the one who was invited? Only the mailbox has seen a delivered link, so holding its handoff
 * and having its address is enough; a link that was handed out proves nothing about its holder.
 */
export function decideBinding({ invitation, login, isFromBefore }: BindingFacts): Decision {
  if (!isInvited(invitation, login)) return refuse('address_mismatch')
  const isPhone = invitation.inviteePhoneNumber !== null
  // Anybody could have registered it with this address and still hold its password.
  const isConfirmed = isPhone ? login.phoneVerified : login.emailVerified
  if (isFromBefore && !isConfirmed) return refuse('account_unproven')
  if (invitation.delivery === 'delivered') return allow()
  return isProven(login, isPhone ? 'phone' : 'email') ? allow() : refuse('address_unproven')
}

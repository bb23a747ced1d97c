import type { Address } from '../../ledger/ledger.ts'
import type { Refusal } from './decision.ts'
import type { Invitation } from './invitation.ts'
import type { InvitationChanges } from './invitation-changes.ts'
import type { Inviter, NewInvitation } from './new-invitation.ts'

/** What the rules ask of the policy and of what the inviter may do in the tenant. */
export interface Guard {
  /**
   * Who may grant what, which addresses, and whether an account may exist already. The request's addresses are
   * normalised. Throws InvitationError, and ManagementError when the tenant cannot be asked.
   */
  assertMayCreate(inviter: Inviter, request: NewInvitation): Promise<void>
  /** Checks the invitation as it will be. Throws as `assertMayCreate` does. */
  assertMayEdit(inviter: Inviter, invitation: Invitation, changes: InvitationChanges): Promise<void>
  /**
   * Does the inviter still count, and may they still grant this? Never throws: a tenant that cannot be asked is a
   * refusal with `service_unavailable`, and uses nothing up.
   */
  decideAtAcceptance(invitation: Invitation): Promise<AcceptanceDecision>
  /** Does the policy let this address be invited? */
  isAllowedAddress(address: Address): boolean
  /**
   * Counts one message or link, refused ones too. Throws InvitationError `limit_reached`, and `domain_not_allowed` for
   * an address that the policy does not let be invited.
   */
  takeSending(sending: Sending): Promise<void>
}

/** `overwrite`: metadata keys of the invitation that replace what the user has; none, where nothing is said. */
export type AcceptanceDecision = { outcome: 'allowed'; overwrite?: readonly string[] } | Refusal

/** One message that is about to be caused. */
export interface Sending {
  readonly inviterId: string
  /** The shared or domain invitation through which a stranger causes it: counted instead of its inviter. */
  readonly linkId?: string | undefined
  /** Undefined for a link that anybody may hold. */
  readonly recipient?: Address | undefined
  /** The address of the person who causes the message from a public page. */
  readonly ip?: string | undefined
}

/** The numbers of the policy that the rules know themselves. */
export interface InvitationPolicy {
  readonly maxTtlSeconds: { readonly personal: number; readonly shared: number }
  /** The minimum time between two messages about one invitation. */
  readonly coolDownSeconds: number
}

import type { AcceptedInvitation } from '../../invitations/accept/accept-invitation.ts'
import type { DeclinedInvitation } from '../../invitations/accept/decline-invitation.ts'
import type { CodeEntry, EnteredCode } from '../../invitations/accept/enter-code.ts'
import type { LinkRequestOutcome } from '../../invitations/accept/invite-through-link.ts'
import type { InvitationKey, OpenedInvitation } from '../../invitations/accept/open-invitation.ts'
import type { DeliveryOutcome } from '../../invitations/accept/request-delivery.ts'
import type { RenewalOutcome } from '../../invitations/accept/request-renewal.ts'
import type { Outlook } from '../../invitations/accounts/look-at-accounts.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import type { Answers } from '../../profile/user-field.ts'

/** What the invitee's pages ask of the rules; each is a use case of `service/invitations` with its parts filled in. */
export interface InviteeUseCases {
  /** Reads only. */
  open(key: InvitationKey): Promise<OpenedInvitation>
  accept(key: InvitationKey, press?: Press): Promise<AcceptedInvitation>
  /** What the accounts with the invited address mean for whoever has accepted, by which handoff. */
  lookAtAccounts(invitation: Invitation, handoffRef: string): Promise<Outlook>
  decline(key: InvitationKey): Promise<DeclinedInvitation>
  /** Sends the message behind a link that somebody was shown, if it may be. The person is not told whether. */
  deliver(key: InvitationKey, from: Origin): Promise<DeliveryOutcome>
  /** Sends an expired invitation again, to the address it was for, if it may be. The person is not told whether. */
  renew(key: InvitationKey, from: Origin): Promise<RenewalOutcome>
  /** Sends an address an invitation of its own, if it may be. The person is not told whether. */
  inviteThroughLink(key: InvitationKey, request: Origin & { email: string }): Promise<LinkRequestOutcome>
  enterCode(entry: CodeEntry): Promise<EnteredCode>
  /** The code of the message behind a link that somebody was shown. */
  enterCodeOfMessage(key: InvitationKey, entry: Omit<CodeEntry, 'email'>): Promise<EnteredCode>
}

/** A press of Accept. */
interface Press {
  /** The client that begins the log-in itself; without it the service does. */
  readonly application?: string | undefined
  /** What was filled in before it, by somebody who has agreed to the terms; checked. */
  readonly answers?: Answers | undefined
}

/** Where a request comes from, as far as that is known. */
interface Origin {
  readonly ip: string | undefined
}

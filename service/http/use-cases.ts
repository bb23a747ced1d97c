import type {
  AdmissionRequest,
  AdmissionResponse,
  RedemptionRequest,
  RedemptionResponse,
} from '../../contract/calls.ts'
import type { AcceptedInvitation } from '../invitations/accept-invitation.ts'
import type { Invitation } from '../invitations/invitation.ts'
import type { Inviter, NewInvitation } from '../invitations/new-invitation.ts'
import type { InvitationKey, OpenedInvitation } from '../invitations/open-invitation.ts'

/** What HTTP asks of the rules; each is a use case of `service/invitations` with its parts filled in. */
export interface InvitationUseCases {
  /** Throws InvitationError. */
  create(request: NewInvitation, inviter: Inviter): Promise<Invitation>
  /** Reads only. */
  open(key: InvitationKey): Promise<OpenedInvitation>
  accept(key: InvitationKey): Promise<AcceptedInvitation>
  admit(request: AdmissionRequest): Promise<AdmissionResponse>
  redeem(request: RedemptionRequest): Promise<RedemptionResponse>
}

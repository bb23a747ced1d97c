import type {
  AdmissionRequest,
  AdmissionResponse,
  RedemptionRequest,
  RedemptionResponse,
} from '../../contract/calls.ts'
import type { RefusalCode } from '../../contract/refusal.ts'
import type { Invitation } from '../invitations/invitation.ts'
import type { Inviter, NewInvitation } from '../invitations/new-invitation.ts'

/** One generation of one invitation: what a link is for. */
export interface InvitationKey {
  readonly invitationId: string
  readonly generation: number
}

/** How an invitation looks to the holder of a link. */
export type OpenedInvitation =
  | { state: 'live' | 'expired' | 'accepted'; invitation: Invitation }
  | { state: 'revoked' | 'replaced' | 'declined' | 'unknown'; invitation?: Invitation }

export type AcceptedInvitation =
  | {
      outcome: 'accepted'
      invitation: Invitation
      handoff: { ref: string; token: string; state: string }
    }
  | { outcome: 'refused'; code: RefusalCode }

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

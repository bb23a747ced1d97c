import type {
  AdmissionRequest,
  AdmissionResponse,
  RedemptionRequest,
  RedemptionResponse,
} from '../../contract/calls.ts'
import type { ApiUseCases } from './api/api-use-cases.ts'
import type { InviteeUseCases } from './invitee/invitee-use-cases.ts'

/** What the Actions ask of the rules. */
export interface ActionUseCases {
  admit(request: AdmissionRequest): Promise<AdmissionResponse>
  redeem(request: RedemptionRequest): Promise<RedemptionResponse>
}

/** What HTTP asks of the rules; each is a use case of `service/invitations` with its parts filled in. */
export type InvitationUseCases = ApiUseCases & InviteeUseCases & ActionUseCases

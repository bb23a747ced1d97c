import type { Log } from '../../base/log.ts'
import type { ImportUseCases } from '../../imports/use-cases.ts'
import type { AdmittedUsers, UserToAdmit } from '../../invitations/accounts/admit-user.ts'
import type {
  RefusedProfileResult,
  RemoveRefusedProfileOptions,
} from '../../invitations/accounts/remove-refused-profile.ts'
import type { Caller } from '../../invitations/model/caller.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import type { NamePermission } from '../../invitations/model/permissions.ts'
import type { InvitationUseCases } from '../../invitations/use-cases.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { PolicyView } from '../../policy/describe-policy.ts'
import type { Policy } from '../../policy/policy.ts'
import type { VerifyAccessToken } from './access-token.ts'

/** What the operations of the API are made of. */
export interface ApiDeps {
  readonly publicUrl: string
  readonly verifyAccessToken: VerifyAccessToken
  readonly nameOfPermission: NamePermission
  readonly invitations: Pick<
    InvitationUseCases,
    'create' | 'edit' | 'resend' | 'extend' | 'renewLink' | 'revoke' | 'revokeMatching' | 'erase'
  >
  readonly imports: ImportUseCases
  readonly ledger: Ledger
  readonly log: Log
  /** The link of this generation of an invitation. */
  readonly linkOf: (invitation: Invitation) => Promise<string>
  /** May the caller learn who had an account before? */
  readonly seesExistence: (caller: Caller) => boolean
  readonly policy: Policy
  /** Throws ManagementError. */
  readonly describePolicy: (caller: Caller) => Promise<PolicyView>
  /** Throws InvitationError, ManagementError. */
  readonly admitUser: (subject: UserToAdmit) => Promise<AdmittedUsers>
  /** Throws ManagementError. */
  readonly removeRefusedProfile: (
    userId: string,
    options: RemoveRefusedProfileOptions,
  ) => Promise<RefusedProfileResult>
  readonly wakeWorker: () => void
  readonly now: () => number
}

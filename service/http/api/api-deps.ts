import type { Invitation } from '../../invitations/invitation.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Log } from '../../log.ts'
import type { AdmittedUsers, UserToAdmit } from '../../people/admit-user.ts'
import type { RemoveStrayOptions, StrayResult } from '../../people/remove-stray.ts'
import type { PolicyView } from '../../policy/describe-policy.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Caller, VerifyAccessToken } from './access-token.ts'
import type { ApiUseCases } from './api-use-cases.ts'
import type { ImportUseCases } from './import-use-cases.ts'
import type { NamePermission } from './permissions.ts'

/** What the operations of the API are made of. */
export interface ApiDeps {
  readonly publicUrl: string
  readonly verifyAccessToken: VerifyAccessToken
  readonly nameOfPermission: NamePermission
  readonly invitations: ApiUseCases
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
  readonly removeStray: (userId: string, options: RemoveStrayOptions) => Promise<StrayResult>
  readonly wakeWorker: () => void
  readonly now: () => number
}

import type { Invitation } from '../../invitations/invitation.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationUseCases } from '../use-cases.ts'
import type { VerifyAccessToken } from './access-token.ts'
import type { NamePermission } from './permissions.ts'

/** What the operations of the API are made of. */
export interface ApiDeps {
  readonly publicUrl: string
  readonly loginOrigin: string
  readonly verifyAccessToken: VerifyAccessToken
  readonly nameOfPermission: NamePermission
  readonly invitations: InvitationUseCases
  readonly ledger: Ledger
  /** The link of this generation of an invitation. */
  readonly linkOf: (invitation: Invitation) => Promise<string>
  readonly now: () => number
}

import type { CreatedInvitation } from '../../invitations/manage/create-invitation.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import type { InvitationChanges } from '../../invitations/model/invitation-changes.ts'
import type { NewInvitation } from '../../invitations/model/new-invitation.ts'
import type { InvitationFilter } from '../../ledger/invitations/invitation-ledger.ts'
import type { Caller } from './access-token.ts'

interface MoreTime {
  readonly ttlSeconds?: number | undefined
}

/**
 * What the API asks of the rules; each is a use case of `service/invitations` with its parts filled in. They throw
 * InvitationError for what the rules refuse, ManagementError when the tenant cannot be asked.
 */
export interface ApiUseCases {
  create(request: NewInvitation, caller: Caller): Promise<CreatedInvitation>
  edit(id: string, changes: InvitationChanges, caller: Caller): Promise<Invitation>
  resend(id: string, options: MoreTime, caller: Caller): Promise<Invitation>
  extend(id: string, options: MoreTime, caller: Caller): Promise<Invitation>
  renewLink(
    id: string,
    options: MoreTime & Pick<NewInvitation, 'deliveredByClient'>,
    caller: Caller,
  ): Promise<Invitation>
  revoke(id: string, caller: Caller): Promise<Invitation>
  /** Tells how many it changed. An undefined filter matches nothing. */
  revokeMatching(filter: InvitationFilter | undefined, caller: Caller): Promise<number>
  erase(id: string, caller: Caller): Promise<Invitation>
}

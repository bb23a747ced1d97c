import { assertName } from '../../invitations/manage/assert-terms.ts'
import { InvitationError } from '../../invitations/model/invitation-error.ts'

/** The name that invitees are told: none where the tenant has only an address for one, as it has for many. */
export function toInviterName(name: string | undefined): string | undefined {
  if (name?.includes('@')) return undefined
  try {
    assertName('inviter.name', name)
    return name
  } catch (error) {
    if (error instanceof InvitationError) return undefined
    throw error
  }
}

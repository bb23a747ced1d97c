import type { Address } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'

/** Whom a personal invitation is for; undefined for links that several people use, and where it was erased. */
export function addressOf({
  invitee_email: email,
  invitee_phone_number: phoneNumber,
}: Pick<InvitationRow, 'invitee_email' | 'invitee_phone_number'>): Address | undefined {
  if (email !== null) return { email }
  return phoneNumber === null ? undefined : { phoneNumber }
}

import type { Invitation } from './invitation.ts'

/** Both are normalised; null for none. */
export interface OwnAddresses {
  readonly email: string | null
  readonly phoneNumber: string | null
}

/** Is one of these addresses the one that was invited? An invitation without an address, as an erased one, is nobody's. */
export function isInvited(
  { inviteeEmail, inviteePhoneNumber }: Pick<Invitation, 'inviteeEmail' | 'inviteePhoneNumber'>,
  { email, phoneNumber }: OwnAddresses,
): boolean {
  if (inviteeEmail !== null) return email === inviteeEmail
  return inviteePhoneNumber !== null && phoneNumber === inviteePhoneNumber
}

import type { Address } from '../../ledger/ledger.ts'
import { hasInvisible, trimInvisible } from '../model/invisible-characters.ts'
import type { Invitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { NewInvitation } from '../model/new-invitation.ts'
import { normaliseDomain, normaliseEmail, normalisePhoneNumber } from '../model/normalise-address.ts'
import { CODES_TO_TELEPHONES, isProvenByLogin } from '../model/seen-link.ts'

/** Reads the one address of a personal invitation. Throws InvitationError. */
export function readAddress({ email, phoneNumber }: NewInvitation['invitee']): Address {
  if (email !== undefined && phoneNumber !== undefined)
    throw new InvitationError('invalid_combination', 'invitee.phone_number', 'An invitation has one address.')
  if (phoneNumber !== undefined) {
    const normalised = normalisePhoneNumber(phoneNumber)
    if (normalised === null)
      throw new InvitationError('invalid_address', 'invitee.phone_number', 'Expected a number such as +41…')
    return { phoneNumber: normalised }
  }
  const typed = trimInvisible(email ?? '')
  const normalised = normaliseEmail(typed)
  if (normalised !== null) return { email: normalised }
  if (hasInvisible(typed)) throw toInvisible('invitee.email')
  throw new InvitationError('invalid_address', 'invitee.email', 'Expected an email address.')
}

/** Reads the domain of a domain invitation. Throws InvitationError. */
export function readDomain(domain: string | undefined): string {
  const typed = trimInvisible(domain ?? '')
  const normalised = normaliseDomain(typed)
  if (normalised !== null) return normalised
  if (hasInvisible(typed)) throw toInvisible('domain')
  throw new InvitationError('invalid_address', 'domain', 'Expected a domain such as example.com.')
}

/** The address has invisible characters, so its writer cannot see what is wrong with it. */
function toInvisible(field: string): InvitationError {
  return new InvitationError('invisible_character', field, 'There is an invisible character in the address.')
}

/** Throws InvitationError for a message of ours that has no way to its recipient: text messages are not built yet. */
export function assertDeliverable(address: Address): void {
  if ('email' in address) return
  const message = 'A phone number gets no message. Hand the link out yourself.'
  throw new InvitationError('invalid_combination', 'send_invitation_email', message)
}

/** Throws InvitationError for a link that would lead to a code by text message, and to another connection as well. */
export function assertLeadsOn(
  invitation: Pick<Invitation, 'delivery' | 'inviteePhoneNumber' | 'connection'>,
): void {
  const { connection } = invitation
  if (connection === null || connection === CODES_TO_TELEPHONES || !isProvenByLogin(invitation)) return
  const message = 'A link for a phone number that somebody is shown leads to a code by text message.'
  throw new InvitationError('invalid_combination', 'connection', message)
}

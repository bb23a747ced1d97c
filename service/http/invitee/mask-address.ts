import { domainToUnicode } from 'node:url'
import type { Invitation } from '../../invitations/model/invitation.ts'

/**
 * An address that its owner recognises and nobody else learns: `j•••@e•••.com`. The number of letters is hidden too.
 */
export function maskAddress(address: string): string {
  const [local = '', asciiDomain = ''] = address.split('@')
  // Its owner knows the domain by its own letters, not as `xn--…` (RFC 5891).
  const domain = domainToUnicode(asciiDomain) || asciiDomain
  const ending = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : ''
  return `${firstLetter(local)}•••@${firstLetter(domain)}•••${ending}`
}

function firstLetter(text: string): string {
  return [...text][0] ?? ''
}

/** The address of an invitation, for somebody who may be anybody. */
export function toMaskedAddress({
  inviteeEmail,
  inviteePhoneNumber,
}: Pick<Invitation, 'inviteeEmail' | 'inviteePhoneNumber'>): string {
  if (inviteeEmail !== null) return maskAddress(inviteeEmail)
  return inviteePhoneNumber === null ? '' : maskPhoneNumber(inviteePhoneNumber)
}

/** A telephone number of which its owner recognises the end: `+•••89`. */
function maskPhoneNumber(phoneNumber: string): string {
  return `+•••${phoneNumber.slice(-2)}`
}

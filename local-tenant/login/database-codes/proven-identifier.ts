import { type FoundIdentity, profileOf } from '../../identities.ts'
import type { CodeAddress } from '../send-code.ts'

/**
 * "When a user authenticates via email OTP, email_verified is automatically set to true": of phones likewise
 * (…/passwordless-authentication-for-db-connect). Not through updateUser: no session ends by it.
 */
export function markProven(found: FoundIdentity, { name }: CodeAddress): void {
  const profile = profileOf(found)
  if (name === 'email') profile.email_verified = true
  else profile.phone_verified = true
}

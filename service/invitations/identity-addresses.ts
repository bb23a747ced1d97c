import type { OwnAddresses } from './is-invited.ts'
import type { Login } from './login.ts'
import { normaliseEmail, normalisePhoneNumber } from './normalise-address.ts'

/** What one identity says about its addresses; normalised. */
export interface IdentityAddresses extends OwnAddresses {
  readonly emailVerified: boolean
  readonly phoneVerified: boolean
  /** Google Workspace domain of the account; normalised as in addresses. */
  readonly hostedDomain: string | null
}

/** The part of a login that its addresses are in. */
export type LoginAddresses = Pick<
  Login,
  'email' | 'emailVerified' | 'phoneNumber' | 'phoneVerified' | 'identities' | 'connection'
>

/**
 * The addresses of the very identity that logged in: of the account's own one they are the profile's, of a linked one
 * those in its `profileData` (https://auth0.com/docs/manage-users/user-accounts/user-account-linking). Undefined where
 * several identities of one connection leave it open which it was.
 */
export function addressesOfIdentity(login: LoginAddresses): IdentityAddresses | undefined {
  const { identities, connection } = login
  const candidates = identities.filter(
    ({ connection: name, provider }) => name === connection.name && provider === connection.strategy,
  )
  const [used] = candidates
  if (!used || candidates.length > 1) return undefined
  const hostedDomain = used.hd?.toLowerCase() ?? null
  if (used === identities[0]) {
    const { email, emailVerified, phoneNumber, phoneVerified } = login
    return { email, emailVerified, phoneNumber, phoneVerified, hostedDomain }
  }
  const { email, email_verified, phone_number, phone_verified } = used.profileData ?? {}
  return {
    email: email === undefined ? null : normaliseEmail(email),
    emailVerified: email_verified === true,
    phoneNumber: phone_number === undefined ? null : normalisePhoneNumber(phone_number),
    phoneVerified: phone_verified === true,
    hostedDomain,
  }
}

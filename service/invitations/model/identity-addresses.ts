import type { LoginIdentity } from '../../../contract/calls.ts'
import type { Invitation } from './invitation.ts'
import { isInvited, type OwnAddresses } from './is-invited.ts'
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
  return used && candidates.length === 1 ? addressesOf(login, used) : undefined
}

/**
 * Is the invited address the one of a database identity of this account, which anybody could have registered? One that
 * does not say what its address is may have it.
 */
export function hasInvitedDatabaseIdentity(
  login: LoginAddresses,
  invitation: Pick<Invitation, 'inviteeEmail' | 'inviteePhoneNumber'>,
): boolean {
  const ofDatabases = login.identities.filter(({ provider }) => provider === 'auth0')
  if (ofDatabases.length === 0) return login.connection.strategy === 'auth0'
  return ofDatabases.some(identity => {
    const isUntold = identity !== login.identities[0] && identity.profileData === undefined
    return isUntold || isInvited(invitation, addressesOf(login, identity))
  })
}

function addressesOf(login: LoginAddresses, identity: LoginIdentity): IdentityAddresses {
  const hostedDomain = identity.hd?.toLowerCase() ?? null
  if (identity === login.identities[0]) {
    const { email, emailVerified, phoneNumber, phoneVerified } = login
    return { email, emailVerified, phoneNumber, phoneVerified, hostedDomain }
  }
  const { email, email_verified, phone_number, phone_verified } = identity.profileData ?? {}
  return {
    email: email === undefined ? null : normaliseEmail(email),
    emailVerified: email_verified === true,
    phoneNumber: phone_number === undefined ? null : normalisePhoneNumber(phone_number),
    phoneVerified: phone_verified === true,
    hostedDomain,
  }
}

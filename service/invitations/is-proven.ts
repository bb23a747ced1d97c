import type { Login } from './login.ts'

/** Google is the mail provider of these, so its word about them is a proof; about any other domain it is a claim. */
const googleMailDomains = new Set(['gmail.com', 'googlemail.com'])

/**
 * Has this very login proven that the address is the user's? Judged on the identity that logged in: an address that
 * belongs to another, linked identity is not proven by it. Any `email_verified` that is not named here is a claim.
 */
export function isProven(
  login: Pick<Login, 'email' | 'emailVerified' | 'identities' | 'connection'>,
): boolean {
  const { email, emailVerified, connection } = login
  if (email === null || !isAddressOfThisIdentity(login)) return false
  switch (connection.strategy) {
    // Passwordless: the code went to the address.
    case 'email':
      return true
    case 'auth0':
    case 'apple':
      return emailVerified
    case 'google-oauth2':
      return emailVerified && googleMailDomains.has(email.slice(email.lastIndexOf('@') + 1))
    default:
      return false
  }
}

/** The profile's address is that of the first identity (https://auth0.com/docs/manage-users/user-accounts/user-account-linking). */
function isAddressOfThisIdentity({
  identities,
  connection,
}: Pick<Login, 'identities' | 'connection'>): boolean {
  return identities[0]?.connection === connection.name && identities[0].provider === connection.strategy
}

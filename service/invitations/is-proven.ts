import type { Login } from './login.ts'

/** Google is the mail provider of these, so its word about them is a proof; about any other domain it is a claim. */
const googleMailDomains = new Set(['gmail.com', 'googlemail.com'])

type ProvenBy = Pick<
  Login,
  'email' | 'emailVerified' | 'phoneNumber' | 'phoneVerified' | 'identities' | 'connection'
>

/**
 * Has this very login proven that the address is the user's? Judged on the identity that logged in: an address that
 * belongs to another, linked identity is not proven by it. Any `email_verified` or `phone_verified` that is not named
 * here is a claim.
 */
export function isProven(login: ProvenBy, address: 'email' | 'phone'): boolean {
  if (!isAddressOfThisIdentity(login)) return false
  return address === 'email' ? isEmailProven(login) : isPhoneProven(login)
}

function isEmailProven({ email, emailVerified, connection }: ProvenBy): boolean {
  if (email === null) return false
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

function isPhoneProven({ phoneNumber, phoneVerified, connection }: ProvenBy): boolean {
  if (phoneNumber === null) return false
  switch (connection.strategy) {
    // Passwordless: the code went to the number.
    case 'sms':
      return true
    case 'auth0':
      return phoneVerified
    default:
      return false
  }
}

/** The profile's address is that of the first identity (https://auth0.com/docs/manage-users/user-accounts/user-account-linking). */
function isAddressOfThisIdentity({ identities, connection }: ProvenBy): boolean {
  return identities[0]?.connection === connection.name && identities[0].provider === connection.strategy
}

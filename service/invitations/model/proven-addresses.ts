import type { ProofRules } from '../../../contract/gate.ts'
import { addressesOfIdentity, type IdentityAddresses, type LoginAddresses } from './identity-addresses.ts'
import type { OwnAddresses } from './is-invited.ts'
import type { Login } from './login.ts'

/**
 * Which addresses has this very login proven to be the user's? Judged on the identity that logged in: an address that
 * belongs to another, linked identity is not proven by it. Any `email_verified` or `phone_verified` that no rule names
 * is a claim.
 */
export function provenAddresses(login: LoginAddresses, rules: ProofRules): OwnAddresses {
  const own = addressesOfIdentity(login)
  if (!own) return { email: null, phoneNumber: null }
  return {
    email: isEmailProven(own, login.connection, rules) ? own.email : null,
    phoneNumber: isPhoneProven(own, login.connection) ? own.phoneNumber : null,
  }
}

function isEmailProven(own: IdentityAddresses, { name, strategy }: Login['connection'], rules: ProofRules) {
  if (own.email === null) return false
  switch (strategy) {
    // Passwordless: the code went to the address.
    case 'email':
      return true
    case 'sms':
      return false
    case 'auth0':
      return own.emailVerified
  }
  const domain = own.email.slice(own.email.lastIndexOf('@') + 1)
  // An enterprise directory is trusted for its own domains only, whatever it asserts about verification.
  if (Object.hasOwn(rules.enterprise, name)) return rules.enterprise[name]?.includes(domain) === true
  const domains = Object.hasOwn(rules.social, name) ? (rules.social[name] ?? []) : []
  return own.emailVerified && domains.some(rule => isMeant(rule, domain, own.hostedDomain))
}

function isMeant(rule: string, domain: string, hostedDomain: string | null): boolean {
  if (rule === '*') return true
  // Google is authoritative for the Workspace domain that it states
  // (https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload).
  return rule === 'hd' ? hostedDomain === domain : rule === domain
}

function isPhoneProven({ phoneNumber, phoneVerified }: IdentityAddresses, { strategy }: Login['connection']) {
  if (phoneNumber === null) return false
  // Passwordless: the code went to the number.
  return strategy === 'sms' || (strategy === 'auth0' && phoneVerified)
}

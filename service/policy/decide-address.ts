import { isMeantBy } from './domain-rule.ts'
import type { Policy } from './policy.ts'

/** Whom an invitation is for, normalised; none of them for a link that anybody may hold. */
export interface Recipient {
  readonly email?: string | null | undefined
  readonly phoneNumber?: string | null | undefined
  /** The domain whose addresses are invited. */
  readonly domain?: string | null | undefined
}

export type AddressDecision =
  | { outcome: 'allowed' }
  | { outcome: 'refused'; limit: 'allowed_domains' | 'blocked_domains' }

/** May anybody be invited there? */
export function decideAddress(
  policy: Pick<Policy, 'allowedDomains' | 'blockedDomains'>,
  { email, phoneNumber, domain }: Recipient,
): AddressDecision {
  const { allowedDomains, blockedDomains } = policy
  // fail closed: where only some domains may be invited, a telephone must not be the way around them.
  if (phoneNumber != null && allowedDomains !== null) return { outcome: 'refused', limit: 'allowed_domains' }
  const host = email == null ? domain : email.slice(email.lastIndexOf('@') + 1)
  if (host == null) return { outcome: 'allowed' }
  if (blockedDomains.some(rule => isMeantBy(rule, host)))
    return { outcome: 'refused', limit: 'blocked_domains' }
  if (allowedDomains !== null && !allowedDomains.some(rule => isMeantBy(rule, host)))
    return { outcome: 'refused', limit: 'allowed_domains' }
  return { outcome: 'allowed' }
}

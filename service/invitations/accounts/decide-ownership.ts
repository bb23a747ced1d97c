/** What is known about a pre-existing database account, whose address the tenant calls confirmed by now. */
export interface OwnershipFacts {
  userId: string
  /** Was it ever seen with its address unconfirmed, for any invitation? `secured`: what was left in it is gone. */
  noted: 'unknown' | 'open' | 'secured'
  /** The account has redeemed an invitation to this address before. */
  hasJoinedBefore: boolean
  /**
   * The confirmed accounts that the tenant reported, for every press of Accept for this address; null where it did not
   * answer, or was not asked.
   */
  lookups: readonly (readonly string[] | null)[]
}

/**
 * Is the account the invitee's own, or has to be made so first? Anybody may have registered it and left a passkey, a
 * session or a refresh token in it before its address was confirmed. So it is their own only on positive knowledge:
 * every look found it, confirmed. One that failed makes the rule stricter for good, because a later one sees what the
 * owner has confirmed since, and not who was in the account before.
 */
export function decideOwnership({
  userId,
  noted,
  hasJoinedBefore,
  lookups,
}: OwnershipFacts): 'own' | 'secure' {
  if (noted === 'open') return 'secure'
  if (noted === 'secured' || hasJoinedBefore) return 'own'
  // fail closed: without any lookup nothing is known.
  return lookups.length > 0 && lookups.every(found => found?.includes(userId)) ? 'own' : 'secure'
}

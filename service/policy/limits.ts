import type { Sending } from '../invitations/model/guard.ts'
import { hashSecret } from '../ledger/engine/hash-secret.ts'
import type { Address } from '../ledger/ledger.ts'
import type { Limits } from './policy.ts'

/** The names of limits, as the policy file and refusals have them. */
export type LimitName =
  | 'per_ip_per_hour'
  | 'per_inviter_per_day'
  | 'per_recipient_per_day'
  | 'per_tenant_per_day'

/** One count that a message needs. */
export interface LimitCounter {
  readonly name: LimitName
  /** The key of the counter. Personal data in it is hashed, because the counter briefly outlives the invitation. */
  readonly key: string
  readonly limit: number
  /** Milliseconds since 1970. Windows are fixed, in UTC, so that every process counts in the same one. */
  readonly windowStart: number
  readonly windowEnd: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Which counters a message needs, from the narrowest to the widest. They are taken in this order, and the first that is
 * used up ends it: an attempt that is refused counts where it is refused, and cannot use up what is everybody's.
 */
export function toLimitCounters(limits: Limits, sending: Sending, now: number): LimitCounter[] {
  const { inviterId, linkId, recipient, ip } = sending
  // A link that leaks uses up its own allowance, and not what its inviter needs for others.
  const inviter = linkId === undefined ? `inviter:${inviterId}` : `link:${linkId}`
  const counters = [
    ip !== undefined && toLimitCounter('per_ip_per_hour', limits.perIpPerHour, `ip:${hashSecret(ip)}`, now),
    toLimitCounter('per_inviter_per_day', limits.perInviterPerDay, inviter, now),
    recipient &&
      toLimitCounter(
        'per_recipient_per_day',
        limits.perRecipientPerDay,
        `recipient:${hashOf(recipient)}`,
        now,
      ),
    toLimitCounter('per_tenant_per_day', limits.perTenantPerDay, 'tenant', now),
  ]
  return counters.filter(counter => typeof counter === 'object')
}

function toLimitCounter(
  name: LimitName,
  limit: number | null,
  whom: string,
  now: number,
): LimitCounter | undefined {
  if (limit === null) return undefined
  const windowMs = name === 'per_ip_per_hour' ? HOUR_MS : DAY_MS
  const windowStart = Math.floor(now / windowMs) * windowMs
  return { name, key: `sending:${whom}`, limit, windowStart, windowEnd: windowStart + windowMs }
}

function hashOf(address: Address): string {
  return hashSecret('email' in address ? address.email : address.phoneNumber)
}

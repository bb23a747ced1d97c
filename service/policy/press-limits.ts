import { hashSecret } from '../ledger/engine/hash-secret.ts'
import type { Counter, LimitLedger } from '../ledger/work/limit-ledger.ts'
import type { PressLimits } from './policy.ts'

/** One press of a button on a page that needs no session. */
export interface Press {
  /** The invitation that its form was made for; none for a form that names none, or a handle that nobody made. */
  readonly invitationId?: string | undefined
  /** The form is that of a link for many, which many people send. */
  readonly isForMany?: boolean
  /** The network of the request, as far as it is known. */
  readonly network?: string | undefined
}

/** A counter that a press needs, and when it begins again. */
export interface PressCounter extends Counter {
  /** Milliseconds since 1970. Windows are fixed, in UTC, so that every process counts in the same one. */
  readonly windowEnd: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * Which counters a press needs, from the narrowest to the widest. They are taken in this order, and the first that is
 * used up ends it: whoever presses one button a thousand times uses up what is theirs, and not what their network or the
 * invitation's other holders have.
 */
export function toPressCounters(limits: PressLimits, press: Press, now: number): PressCounter[] {
  const { invitationId, network } = press
  const ip = network === undefined ? '' : hashSecret(network)
  const kind = press.isForMany ? 'link' : 'invitation'
  const [alone, all] = press.isForMany
    ? [limits.perLinkAndIpPerHour, limits.perLinkPerHour]
    : [limits.perInvitationAndIpPerHour, limits.perInvitationPerHour]
  return [
    ...(invitationId === undefined
      ? []
      : [
          ...toCounter(`${kind}:${invitationId}:${ip}`, alone, HOUR_MS, now),
          ...toCounter(`${kind}:${invitationId}`, all, HOUR_MS, now),
        ]),
    ...(network === undefined ? [] : toCounter(`ip:${ip}`, limits.perIpPerMinute, MINUTE_MS, now)),
  ]
}

function toCounter(whom: string, limit: number | null, windowMs: number, now: number): PressCounter[] {
  if (limit === null) return []
  const windowStart = Math.floor(now / windowMs) * windowMs
  return [{ key: `press:${whom}`, limit, windowStart, windowEnd: windowStart + windowMs }]
}

/** Counts presses. */
export interface PressLimiter {
  /** Counts one; tells, of one too many, in how many seconds the same press is as good as the first. */
  take(press: Press): Promise<{ retryAfterSeconds: number } | undefined>
}

/** Full counters that a process remembers; what was full first is forgotten first, and asked of the ledger again. */
const MAX_REMEMBERED = 10_000

/**
 * Creates the limiter over the ledger, where all processes count together. A counter that is full is remembered until it
 * begins again: a flood writes nothing once it is one.
 */
export function createPressLimiter(deps: {
  ledger: Pick<LimitLedger, 'incrementInTurn'>
  limits: PressLimits
  now: () => number
}): PressLimiter {
  const full = new Map<string, number>()
  const isFull = ({ key, windowStart }: PressCounter) => full.get(key) === windowStart
  const remember = ({ key, windowStart }: PressCounter) => {
    full.delete(key)
    full.set(key, windowStart)
    for (const oldest of full.keys()) {
      if (full.size <= MAX_REMEMBERED) break
      full.delete(oldest)
    }
  }
  return {
    async take(press) {
      const now = deps.now()
      const counters = toPressCounters(deps.limits, press, now)
      const known = counters.find(isFull)
      const over = known ?? counters[(await deps.ledger.incrementInTurn(counters)) ?? counters.length]
      if (!over) return undefined
      if (!known) remember(over)
      return { retryAfterSeconds: Math.ceil((over.windowEnd - now) / 1000) }
    },
  }
}

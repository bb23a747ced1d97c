import type { EventRow } from '../schema/event-schema.ts'
import type { StatisticsCounts } from '../schema/statistics-schema.ts'
import { toAcceptanceStep } from './acceptance-steps.ts'

/** How far a personal invitation has come. */
export interface Progress {
  readonly createdAt: number
  readonly roles: readonly string[]
  readonly isSent: boolean
  readonly isDelivered: boolean
  readonly isBounced: boolean
  readonly isOpened: boolean
  /** Milliseconds from its beginning; null while nobody has, and after a redemption was taken back. */
  readonly acceptedAfter: number | null
}

type Happening = Pick<EventRow, 'type' | 'at' | 'after'>

/** What an event makes of it. Undefined before its first event, and for links that several people can use. */
export function advance(
  progress: Progress | undefined,
  { type, at, after }: Happening,
): Progress | undefined {
  const facts = after === null ? {} : JSON.parse(after)
  if (type === 'created') return facts.kind === 'personal' ? begin(at, facts) : undefined
  if (!progress) return undefined
  const known = withFacts(progress, facts)
  switch (type) {
    case 'sent':
      return { ...known, isSent: true }
    case 'resent':
      return { ...known, isBounced: false }
    case 'delivered':
      return { ...known, isSent: true, isDelivered: true, isBounced: false }
    case 'deferred':
      return { ...known, isSent: true }
    case 'complained':
      return { ...known, isSent: true, isDelivered: true }
    case 'bounced':
      return { ...known, isSent: true, isBounced: true }
    case 'opened':
      return { ...known, isSent: true, isOpened: true }
    case 'accepted':
      // Whoever joined has been reached, by whichever way.
      return { ...known, isSent: true, isOpened: true, acceptedAfter: Math.max(0, at - known.createdAt) }
    case 'released':
      return { ...known, acceptedAfter: null }
    default:
      return known
  }
}

function begin(createdAt: number, facts: Record<string, unknown>): Progress {
  const nothing = { isSent: false, isDelivered: false, isBounced: false, isOpened: false }
  return withFacts({ createdAt, roles: [], ...nothing, acceptedAfter: null }, facts)
}

function withFacts(progress: Progress, { roles, delivery, vouched_by }: Record<string, unknown>): Progress {
  // Nobody reports whether a link arrived that the service does not send.
  const isGivenAway = delivery === 'handed_out' || typeof vouched_by === 'string'
  return {
    ...progress,
    ...(Array.isArray(roles) && { roles: roles.map(String) }),
    ...(isGivenAway && { isSent: true }),
  }
}

/** What an invitation adds to the statistics of its day, by `about`. */
export function contributionOf(progress: Progress): Map<string, StatisticsCounts> {
  const counts = {
    invited: 1,
    sent: Number(progress.isSent),
    delivered: Number(progress.isDelivered),
    bounced: Number(progress.isBounced),
    opened: Number(progress.isOpened),
    accepted: Number(progress.acceptedAfter !== null),
  }
  const contribution = new Map([['', counts]])
  for (const role of progress.roles) contribution.set(`role:${role}`, counts)
  if (progress.acceptedAfter !== null)
    contribution.set(`time:${toAcceptanceStep(progress.acceptedAfter)}`, counts)
  return contribution
}

import type { GuestlistMetadata } from '../contract/calls.ts'
import type { PostLoginEvent } from './event-types.ts'
import { type Gate, isExcepted } from './gate.ts'
import { readGuestlistMetadata } from './guestlist-metadata.ts'
import type { Handoff } from './handoff-carrier.ts'

/** What the event alone says about a user. */
export interface Standing {
  /** The gate lets this login pass, whatever becomes of an invitation that came with it. */
  readonly passes: boolean
  /** It is the application or the connection that is let pass, not the user. */
  readonly excepted: boolean
  readonly metadata: GuestlistMetadata
}

/** Judges a login by its event: no network, no keys, nothing that can fail. */
export function decideStanding(event: PostLoginEvent, gate: Gate): Standing {
  const metadata = readGuestlistMetadata(event.user.app_metadata)
  const excepted = isExcepted(gate, event.client, event.connection)
  const passes =
    gate.mode === 'open' ||
    excepted ||
    metadata.admitted === true ||
    isFromBefore(event.user.created_at, metadata, gate)
  return { passes, excepted, metadata }
}

/** Refused once, an account is not from before, even if the date of the gate is moved later. */
function isFromBefore(createdAt: string, metadata: GuestlistMetadata, gate: Gate): boolean {
  return metadata.refused_at === undefined && new Date(createdAt) < new Date(gate.since)
}

/** What to tell the service, or null: this login passes and there is nothing to redeem. */
export function decideRedemption(
  standing: Standing,
  handoff: Handoff,
  state: string | undefined,
): { handoff?: string; admission?: string; state?: string } | null {
  const { admission } = standing.metadata
  if (standing.passes && handoff.state !== 'live' && admission === undefined) return null
  // A late handoff would hide the stamp, which lives for days; without a stamp it lets the service say "too late".
  const usable = handoff.state === 'live' || (handoff.state === 'late' && admission === undefined)
  return {
    ...(usable && { handoff: handoff.token }),
    ...(admission !== undefined && { admission }),
    ...(state && { state }),
  }
}

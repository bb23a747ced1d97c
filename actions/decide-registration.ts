import type { RefusalCode } from '../contract/refusal.ts'
import type { PreUserRegistrationEvent } from './event-types.ts'
import { type Gate, isExcepted } from './gate.ts'
import { readGuestlistMetadata } from './guestlist-metadata.ts'
import type { Handoff } from './handoff-carrier.ts'

export type RegistrationDecision =
  | { outcome: 'refused'; code: RefusalCode }
  /** Only the service can tell, by this carrier. */
  | { outcome: 'ask'; carrier: { handoff: string } | { state: string } }

/** Tells, from the event alone, whom the gate does not concern. */
export function isLetThrough(event: PreUserRegistrationEvent, gate: Gate): boolean {
  return (
    gate.mode === 'open' || isExcepted(gate, event.client, event.connection) || isMadeByAdministrator(event)
  )
}

/** Only the Management API can set app_metadata, and it has no transaction; either alone proves nothing. */
function isMadeByAdministrator(event: PreUserRegistrationEvent): boolean {
  return readGuestlistMetadata(event.user.app_metadata).admitted === true && event.transaction === undefined
}

/**
 * Decides on a sign-up that the gate concerns. Whoever has no valid handoff gets one and the same refusal, so that
 * nobody learns who is invited. An authentic one that is late may be told so: its holder knows that they are invited.
 */
export function decideRegistration(handoff: Handoff, state: string | undefined): RegistrationDecision {
  if (handoff.state === 'live') return { outcome: 'ask', carrier: { handoff: handoff.token } }
  if (handoff.state === 'late') return { outcome: 'refused', code: 'handoff_expired' }
  // Junk costs the service nothing, not even the question about the state beside it.
  if (handoff.state === 'none' && state) return { outcome: 'ask', carrier: { state } }
  return { outcome: 'refused', code: 'invitation_required' }
}

import type { Carriers } from '../contract/calls.ts'
import { type Gate, isExcepted } from '../contract/gate.ts'
import { readGuestlistMetadata } from '../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../contract/refusal.ts'
import { isOwnState } from '../contract/state.ts'
import type { PreUserRegistrationEvent } from './event-types.ts'
import type { Handoff } from './handoff-carrier.ts'

export type RegistrationDecision =
  | { outcome: 'refused'; code: RefusalCode }
  /** The service has to decide, by a carrier or by the address alone. */
  | { outcome: 'ask'; carrier: Carriers }

/** Users whom the gate does not concern, by the event alone; `open` and `excepted` may still carry an invitation. */
export type RegistrationVerdict = 'concerned' | 'excepted' | 'open' | 'made_by_administrator'

export function decideRegistrationVerdict(event: PreUserRegistrationEvent, gate: Gate): RegistrationVerdict {
  if (isMadeByAdministrator(event)) return 'made_by_administrator'
  if (gate.mode === 'open') return 'open'
  return isExcepted(gate, event.client, event.connection) ? 'excepted' : 'concerned'
}

/** Only the Management API can set app_metadata, and it has no transaction; either alone proves nothing. */
function isMadeByAdministrator(event: PreUserRegistrationEvent): boolean {
  return readGuestlistMetadata(event.user.app_metadata).admitted === true && event.transaction === undefined
}

/**
 * Can an address alone speak for a sign-up? Of a passwordless one the code proves it. Of a database one nothing does:
 * only where the operator has chosen so, or trusts organizations whose invitees sign up with a link of Auth0's own.
 */
export function canAddressTell({ connection, transaction }: PreUserRegistrationEvent, gate: Gate): boolean {
  if (connection.strategy === 'email' || connection.strategy === 'sms') return true
  const isAskedFor = gate.admitByAddress || gate.trustedOrganizations.length > 0
  return connection.strategy === 'auth0' && isAskedFor && transaction !== undefined
}

/**
 * What a sign-up that passes anyway is asked about: whether the account is made by the holder of an invitation, which
 * its stamp then says. Only what leads to one beyond doubt is worth the question, so that no ordinary sign-up asks
 * anybody; and only a database account can be stamped.
 */
export function decideStampCarrier(
  handoff: Handoff,
  { connection, transaction }: PreUserRegistrationEvent,
): Carriers | undefined {
  if (connection.strategy !== 'auth0') return undefined
  if (handoff.state === 'live') return { handoff: handoff.token }
  return isOwnState(transaction?.state) ? { state: transaction.state } : undefined
}

/**
 * Decides on a sign-up that the gate concerns. Whoever has no valid handoff gets one and the same refusal, so that
 * nobody learns who is invited. An authentic one that is late may be told so: its holder knows that they are invited.
 */
export function decideRegistration(
  handoff: Handoff,
  state: string | undefined,
  addressTells: boolean,
): RegistrationDecision {
  if (handoff.state === 'live') return { outcome: 'ask', carrier: { handoff: handoff.token } }
  if (handoff.state === 'late') return { outcome: 'refused', code: 'handoff_expired' }
  // Junk causes no call to the service, not even with a valid state next to it.
  if (handoff.state === 'none' && state) return { outcome: 'ask', carrier: { state } }
  if (handoff.state === 'none' && addressTells) return { outcome: 'ask', carrier: {} }
  return { outcome: 'refused', code: 'invitation_required' }
}

import type { HandoffRow } from '../ledger/schema.ts'
import { allow, type Decision, refuse } from './decision.ts'
import type { Invitation } from './invitation.ts'

/** How long a sign-up that a handoff admitted may take until its first login. */
export const STAMP_TTL_MS = 7 * 86_400_000

export interface HandoffFacts {
  handoff: HandoffRow
  invitation: Invitation
  /** The user carries the stamp that the handoff's admission left: no other user can. */
  isStamped: boolean
  /** Of the login; undefined where the platform does not say. */
  clientId: string | undefined
  connectionName: string
  /** Milliseconds since 1970. */
  now: number
}

/** Is this handoff still good, here and now, whoever the user is? */
export function decideHandoff(facts: HandoffFacts): Decision {
  const { handoff, invitation } = facts
  // Before the generation, which both of them raise.
  if (invitation.status === 'revoked' || invitation.status === 'declined') return refuse('invitation_revoked')
  if (invitation.generation !== handoff.generation) return refuse('invitation_replaced')
  if (facts.now >= lastsUntil(facts)) return refuse('handoff_expired')
  if (isForAnotherClient(facts)) return refuse('connection_mismatch')
  if (invitation.connection !== null && invitation.connection !== facts.connectionName)
    return refuse('connection_mismatch')
  return allow()
}

function lastsUntil({ handoff, isStamped }: HandoffFacts): number {
  if (!isStamped || handoff.admitted_at === null) return handoff.expires_at
  return handoff.admitted_at + STAMP_TTL_MS
}

/** A stamped user may come back through any application: the stamp is theirs, and cannot be handed on like a token. */
function isForAnotherClient({ handoff, isStamped, clientId }: HandoffFacts): boolean {
  return !isStamped && clientId !== undefined && clientId !== handoff.client_id
}

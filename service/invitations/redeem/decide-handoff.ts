import type { HandoffRow } from '../../ledger/schema/schema.ts'
import { hasAnswered, type Joining } from '../../profile/joining.ts'
import { allow, type Decision, refuse } from '../model/decision.ts'
import type { Invitation } from '../model/invitation.ts'
import { isOpenTo } from '../model/seen-link.ts'

/** How long a sign-up that a handoff admitted may take until its first login. */
const STAMP_TTL_MS = 7 * 86_400_000

export interface HandoffFacts {
  handoff: HandoffRow
  invitation: Invitation
  /** The shared or domain invitation that sent it. */
  sender: Invitation | undefined
  /** The user carries the stamp that the handoff's admission left: no other user can. */
  isStamped: boolean
  /** The application of the login; undefined where the platform does not say. */
  clientId: string | undefined
  connection: { readonly name: string; readonly strategy: string }
  /** The terms and fields that precede Accept. */
  joining: Joining
  /** Milliseconds since 1970. */
  now: number
}

/** Is this handoff still good, here and now, whoever the user is? */
export function decideHandoff(facts: HandoffFacts): Decision {
  const { handoff, invitation } = facts
  const ofLife = decideLife(invitation, handoff.generation)
  if (ofLife.outcome === 'refused') return ofLife
  const ofSender = decideSender(facts)
  if (ofSender.outcome === 'refused') return ofSender
  if (facts.now >= lastsUntil(facts)) return refuse('handoff_expired')
  if (isForAnotherClient(facts)) return refuse('connection_mismatch')
  if (!isOpenTo(invitation, facts.connection)) return refuse('connection_mismatch')
  // A handoff already redeemed had answered what was asked then.
  if (handoff.redeemed_by === null && !hasAnswered(handoff, facts.joining)) return refuse('open_invitation')
  return allow()
}

function decideLife({ status, generation }: Invitation, wanted: number): Decision {
  // This check precedes the generation check, because both transitions raise the generation.
  if (status === 'revoked') return refuse('invitation_revoked')
  if (status === 'declined') return refuse('invitation_declined')
  return generation === wanted ? allow() : refuse('invitation_replaced')
}

/** An invitation sent by a link is valid as long as the link is; a use before its end stays valid. */
function decideSender({ invitation, sender }: HandoffFacts): Decision {
  if (!sender || invitation.status === 'accepted') return allow()
  const ofLife = decideLife(sender, invitation.parentGeneration ?? 0)
  if (ofLife.outcome === 'refused') return ofLife
  return sender.status === 'accepted' ? refuse('invitation_used') : allow()
}

function lastsUntil({ handoff, isStamped }: HandoffFacts): number {
  if (!isStamped || handoff.admitted_at === null) return handoff.expires_at
  return handoff.admitted_at + STAMP_TTL_MS
}

/** A stamped user may come back through any application: the stamp is theirs, and cannot be handed on like a token. */
function isForAnotherClient({ handoff, isStamped, clientId }: HandoffFacts): boolean {
  return !isStamped && clientId !== undefined && clientId !== handoff.client_id
}

import type { AdmissionResponse } from '../../../contract/calls.ts'
import type { HandoffRow } from '../../ledger/schema/schema.ts'
import type { Joining } from '../../profile/joining.ts'
import { refuse } from '../model/decision.ts'
import type { Invitation } from '../model/invitation.ts'
import { isInvited } from '../model/is-invited.ts'
import { decideHandoff } from './decide-handoff.ts'

export interface AdmissionFacts {
  /** The handoff that came with the sign-up; undefined when none came, or none that this service made. */
  presented: { handoff: HandoffRow; invitation: Invitation; sender: Invitation | undefined } | undefined
  /** The sign-up brought an authentic handoff token that has expired, and nothing better. */
  isLate: boolean
  /** Normalised. */
  email: string | null
  phoneNumber: string | null
  clientId: string | undefined
  connection: { readonly name: string; readonly strategy: string }
  joining: Joining
  /** Milliseconds since 1970. */
  now: number
}

/**
 * May this sign-up go on? Without a handoff the answer never depends on the address, so nobody learns who is invited.
 * The same handoff may ask again: a sign-up that fails on something else, such as a weak password, is tried once more.
 */
export function decideAdmission(facts: AdmissionFacts): AdmissionResponse {
  const { presented, clientId, connection, joining, now } = facts
  if (!presented) return refuse(facts.isLate ? 'handoff_expired' : 'invitation_required')
  const { handoff, invitation } = presented
  const decision = decideHandoff({ ...presented, clientId, connection, joining, now, isStamped: false })
  if (decision.outcome === 'refused') return decision
  if (invitation.status === 'accepted' || handoff.redeemed_by !== null) return refuse('invitation_used')
  if (!isInvited(invitation, facts)) return refuse('address_mismatch')
  return { outcome: 'admitted', admission: handoff.ref }
}

import { signHandoffToken } from '../../../contract/handoff-token.ts'
import type { SigningKey } from '../../../contract/keys.ts'
import { createState } from '../../../contract/state.ts'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import {
  hasAnswered,
  type Joining,
  type JoiningRecord,
  recordsNothing,
  toJoiningRecord,
} from '../../profile/joining.ts'
import type { Answers } from '../../profile/user-field.ts'
import { hashInvited } from '../accounts/is-own-account.ts'
import { type Refusal, refuse } from '../model/decision.ts'
import type { Guard } from '../model/guard.ts'
import type { Invitation } from '../model/invitation.ts'
import { rowId } from '../model/row-id.ts'
import { codeOfState } from './code-of-state.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'

const HANDOFF_TTL_MS = 15 * 60_000

export interface AcceptDeps {
  ledger: Pick<Ledger, 'findInvitation' | 'createHandoff'>
  keys: { handoff: { signing: SigningKey } }
  guard: Pick<Guard, 'decideAtAcceptance'>
  joining: Joining
  /** Milliseconds since 1970. */
  now(): number
  randomId(): string
}

export type AcceptedInvitation =
  | { outcome: 'accepted'; invitation: Invitation; handoff: { ref: string; token: string; state: string } }
  | Refusal

/** The login that is to redeem the handoff. */
interface Bound extends InvitationKey {
  clientId: string
  /** The application begins that login with a `state` it generates, so the one made here is unused. */
  isBegunElsewhere?: boolean
  /** The checked answers of an invitee who agreed to the terms, if there are any; undefined when nothing was asked. */
  answers?: Answers | undefined
}

/**
 * Makes a handoff for whoever pressed Accept, to be redeemed by a login of `clientId`: for the holder of a link that
 * nobody but the invited address has seen, and for nobody else. Token and state leave with the browser; the ledger keeps
 * their hashes. The invitation is not used up by this.
 */
export async function acceptInvitation(deps: AcceptDeps, bound: Bound): Promise<AcceptedInvitation> {
  const { invitationId, generation } = bound
  const key = { invitationId, generation }
  const opened = await openInvitation(deps, key)
  // fail closed: a link that was handed out is not live; its message leads on.
  if (opened.state !== 'live') return refuse(codeOfState(opened.state))
  // Shared and domain invitations send personal ones; they never make a handoff themselves.
  if (opened.invitation.kind !== 'personal') return refuse('invitation_required')
  // Redemption asks again and decides; asking here spares the person an account that would get nothing.
  const decision = await deps.guard.decideAtAcceptance(opened.invitation)
  if (decision.outcome === 'refused') return decision
  const record = bound.answers ? toJoiningRecord(deps.joining, bound.answers, deps.now()) : recordsNothing
  // fail closed: a press that did not come from the page with the questions creates no handoff.
  if (!hasAnswered(record, deps.joining)) return refuse('open_invitation')
  const pressed = { ...record, address_hash: hashInvited(opened.invitation) }
  const handoff = await makeHandoff(deps, bound, pressed)
  // The invitation changed since it was read, and every change replaces the link.
  if (!handoff) return refuse('invitation_replaced')
  return { outcome: 'accepted', invitation: opened.invitation, handoff }
}

async function makeHandoff(
  deps: AcceptDeps,
  { invitationId, generation, clientId, isBegunElsewhere = false }: Bound,
  pressed: JoiningRecord & { address_hash: string | null },
) {
  const now = deps.now()
  const [id, state, ref] = [deps.randomId(), createState(deps.randomId), rowId('hnd', now)]
  // The token knows whole seconds only.
  const expiresAt = Math.floor((now + HANDOFF_TTL_MS) / 1000) * 1000
  const row = {
    ref,
    id_hash: hashSecret(id),
    state_hash: isBegunElsewhere ? null : hashSecret(state),
    invitation_id: invitationId,
    generation,
    client_id: clientId,
    created_at: now,
    expires_at: expiresAt,
    admitted_at: null,
    redeemed_by: null,
    ...pressed,
  }
  const token = await signHandoffToken({ id, expiresAt: new Date(expiresAt) }, deps.keys.handoff.signing)
  return (await deps.ledger.createHandoff(row, now)) ? { ref, token, state } : undefined
}

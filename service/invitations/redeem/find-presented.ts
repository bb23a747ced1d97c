import type { Carriers } from '../../../contract/calls.ts'
import { verifyHandoffToken } from '../../../contract/handoff-token.ts'
import type { VerificationKeys } from '../../../contract/keys.ts'
import { TokenError } from '../../../contract/token-error.ts'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { HandoffRow } from '../../ledger/schema/schema.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'

export interface FindPresentedDeps {
  ledger: Pick<Ledger, 'findHandoff' | 'findInvitation'>
  keys: { handoff: { verification: VerificationKeys } }
  /** Milliseconds since 1970. */
  now(): number
}

export interface PresentedInvitation {
  readonly handoff: HandoffRow
  readonly invitation: Invitation
  /** The shared or domain invitation that sent it. */
  readonly sender: Invitation | undefined
  readonly isStamped: boolean
  /** Milliseconds since 1970: a login that is older redeems nothing of it. */
  readonly freshSince: number
  /** The login brought it. An address alone leads to the others, for which nobody can have pressed Accept. */
  readonly isCarried: boolean
}

/** What a sign-up or a login brought with it. */
export interface Presented {
  presented: PresentedInvitation | undefined
  /** The handoff that the stamp names, whether or not it is the one presented. */
  admittedBy: HandoffRow | undefined
  /** A handoff token of this service came, but it has expired. */
  isLate: boolean
}

/**
 * Finds the handoff behind the first carrier that leads to one: the token, the state of a flow that the service began,
 * or the stamp that a sign-up left with the user. None of them is believed here; they only say what to judge.
 */
export async function findPresented(
  deps: FindPresentedDeps,
  carriers: Carriers & { admission?: string },
): Promise<Presented> {
  const { ledger } = deps
  const token = await readToken(deps, carriers.handoff)
  const byToken = token.idHash && (await ledger.findHandoff({ idHash: token.idHash }))
  const carried = byToken || (await findByState(deps, carriers.state))
  const admittedBy = await findByStamp(deps, carriers.admission, carried)
  const handoff = carried ?? admittedBy
  const row = handoff && (await ledger.findInvitation(handoff.invitation_id))
  if (!handoff || !row) return { presented: undefined, admittedBy, isLate: token.isLate }
  const isStamped = handoff.ref === admittedBy?.ref
  const sender = row.parent_id === null ? undefined : await ledger.findInvitation(row.parent_id)
  return {
    presented: {
      handoff,
      invitation: toInvitation(row),
      sender: sender && toInvitation(sender),
      isStamped,
      freshSince: handoff.created_at,
      isCarried: true,
    },
    admittedBy,
    isLate: token.isLate,
  }
}

async function readToken({ keys, now }: FindPresentedDeps, token: string | undefined) {
  if (token === undefined) return { isLate: false }
  try {
    const { id } = await verifyHandoffToken(token, keys.handoff.verification, new Date(now()))
    return { idHash: hashSecret(id), isLate: false }
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    return { isLate: error.code === 'expired' }
  }
}

async function findByState({ ledger }: FindPresentedDeps, state: string | undefined) {
  return state === undefined ? undefined : ledger.findHandoff({ stateHash: hashSecret(state) })
}

/** A stamp counts only if the handoff has really admitted a sign-up. */
async function findByStamp(
  { ledger }: FindPresentedDeps,
  ref: string | undefined,
  carried: HandoffRow | undefined,
): Promise<HandoffRow | undefined> {
  if (ref === undefined) return undefined
  const handoff = carried?.ref === ref ? carried : await ledger.findHandoff({ ref })
  return handoff?.admitted_at == null ? undefined : handoff
}

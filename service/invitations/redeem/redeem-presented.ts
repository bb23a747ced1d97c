import type { RedemptionResponse } from '../../../contract/calls.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import { addLogFields } from '../../base/log.ts'
import type { Ledger, RedeemResult } from '../../ledger/ledger.ts'
import type { InvitationRow, RedemptionRow } from '../../ledger/schema/schema.ts'
import { workPriority } from '../../ledger/schema/work-priority.ts'
import { type SecureDeps, secureAccount } from '../accounts/secure-account.ts'
import { type Refusal, refuse } from '../model/decision.ts'
import type { AcceptanceDecision, Guard } from '../model/guard.ts'
import { type Invitation, toInvitation } from '../model/invitation.ts'
import type { Login } from '../model/login.ts'
import { overwriteOf } from '../model/overwrite-of.ts'
import { rowId } from '../model/row-id.ts'
import type { RedemptionDecision } from './decide-redemption.ts'
import type { PresentedInvitation } from './find-presented.ts'

/** The login that redeems writes its metadata when it ends; the grant is completed after that. */
const GRANT_DELAY_MS = 2_000

export type RedeemPresentedDeps = SecureDeps & {
  ledger: Pick<Ledger, 'redeem'>
  guard: Pick<Guard, 'decideAtAcceptance'>
}

/** A redemption that stands, and its invitation. */
export interface ActiveRedemption {
  invitation: InvitationRow
  redemption: RedemptionRow
}

/** The result of a redemption. */
export type Redeemed = (ActiveRedemption & { outcome: 'redeemed' }) | Refusal

/**
 * Uses the invitation in one transaction, after every check that may still refuse it: the inviter, and the securing of
 * a pre-existing account. A repeated redemption by one account gets the first result.
 */
export async function redeemPresented(
  deps: RedeemPresentedDeps,
  login: Login,
  decision: RedemptionDecision,
): Promise<Redeemed> {
  if (decision.outcome === 'refused') return decision
  const ofInviter = await decideInviter(deps, decision.presented)
  if (ofInviter.outcome === 'refused') return ofInviter
  const secured = await secureAccount(deps, login, decision)
  if (secured.outcome === 'refused') return secured
  const result = await deps.ledger.redeem(toAttempt(deps, login, decision, ofInviter.overwrite ?? []))
  if (result.outcome === 'refused') return refuse(refusalFor(result.reason))
  const { invitation, redemption } = result
  if (result.outcome === 'repeated') await reopenGrant(deps, redemption)
  return { outcome: 'redeemed', invitation, redemption }
}

function toAttempt(
  deps: RedeemPresentedDeps,
  login: Login,
  { presented, account }: Extract<RedemptionDecision, { outcome: 'allowed' }>,
  overwrite: readonly string[],
) {
  const { handoff, invitation } = presented
  const now = deps.now()
  return {
    redemption: {
      id: rowId('red', now),
      invitation_id: handoff.invitation_id,
      user_id: login.userId,
      user_created_at: login.userCreatedAt,
      handoff_ref: handoff.ref,
      account,
      connection: login.connection.name,
      client_id: login.clientId,
      redeemed_at: now,
      overwrite: overwrite.length > 0 ? JSON.stringify(overwrite) : null,
    },
    generation: handoff.generation,
    parent: toParent(invitation),
    grantAt: now + GRANT_DELAY_MS,
  }
}

/** Restarts a grant that was given up when its user returns; a running one goes on. */
export async function reopenGrant(
  { ledger, now }: { ledger: Pick<Ledger, 'enqueue'>; now(): number },
  redemption: RedemptionRow,
): Promise<void> {
  if (redemption.granted_at !== null) return
  const work = { kind: 'grant', subject: redemption.id, generation: 0, priority: workPriority.grant } as const
  await ledger.enqueue({ ...work, available_at: now() + GRANT_DELAY_MS }, now())
}

/**
 * Checks the inviter before anything is used. For users who have joined, and for those who come too late, the ledger
 * has the answer.
 */
function decideInviter(
  { guard }: Pick<RedeemPresentedDeps, 'guard'>,
  { invitation }: PresentedInvitation,
): Promise<AcceptanceDecision> | AcceptanceDecision {
  return invitation.status === 'accepted' ? { outcome: 'allowed' } : guard.decideAtAcceptance(invitation)
}

function toParent({ parentId: id, parentGeneration: generation }: Invitation) {
  return id === null || generation === null ? undefined : { id, generation }
}

function refusalFor(reason: Extract<RedeemResult, { outcome: 'refused' }>['reason']): RefusalCode {
  switch (reason) {
    case 'replaced':
      return 'invitation_replaced'
    case 'revoked':
      return 'invitation_revoked'
    case 'declined':
      return 'invitation_declined'
    case 'used':
    case 'handoff_taken':
      return 'invitation_used'
  }
}

/** A granted role is already in the tenant, and one removed there since stays removed. */
export function toAnswer({ invitation, redemption }: ActiveRedemption): RedemptionResponse {
  const { id, roles, appMetadata, userMetadata } = toInvitation(invitation)
  addLogFields({ invitation: id, redemption: redemption.id })
  const grant =
    redemption.granted_at === null
      ? {
          roles: [...roles],
          app_metadata: appMetadata,
          user_metadata: userMetadata,
          overwrite: overwriteOf(redemption),
        }
      : { roles: [], app_metadata: {}, user_metadata: {}, overwrite: [] }
  return { outcome: 'redeemed', grant: { invitation: id, ...grant } }
}

import type { RedemptionRequest, RedemptionResponse } from '../../contract/calls.ts'
import type { Gate } from '../../contract/gate.ts'
import type { RefusalCode } from '../../contract/refusal.ts'
import type { Ledger, RedeemResult } from '../ledger/ledger.ts'
import type { InvitationRow, RedemptionRow } from '../ledger/schema.ts'
import { workPriority } from '../ledger/work-priority.ts'
import { decideRedemption, type RedemptionDecision } from './decide-redemption.ts'
import { refuse } from './decision.ts'
import { type FindPresentedDeps, findPresented, type PresentedInvitation } from './find-presented.ts'
import type { AcceptanceDecision, Guard } from './guard.ts'
import { type Invitation, toInvitation } from './invitation.ts'
import { type Login, toLogin } from './login.ts'
import { overwriteOf } from './overwrite-of.ts'
import { refuseLogin } from './refuse-login.ts'

/** The login that redeems writes its metadata when it ends; the grant is completed after that. */
export const GRANT_DELAY_MS = 2_000

export interface RedeemDeps extends FindPresentedDeps {
  ledger: FindPresentedDeps['ledger'] &
    Pick<Ledger, 'redeem' | 'findStandingRedemption' | 'createRefusal' | 'enqueue'>
  guard: Pick<Guard, 'decideAtAcceptance'>
  gate: Gate
  randomId(): string
}

/**
 * Redeems what a login brought, in one transaction, or refuses it and keeps why for the page that explains. A user whom
 * an earlier redemption admitted is admitted again, whatever this login brought: the ledger is the truth, and what an
 * interrupted login should have written may be lost.
 */
export async function redeemInvitation(
  deps: RedeemDeps,
  request: RedemptionRequest,
): Promise<RedemptionResponse> {
  const login = toLogin(request)
  const found = await findPresented(deps, request)
  const facts = { ...found, login, proof: deps.gate.proof, now: deps.now() }
  const result = await redeem(deps, login, decideRedemption(facts))
  if (result.outcome === 'repeated') await reopenGrant(deps, result)
  if (result.outcome !== 'refused') return toAnswer(result)
  const standing = request.passes ? undefined : await findStanding(deps, login)
  if (!standing) return refuseLogin(deps, { request, login, code: result.code, presented: found.presented })
  // Admitted, so let in; but whoever waits at the end of this handoff is told that it gave nothing.
  if (found.presented)
    await refuseLogin(deps, {
      request: { ...request, passes: true },
      login,
      code: result.code,
      presented: found.presented,
    })
  await reopenGrant(deps, standing)
  return toAnswer(standing)
}

/** A grant that was given up begins anew when its user is here again; one that is under way goes on. */
async function reopenGrant({ ledger, now }: RedeemDeps, { redemption }: Standing): Promise<void> {
  if (redemption.granted_at !== null) return
  const work = { kind: 'grant', subject: redemption.id, generation: 0, priority: workPriority.grant } as const
  await ledger.enqueue({ ...work, available_at: now() + GRANT_DELAY_MS }, now())
}

interface Standing {
  invitation: InvitationRow
  redemption: RedemptionRow
}

async function redeem(deps: RedeemDeps, login: Login, decision: RedemptionDecision) {
  if (decision.outcome === 'refused') return decision
  const { presented, account } = decision
  const ofInviter = await decideInviter(deps, presented)
  if (ofInviter.outcome === 'refused') return ofInviter
  const { handoff, invitation } = presented
  const { overwrite = [] } = ofInviter
  const now = deps.now()
  const result = await deps.ledger.redeem({
    redemption: {
      id: `red_${deps.randomId()}`,
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
  })
  return result.outcome === 'refused' ? refuse(codeOf(result.reason)) : result
}

/**
 * Asks about the inviter before anything is used. Who has joined already has joined: for them, and for whoever comes
 * too late, the ledger has the answer.
 */
function decideInviter(
  { guard }: RedeemDeps,
  { invitation }: PresentedInvitation,
): Promise<AcceptanceDecision> | AcceptanceDecision {
  return invitation.status === 'accepted' ? { outcome: 'allowed' } : guard.decideAtAcceptance(invitation)
}

function toParent({ parentId: id, parentGeneration: generation }: Invitation) {
  return id === null || generation === null ? undefined : { id, generation }
}

function findStanding({ ledger }: RedeemDeps, { userId, userCreatedAt }: Login) {
  return ledger.findStandingRedemption({ userId, createdAt: userCreatedAt })
}

function codeOf(reason: Extract<RedeemResult, { outcome: 'refused' }>['reason']): RefusalCode {
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

/** What has been granted is in the tenant, and what was taken away there since stays away. */
function toAnswer({ invitation, redemption }: Standing): RedemptionResponse {
  const { id, roles, appMetadata, userMetadata } = toInvitation(invitation)
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

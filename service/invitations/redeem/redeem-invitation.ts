import type { RedemptionRequest, RedemptionResponse } from '../../../contract/calls.ts'
import type { Gate } from '../../../contract/gate.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import { addLogFields } from '../../base/log.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Catalog } from '../../management/catalog.ts'
import { ManagementError } from '../../management/management-api.ts'
import {
  decidePreExistingAccount,
  refusalForPreExistingAccount,
} from '../accounts/decide-pre-existing-account.ts'
import { isPassable } from '../accounts/may-hold-tokens.ts'
import { type NoteDeps, noteAccount } from '../accounts/note-account.ts'
import { type Login, toLogin } from '../model/login.ts'
import { decideRedemption } from './decide-redemption.ts'
import { type EnterDeps, enterWithoutLink } from './enter-without-link.ts'
import { type FindPresentedDeps, findPresented, type Presented } from './find-presented.ts'
import { type ObserveDeps, observe } from './observe.ts'
import { type RedeemPresentedDeps, redeemPresented, reopenGrant, toAnswer } from './redeem-presented.ts'
import { type RefuseDeps, refuseLogin } from './refuse-login.ts'

export type RedeemDeps = FindPresentedDeps &
  RedeemPresentedDeps &
  EnterDeps &
  NoteDeps &
  ObserveDeps &
  RefuseDeps & {
    ledger: Pick<Ledger, 'findActiveRedemption' | 'findRedemptionsOfUser'>
    catalog: Pick<Catalog, 'clients'>
    gate: Gate
  }

/** A login with everything that is known about what it brought. */
interface JudgedLogin {
  request: RedemptionRequest
  login: Login
  found: Presented
}

/**
 * Redeems what a login brought, in one transaction, or refuses it and keeps why for the page that explains. A user whom
 * an earlier redemption admitted is admitted again, whatever this login brought: the ledger is the truth, and what an
 * interrupted login should have written may be lost. Whoever brought nothing may still have another way in.
 */
export async function redeemInvitation(
  deps: RedeemDeps,
  request: RedemptionRequest,
): Promise<RedemptionResponse> {
  const login = toLogin(request)
  const found = await findPresented(deps, request)
  addLogFields({ invitation: found.presented?.invitation.id })
  const { proof, admitByAddress } = deps.gate
  const hasRedeemed = await hasRedeemedBefore(deps, login, found)
  const facts = { login, proof, admitByAddress, hasRedeemed, joining: deps.joining, now: deps.now() }
  const result = await redeemPresented(deps, login, decideRedemption({ ...facts, ...found }))
  if (result.outcome === 'redeemed') return toAnswer(result)
  const judged = { request, login, found }
  // A user whom the gate lets pass needs no further check; an observing gate still wants the result counted.
  if (request.passes && !request.observing) return refuseWith(deps, judged, result.code)
  const active = await findActive(deps, judged, result.code)
  if (active) return active
  if (found.presented) return refuseWith(deps, judged, result.code)
  const entry = await enterWithoutLink(deps, login, request)
  if (entry.outcome === 'admitted') return entry
  if (entry.outcome === 'refused')
    return refuseWith(deps, judged, found.isLate ? 'handoff_expired' : entry.code)
  const entered = { presented: entry.presented, admittedBy: undefined, isLate: false }
  const redeemed = await redeemPresented(deps, login, decideRedemption({ ...facts, ...entered }))
  if (redeemed.outcome === 'redeemed') return toAnswer(redeemed)
  return refuseWith(deps, { request, login, found: entered }, redeemed.code)
}

async function hasRedeemedBefore(
  { ledger }: RedeemDeps,
  { userId, userCreatedAt }: Login,
  { presented }: Presented,
): Promise<boolean> {
  if (presented?.invitation.status !== 'accepted') return false
  const { id } = presented.invitation
  const redemptions = await ledger.findRedemptionsOfUser(userId)
  return redemptions.some(row => row.invitation_id === id && row.user_created_at === userCreatedAt)
}

async function findActive(deps: RedeemDeps, { request, login, found }: JudgedLogin, code: RefusalCode) {
  const { userId, userCreatedAt } = login
  const active = await deps.ledger.findActiveRedemption({ userId, createdAt: userCreatedAt })
  if (!active) return undefined
  // Admitted, so let in; but whoever waits at the end of this handoff is told that it gave nothing.
  if (found.presented)
    await refuseLogin(deps, {
      request: { ...request, passes: true },
      login,
      code,
      presented: found.presented,
    })
  await reopenGrant(deps, active.redemption)
  return toAnswer(active)
}

async function refuseWith(
  deps: RedeemDeps,
  judged: JudgedLogin,
  reason: RefusalCode,
): Promise<RedemptionResponse> {
  const { request, login, found } = judged
  const code = reason === 'account_unproven' ? await handlePreExistingAccount(deps, judged) : reason
  if (request.observing) await observe(deps, { request, code })
  // A user who passes without having asked for anything is not sent to a page.
  if (request.observing && !found.presented) return { outcome: 'refused', code }
  return refuseLogin(deps, { request, login, code, presented: found.presented })
}

/** Decides only what to tell. Where others pass without the service, an account without a mark is not removed. */
async function mayBeAdmitted({ gate, catalog }: RedeemDeps): Promise<boolean> {
  try {
    return isPassable(gate, await catalog.clients())
  } catch (error) {
    if (error instanceof ManagementError) return true
    throw error
  }
}

/** Notes the account and decides what to tell; the follow-up work reads the account afresh. */
async function handlePreExistingAccount(
  deps: RedeemDeps,
  { request, login, found }: JudgedLogin,
): Promise<RefusalCode> {
  const { presented } = found
  if (!presented) return 'account_unproven'
  const { invitation } = presented
  const action = decidePreExistingAccount({
    identities: login.identities,
    isMadeForInvitation: false,
    isConfirmed: false,
    wasNeverAdmitted: !request.passes && !(await mayBeAdmitted(deps)),
    invitation,
  })
  await noteAccount(deps, {
    invitationId: invitation.id,
    userId: login.userId,
    createdAt: login.userCreatedAt,
    isUrgent: action !== 'manual_review',
  })
  return refusalForPreExistingAccount(action)
}

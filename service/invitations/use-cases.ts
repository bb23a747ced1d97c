import type { AdmissionRequest, RedemptionRequest } from '../../contract/calls.ts'
import type { GateMonitor } from '../base/gate-monitor.ts'
import type { InvitationFilter } from '../ledger/invitations/invitation-ledger.ts'
import type { PressLimits } from '../policy/policy.ts'
import type { Answers } from '../profile/user-field.ts'
import { type AcceptDeps, acceptInvitation } from './accept/accept-invitation.ts'
import { declineInvitation } from './accept/decline-invitation.ts'
import { type CodeEntry, type EnterCodeDeps, enterCode, enterCodeOfMessage } from './accept/enter-code.ts'
import { inviteThroughLink } from './accept/invite-through-link.ts'
import { type InvitationKey, openInvitation } from './accept/open-invitation.ts'
import { requestDelivery } from './accept/request-delivery.ts'
import { requestRenewal } from './accept/request-renewal.ts'
import { type AccountLookupDeps, lookUpAccounts } from './accounts/look-up-accounts.ts'
import { createInvitation } from './manage/create-invitation.ts'
import { editInvitation } from './manage/edit-invitation.ts'
import { eraseInvitation } from './manage/erase-invitation.ts'
import { extendInvitation } from './manage/extend-invitation.ts'
import { renewLink, resendInvitation } from './manage/resend-invitation.ts'
import { revokeInvitation, revokeMatching } from './manage/revoke-invitation.ts'
import type { Caller } from './model/caller.ts'
import type { Invitation } from './model/invitation.ts'
import type { InvitationChanges } from './model/invitation-changes.ts'
import type { LifeDeps } from './model/life-deps.ts'
import type { NewInvitation } from './model/new-invitation.ts'
import { type AdmitDeps, admitSignUp } from './redeem/admit-sign-up.ts'
import { type RedeemDeps, redeemInvitation } from './redeem/redeem-invitation.ts'

/** The dependencies of the invitation use cases. */
export type InvitationUseCaseDeps = LifeDeps &
  AcceptDeps &
  AccountLookupDeps &
  AdmitDeps &
  RedeemDeps &
  Omit<EnterCodeDeps, 'limits'> & {
    readonly presses: PressLimits
    readonly gateMonitor: GateMonitor
    /** The service's own client in the tenant, with which it begins the logins of invitees. */
    readonly clientId: string
    /** Called after a message may have been queued, so that it goes out now instead of within a second. */
    wakeWorker(): void
  }

/** The use cases that HTTP calls; "go to definition" leads from a route to its use case in two steps. */
export type InvitationUseCases = ReturnType<typeof createInvitationUseCases>

/** The change of an invitation's lifetime. */
interface MoreTime {
  readonly ttlSeconds?: number | undefined
}

/** A press of Accept. */
interface Press {
  /** The client that begins the log-in itself; without it the service does. */
  readonly application?: string | undefined
  /** The checked answers of an invitee who agreed to the terms. */
  readonly answers?: Answers | undefined
}

/** The origin of a request, as far as it is known. */
interface Origin {
  readonly ip: string | undefined
}

/**
 * Creates the use cases of invitations, with what they need filled in. They throw InvitationError for what the rules
 * refuse, and ManagementError when the tenant cannot be asked.
 */
export function createInvitationUseCases(deps: InvitationUseCaseDeps) {
  const waking = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing
    deps.wakeWorker()
    return done
  }
  return {
    ...createManagement(deps, waking),
    ...createInviteeSteps(deps, waking),
    ...createActionCalls(deps),
  }
}

type Waking = <T>(doing: Promise<T>) => Promise<T>

/** The use cases of those who invite: the API, the administrators' pages and the command line. */
function createManagement(deps: LifeDeps, waking: Waking) {
  return {
    create: (request: NewInvitation, caller: Caller) => waking(createInvitation(deps, request, caller)),
    edit: (id: string, changes: InvitationChanges, caller: Caller) =>
      waking(editInvitation(deps, { id, changes }, caller)),
    resend: (id: string, options: MoreTime, caller: Caller) =>
      waking(resendInvitation(deps, { id, ...options }, caller)),
    extend: (id: string, options: MoreTime, caller: Caller) =>
      waking(extendInvitation(deps, { id, ...options }, caller)),
    renewLink: (id: string, options: MoreTime & Pick<NewInvitation, 'deliveredByClient'>, caller: Caller) =>
      waking(renewLink(deps, { id, ...options }, caller)),
    revoke: (id: string, caller: Caller) => waking(revokeInvitation(deps, { id }, caller)),
    /** Tells how many it changed. An undefined filter matches nothing. */
    revokeMatching: (filter: InvitationFilter | undefined, caller: Caller) =>
      waking(revokeMatching(deps, filter, caller)),
    erase: (id: string, caller: Caller) => waking(eraseInvitation(deps, { id }, caller)),
  }
}

/** The use cases of the invitee's pages. Where a message may be sent, the person is not told whether it was. */
function createInviteeSteps(deps: InvitationUseCaseDeps, waking: Waking) {
  const codeDeps = { ...deps, limits: deps.presses }
  return {
    open: (key: InvitationKey) => openInvitation(deps, key),
    accept: (key: InvitationKey, { application, answers }: Press = {}) =>
      acceptInvitation(deps, {
        ...key,
        answers,
        clientId: application ?? deps.clientId,
        isBegunElsewhere: application !== undefined,
      }),
    lookUpAccounts: (invitation: Invitation, handoffRef: string) =>
      waking(lookUpAccounts(deps, invitation, handoffRef)),
    decline: (key: InvitationKey) => waking(declineInvitation(deps, key)),
    /** Sends the message behind a link that somebody was shown, if it may be. */
    deliver: (key: InvitationKey, from: Origin) => waking(requestDelivery(deps, key, from)),
    /** Sends an expired invitation again, to the address it was for, if it may be. */
    renew: (key: InvitationKey, from: Origin) => waking(requestRenewal(deps, key, from)),
    /** Sends an address an invitation of its own, if it may be. */
    inviteThroughLink: (key: InvitationKey, request: Origin & { email: string }) =>
      waking(inviteThroughLink(deps, key, request)),
    enterCode: (entry: CodeEntry) => enterCode(codeDeps, entry),
    /** The code of the message behind a link that somebody was shown. */
    enterCodeOfMessage: (key: InvitationKey, entry: Omit<CodeEntry, 'email'>) =>
      enterCodeOfMessage(codeDeps, key, entry),
  }
}

/** The use cases of the tenant's Actions. */
function createActionCalls(deps: InvitationUseCaseDeps) {
  return {
    admit: (request: AdmissionRequest) => admitSignUp(deps, deps.gateMonitor.check(request)),
    redeem: (request: RedemptionRequest) => redeemInvitation(deps, deps.gateMonitor.check(request)),
  }
}

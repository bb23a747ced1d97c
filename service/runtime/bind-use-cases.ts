import type { ApiUseCases } from '../http/api/api-use-cases.ts'
import type { InvitationUseCases } from '../http/use-cases.ts'
import { acceptInvitation } from '../invitations/accept/accept-invitation.ts'
import { declineInvitation } from '../invitations/accept/decline-invitation.ts'
import { enterCode, enterCodeOfMessage } from '../invitations/accept/enter-code.ts'
import { inviteThroughLink } from '../invitations/accept/invite-through-link.ts'
import { openInvitation } from '../invitations/accept/open-invitation.ts'
import { requestDelivery } from '../invitations/accept/request-delivery.ts'
import { requestRenewal } from '../invitations/accept/request-renewal.ts'
import { lookAtAccounts } from '../invitations/accounts/look-at-accounts.ts'
import { shareLooks } from '../invitations/accounts/share-looks.ts'
import { createInvitation } from '../invitations/manage/create-invitation.ts'
import { editInvitation } from '../invitations/manage/edit-invitation.ts'
import { eraseInvitation } from '../invitations/manage/erase-invitation.ts'
import { extendInvitation } from '../invitations/manage/extend-invitation.ts'
import { renewLink, resendInvitation } from '../invitations/manage/resend-invitation.ts'
import { revokeInvitation, revokeMatching } from '../invitations/manage/revoke-invitation.ts'
import type { LifeDeps } from '../invitations/model/life-deps.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { admitSignUp } from '../invitations/redeem/admit-sign-up.ts'
import { createNativeInvitations } from '../invitations/redeem/native-invitations.ts'
import { redeemInvitation } from '../invitations/redeem/redeem-invitation.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the use cases need, so that HTTP knows them by their names and questions only. */
export function bindUseCases(config: Config, parts: Parts, wakeWorker: () => void): InvitationUseCases {
  const { clock, codes, keys, ledger, management } = parts
  const deps = {
    ...parts,
    now: clock.now,
    randomId,
    config,
    policy: config.policy,
    gate: config.gate,
    joining: config.joining,
  }
  const nativeInvitations = createNativeInvitations({ gate: config.gate, management, now: clock.now })
  const watch = parts.gateWatch.look
  const looks = shareLooks(management)
  const codeDeps = { ledger, codes, limits: config.policy.presses, now: clock.now }
  /** For what may have queued a message: it goes out now, instead of within a second. */
  const waking = async <T>(doing: Promise<T>): Promise<T> => {
    const done = await doing
    wakeWorker()
    return done
  }
  return {
    ...bindLife(deps, waking),
    open: key => openInvitation(deps, key),
    accept: (key, { application, answers } = {}) =>
      acceptInvitation(
        { ...deps, keys },
        {
          ...key,
          answers,
          clientId: application ?? config.clientId,
          isBegunElsewhere: application !== undefined,
        },
      ),
    lookAtAccounts: (invitation, handoffRef) =>
      waking(lookAtAccounts({ ...deps, looks }, invitation, handoffRef)),
    decline: key => waking(declineInvitation(deps, key)),
    deliver: (key, options) => waking(requestDelivery(deps, key, options)),
    renew: (key, options) => waking(requestRenewal(deps, key, options)),
    inviteThroughLink: (key, request) => waking(inviteThroughLink(deps, key, request)),
    enterCode: entry => enterCode(codeDeps, entry),
    enterCodeOfMessage: (key, entry) => enterCodeOfMessage(codeDeps, key, entry),
    admit: request => admitSignUp({ ...deps, nativeInvitations }, watch(request)),
    redeem: request => redeemInvitation({ ...deps, nativeInvitations }, watch(request)),
  }
}

function bindLife(deps: LifeDeps, waking: <T>(doing: Promise<T>) => Promise<T>): ApiUseCases {
  return {
    create: (request, caller) => waking(createInvitation(deps, request, caller)),
    edit: (id, changes, caller) => waking(editInvitation(deps, { id, changes }, caller)),
    resend: (id, options, caller) => waking(resendInvitation(deps, { id, ...options }, caller)),
    extend: (id, options, caller) => waking(extendInvitation(deps, { id, ...options }, caller)),
    renewLink: (id, options, caller) => waking(renewLink(deps, { id, ...options }, caller)),
    revoke: (id, caller) => waking(revokeInvitation(deps, { id }, caller)),
    revokeMatching: (filter, caller) => waking(revokeMatching(deps, filter, caller)),
    erase: (id, caller) => waking(eraseInvitation(deps, { id }, caller)),
  }
}

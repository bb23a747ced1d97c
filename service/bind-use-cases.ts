import type { Config } from './config.ts'
import type { InvitationUseCases } from './http/use-cases.ts'
import { acceptInvitation } from './invitations/accept-invitation.ts'
import { admitSignUp } from './invitations/admit-sign-up.ts'
import { createInvitation } from './invitations/create-invitation.ts'
import { openInvitation } from './invitations/open-invitation.ts'
import { randomId } from './invitations/random-id.ts'
import { redeemInvitation } from './invitations/redeem-invitation.ts'
import type { Parts } from './parts.ts'

/** Fills in what the use cases need, so that HTTP knows them by their names and questions only. */
export function bindUseCases(config: Config, parts: Parts, wakeWorker: () => void): InvitationUseCases {
  const { clock, catalog, ledger, keys } = parts
  const deps = { catalog, ledger, keys, now: clock.now, randomId, config }
  return {
    async create(request, inviter) {
      const invitation = await createInvitation(deps, request, inviter)
      wakeWorker()
      return invitation
    },
    open: key => openInvitation(deps, key),
    accept: key => acceptInvitation(deps, { ...key, clientId: config.clientId }),
    admit: request => admitSignUp(deps, request),
    redeem: request => redeemInvitation(deps, request),
  }
}

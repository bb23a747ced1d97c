import type { Invitation } from '../../invitations/invitation.ts'
import { statusOf } from '../../invitations/invitation-status.ts'
import type { RedemptionRow } from '../../ledger/schema.ts'

/**
 * An invitation as the API shows it, named as in Auth0's organization invitations where those have a name. Never with
 * a link or a token: those exist only in the mail.
 */
export function toInvitationJson(invitation: Invitation, redemptions: readonly RedemptionRow[], now: number) {
  return {
    id: invitation.id,
    kind: invitation.kind,
    status: statusOf(invitation, now),
    inviter: { id: invitation.inviterId, name: invitation.inviterName },
    invitee: { email: invitation.inviteeEmail },
    client_id: invitation.clientId,
    connection: invitation.connection,
    roles: invitation.roles,
    app_metadata: invitation.appMetadata,
    user_metadata: invitation.userMetadata,
    result_url: invitation.resultUrl,
    external_id: invitation.externalId,
    max_uses: invitation.maxUses,
    uses: invitation.uses,
    created_at: invitation.createdAt.toISOString(),
    updated_at: invitation.updatedAt.toISOString(),
    sent_at: invitation.sentAt?.toISOString() ?? null,
    expires_at: invitation.expiresAt.toISOString(),
    accepted_at: invitation.acceptedAt?.toISOString() ?? null,
    // Who used it, and since when they have everything promised.
    redemptions: redemptions.map(({ user_id, redeemed_at, granted_at }) => ({
      user_id,
      redeemed_at: new Date(redeemed_at).toISOString(),
      granted_at: granted_at === null ? null : new Date(granted_at).toISOString(),
    })),
  }
}

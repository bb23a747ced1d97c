import type { Invitation } from '../invitations/model/invitation.ts'
import { statusOf } from '../invitations/model/invitation-status.ts'
import type { RedemptionRow } from '../ledger/schema/schema.ts'
import { toViaFields } from './event-json.ts'
import type { InvitationJson } from './invitation-schema.ts'

interface View {
  readonly now: number
  /** May the caller know who had an account before? */
  readonly seesExistence: boolean
}

/**
 * An invitation as the API shows it, named as in Auth0's organization invitations where those have a name. Never with
 * a link or a token.
 */
export function toInvitationJson(
  invitation: Invitation,
  redemptions: readonly RedemptionRow[],
  { now, seesExistence }: View,
): InvitationJson {
  const { inviterId, inviterKind, inviterName, inviterVia } = invitation
  return {
    id: invitation.id,
    kind: invitation.kind,
    status: statusOf(invitation, now),
    parent_id: invitation.parentId,
    inviter: { id: inviterId, kind: inviterKind, name: inviterName, ...toViaFields(inviterVia) },
    invitee: { email: invitation.inviteeEmail, phone_number: invitation.inviteePhoneNumber },
    domain: invitation.domain,
    client_id: invitation.clientId,
    connection: invitation.connection,
    roles: [...invitation.roles],
    permissions: [...invitation.permissions],
    app_metadata: invitation.appMetadata,
    user_metadata: invitation.userMetadata,
    profile: invitation.profile,
    send_invitation_email: invitation.delivery === 'delivered' && invitation.vouchedBy === null,
    delivered_by_client: invitation.vouchedBy !== null,
    delivery_status: invitation.deliveryStatus,
    message: invitation.message,
    locale: invitation.locale,
    result_url: invitation.resultUrl,
    external_id: invitation.externalId,
    notify_inviter: invitation.notifyInviter,
    on_existing_user: invitation.onExistingUser,
    max_uses: invitation.maxUses,
    uses: invitation.uses,
    created_at: invitation.createdAt.toISOString(),
    updated_at: invitation.updatedAt.toISOString(),
    sent_at: invitation.sentAt?.toISOString() ?? null,
    expires_at: invitation.expiresAt.toISOString(),
    accepted_at: invitation.acceptedAt?.toISOString() ?? null,
    erased_at: invitation.erasedAt?.toISOString() ?? null,
    redemptions: redemptions.map(redemption => toRedemptionJson(redemption, seesExistence)),
  }
}

function toRedemptionJson(row: RedemptionRow, seesExistence: boolean): InvitationJson['redemptions'][number] {
  return {
    user_id: row.user_id,
    account: seesExistence ? row.account : null,
    connection: row.connection,
    client_id: row.client_id,
    redeemed_at: new Date(row.redeemed_at).toISOString(),
    granted_at: row.granted_at === null ? null : new Date(row.granted_at).toISOString(),
  }
}

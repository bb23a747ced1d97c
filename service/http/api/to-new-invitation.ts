import type { Caller } from '../../invitations/model/caller.ts'
import type { InvitationChanges } from '../../invitations/model/invitation-changes.ts'
import type { NewInvitation } from '../../invitations/model/new-invitation.ts'
import type { CreateInvitationBody } from '../../wire/create-invitation-body.ts'
import type { UpdateInvitationBody } from '../../wire/update-invitation-body.ts'
import { ApiError } from './api-error.ts'

/** Reads what a caller asks for in the words of the rules. Throws ApiError `not_yet` or `invalid_field`. */
export function toNewInvitation(body: CreateInvitationBody, caller: Caller): NewInvitation {
  if (body.organization !== undefined)
    throw new ApiError('not_yet', 'The field organization is not built yet.', { field: 'organization' })
  // A person invites as themselves; a client acts for somebody whom only it knows.
  if (body.inviter.name !== undefined && caller.kind === 'person')
    throw new ApiError('invalid_field', 'Only a client may name the inviter.', { field: 'inviter.name' })
  return {
    kind: body.kind,
    invitee: { email: body.invitee.email, phoneNumber: body.invitee.phone_number },
    domain: body.domain,
    delivery: toDelivery(body.send_invitation_email),
    deliveredByClient: body.delivered_by_client,
    inviterName: body.inviter.name,
    clientId: body.client_id,
    connection: body.connection,
    roles: body.roles,
    permissions: body.permissions,
    appMetadata: body.app_metadata,
    userMetadata: body.user_metadata,
    profile: body.profile,
    resultUrl: body.result_url,
    locale: body.locale,
    message: body.message,
    externalId: body.external_id,
    notifyInviter: body.notify_inviter,
    onExistingUser: body.on_existing_user,
    ttlSeconds: body.ttl_sec,
    maxUses: body.max_uses,
    onLiveInvitation: body.on_live_invitation,
  }
}

/** Reads the body of an edit. */
export function toInvitationChanges(body: UpdateInvitationBody): InvitationChanges {
  return {
    invitee: body.invitee && { email: body.invitee.email, phoneNumber: body.invitee.phone_number },
    delivery: toDelivery(body.send_invitation_email),
    deliveredByClient: body.delivered_by_client,
    roles: body.roles,
    permissions: body.permissions,
    appMetadata: body.app_metadata,
    userMetadata: body.user_metadata,
    message: body.message,
    locale: body.locale,
    resultUrl: body.result_url,
    externalId: body.external_id,
    notifyInviter: body.notify_inviter,
    ttlSeconds: body.ttl_sec,
  }
}

function toDelivery(sendsMail: boolean | undefined): 'delivered' | 'handed_out' | undefined {
  if (sendsMail === undefined) return undefined
  return sendsMail ? 'delivered' : 'handed_out'
}

import type { InvitationJson } from '../../../wire/invitation-schema.ts'

/** What the form has when somebody is invited once more to what an ended invitation was for. */
export function toFieldsAgain(invitation: InvitationJson): Record<string, unknown> {
  const { invitee, profile, permissions, app_metadata, user_metadata } = invitation
  const name = profile.name ?? [profile.given_name, profile.family_name].filter(Boolean).join(' ')
  const address = invitee.email ?? ''
  return {
    kind: invitation.kind,
    addresses: name && address ? `${JSON.stringify(name)} <${address}>` : address,
    domain: invitation.domain ?? '',
    max_uses: String(invitation.max_uses),
    roles: invitation.roles,
    application: invitation.client_id ?? '',
    delivery: invitation.send_invitation_email || invitation.kind !== 'personal' ? 'mail' : 'link',
    language: invitation.locale ?? '',
    message: invitation.message ?? '',
    notify: invitation.notify_inviter ? 'yes' : '',
    external_id: invitation.external_id ?? '',
    result_url: invitation.result_url ?? '',
    connection: invitation.connection ?? '',
    on_existing_user: invitation.on_existing_user,
    permissions: permissions
      .map(({ resource_server_identifier: api, permission_name: permission }) => `${api} ${permission}`)
      .join('\n'),
    app_metadata: toText(app_metadata),
    user_metadata: toText(user_metadata),
  }
}

function toText(metadata: object): string {
  return Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata, null, 2)
}

import type { JsonObject } from './state.ts'

/** A connection that an organization offers (`POST /organizations/{id}/enabled_connections`). */
export interface OrganizationConnection extends JsonObject {
  connection_id: string
  assign_membership_on_login: boolean
  is_signup_enabled: boolean
  show_as_button: boolean
}

/** An application of an organization (`POST /organizations/{id}/clients`). */
export interface OrganizationClient extends JsonObject {
  client_id: string
  use_for_member_access: boolean
}

/** An invitation of Auth0's own, to one organization (`POST /organizations/{id}/invitations`). */
export interface OrganizationInvitation extends JsonObject {
  id: string
  organization_id: string
  inviter: { name: string }
  invitee: { email: string }
  client_id: string
  roles: string[]
  invitation_url: string
  /** `?invitation=` of the link and of `/authorize`. */
  ticket_id: string
  created_at: string
  expires_at: string
}

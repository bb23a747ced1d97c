import { mergeMetadata } from '../../metadata.ts'
import type { OrganizationInvitation } from '../../organization-state.ts'
import type { Connection, JsonObject, User } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import type { AuthorizeRequest } from '../authorize-request.ts'
import { offeredBy } from '../connections.ts'
import { objectOf } from '../json.ts'
import { findInvitation } from './organization-request.ts'

/**
 * Lets somebody who has just proven who they are into the organization of the login; a string says why not. An
 * invitation that is opened with another account is used up by it: so the support article "Auth0 organization invitation
 * disappears without being accepted" has it.
 */
export function enterOrganization(
  tenant: Tenant,
  request: AuthorizeRequest,
  connection: Connection,
  user: User,
): string | undefined {
  const { organizationId, invitation: ticket } = request
  if (organizationId === undefined) return undefined
  const invitation = findInvitation(tenant, organizationId, ticket)
  if (ticket !== undefined && !invitation) return 'invitation not found or already used'
  if (invitation && !isInvitee(invitation, connection, user)) {
    consume(tenant, invitation)
    const description = 'the specified account is not allowed to accept the current invitation'
    tenant.log({ type: 'fi', description, client_id: request.clientId, user_id: user.user_id })
    return description
  }
  if (invitation) {
    if (tenant.switches.invitationAccepted === 'before Post-Login') acceptInvitation(tenant, request, user)
    return undefined
  }
  const members = membersOf(tenant, organizationId)
  if (members[user.user_id]) return undefined
  if (offeredBy(tenant, request, connection)?.assign_membership_on_login !== true)
    return `user ${user.user_id} is not part of the ${organizationId} organization`
  members[user.user_id] = []
  return undefined
}

/**
 * Makes the invitee a member, with the roles there and the metadata of the invitation; "when a user accepts an
 * invitation, their email address will be marked as verified", also for good (…/invite-members).
 */
export function acceptInvitation(tenant: Tenant, request: AuthorizeRequest, user: User): void {
  const invitation = findInvitation(tenant, request.organizationId, request.invitation)
  if (!invitation) return
  consume(tenant, invitation)
  const members = membersOf(tenant, invitation.organization_id)
  members[user.user_id] = [...new Set([...(members[user.user_id] ?? []), ...invitation.roles])]
  // Not through updateUser: it is the acceptance that begins this session, so it does not end it.
  user.email_verified = true
  user.keeps_email_verified = true
  user.app_metadata = mergeMetadata(user.app_metadata, objectOf(invitation.app_metadata))
  user.user_metadata = mergeMetadata(user.user_metadata, objectOf(invitation.user_metadata))
  tenant.log({
    type: 'si',
    description: 'Successfully accepted a user invitation',
    client_id: request.clientId,
    user_id: user.user_id,
  })
}

/** The organization of a login, as `event.organization` shows it. */
export function organizationPart(tenant: Tenant, organizationId: string | undefined) {
  const organization = organizationOf(tenant, organizationId)
  if (!organization) return undefined
  const { id, name, display_name, metadata } = organization
  return { id, name, display_name, metadata: objectOf(metadata) }
}

/** `org_id`, with the name where the tenant allows names (…/organizations/using-tokens). */
export function organizationClaims(tenant: Tenant, organizationId: string | undefined): JsonObject {
  const organization = organizationOf(tenant, organizationId)
  if (!organization) return {}
  const hasName = tenant.state.tenant.settings.allow_organization_name_in_authentication_api === true
  return { org_id: organization.id ?? '', ...(hasName ? { org_name: organization.name ?? '' } : {}) }
}

function organizationOf({ state }: Tenant, organizationId: string | undefined): JsonObject | undefined {
  return state.organizations.find(({ id }) => id === organizationId)
}

function isInvitee(
  { invitee, connection_id }: OrganizationInvitation,
  connection: Connection,
  user: User,
): boolean {
  const isConnection = connection_id === undefined || connection_id === connection.id
  return isConnection && user.email?.toLowerCase() === invitee.email.toLowerCase()
}

function consume({ state }: Tenant, { id }: OrganizationInvitation): void {
  state.organization_invitations = state.organization_invitations.filter(invitation => invitation.id !== id)
}

function membersOf({ state }: Tenant, organizationId: string): Record<string, string[]> {
  const members = state.organization_members[organizationId] ?? {}
  state.organization_members[organizationId] = members
  return members
}

import type { OrganizationInvitation } from '../../state/organization-state.ts'
import type { Client, JsonObject } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'

/** What `/authorize` says about organizations. */
export interface OrganizationRequest {
  organizationId: string | undefined
  /** Ticket of an invitation that is to be accepted. */
  invitation: string | undefined
  /** When the browser is asked for an organization that the application needs and did not name. */
  organizationPrompt?: 'before login' | 'after login'
}

/**
 * Reads `organization` and `invitation`; a string says what is wrong. An application takes organizations only where it
 * is set so (`organization_usage`, …/configure-organizations/define-organization-behavior).
 */
export function organizationRequestOf(
  tenant: Tenant,
  client: Client,
  params: URLSearchParams,
): OrganizationRequest | string {
  const asked = params.get('organization') || undefined
  const ticket = params.get('invitation') || undefined
  const usage = client.organization_usage ?? 'deny'
  if (asked === undefined) {
    if (ticket !== undefined) return 'parameter organization is required with an invitation'
    const organizationPrompt = promptOf(client)
    if (organizationPrompt) return { organizationId: undefined, invitation: undefined, organizationPrompt }
    if (usage === 'require') return 'parameter organization is required for this client'
    return { organizationId: undefined, invitation: undefined }
  }
  if (usage === 'deny') return 'parameter organization is not allowed for this client'
  const organization = findOrganization(tenant, asked)
  if (!organization) return 'parameter organization is invalid'
  const organizationId = String(organization.id)
  if (ticket !== undefined && !findInvitation(tenant, organizationId, ticket))
    return 'invitation not found or already used'
  return { organizationId, invitation: ticket }
}

/** https://auth0.com/docs/manage-users/organizations/configure-organizations/define-organization-behavior */
function promptOf({ organization_usage: usage, organization_require_behavior: behavior }: Client) {
  if (usage !== 'require' && usage !== 'allow') return undefined
  if (behavior === 'pre_login_prompt') return 'before login'
  return behavior === 'post_login_prompt' && usage === 'require' ? 'after login' : undefined
}

/** By id; by name only where the tenant allows it (…/use-org-name-authentication-api). */
function findOrganization({ state }: Tenant, asked: string): JsonObject | undefined {
  const byName = state.tenant.settings.allow_organization_name_in_authentication_api === true
  return state.organizations.find(({ id, name }) => id === asked || (byName && name === asked))
}

/** An invitation that can still be accepted. */
export function findInvitation(
  tenant: Tenant,
  organizationId: string | undefined,
  ticket: string | undefined,
): OrganizationInvitation | undefined {
  return tenant.state.organization_invitations.find(
    ({ ticket_id, organization_id, expires_at }) =>
      ticket_id === ticket &&
      organization_id === organizationId &&
      Date.parse(expires_at) > tenant.now().getTime(),
  )
}

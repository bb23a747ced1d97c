import type { Tenant } from '../tenant.ts'

/**
 * Names of the roles a user has: `event.authorization.roles`. Roles of an organization count in a login for it only
 * (https://auth0.com/docs/manage-users/organizations/configure-organizations/invite-members, the warning).
 */
export function roleNamesOf(tenant: Tenant, userId: string, organizationId?: string): string[] {
  const { roles } = tenant.state
  return roleIdsOf(tenant, userId, organizationId).flatMap(
    id => roles.find(role => role.id === id)?.name ?? [],
  )
}

/** What a user may do at one API, by roles and directly (https://auth0.com/docs/manage-users/access-control/rbac). */
export function permissionsOf(
  tenant: Tenant,
  userId: string,
  audience: string | undefined,
  organizationId?: string,
): string[] {
  const { role_permissions, user_permissions } = tenant.state
  const byRole = roleIdsOf(tenant, userId, organizationId).flatMap(id => role_permissions[id] ?? [])
  const all = [...byRole, ...(user_permissions[userId] ?? [])]
  const names = all
    .filter(permission => permission.resource_server_identifier === audience)
    .map(permission => permission.permission_name)
  return [...new Set(names)]
}

/** Whether the roles of the tenant count in a login for an organization is nowhere said: a switch. */
function roleIdsOf(
  { state, switches }: Tenant,
  userId: string,
  organizationId: string | undefined,
): string[] {
  const own = state.user_roles[userId] ?? []
  if (organizationId === undefined) return own
  const there = state.organization_members[organizationId]?.[userId] ?? []
  return switches.tenantRolesInOrganizationLogin ? [...new Set([...own, ...there])] : there
}

import type { Tenant } from '../tenant.ts'

/** Names of the roles a user has, organization roles not among them: `event.authorization.roles`. */
export function roleNamesOf(tenant: Tenant, userId: string): string[] {
  const { roles, user_roles } = tenant.state
  return (user_roles[userId] ?? []).flatMap(id => roles.find(role => role.id === id)?.name ?? [])
}

/** What a user may do at one API, by roles and directly (https://auth0.com/docs/manage-users/access-control/rbac). */
export function permissionsOf(tenant: Tenant, userId: string, audience: string | undefined): string[] {
  const { user_roles, role_permissions, user_permissions } = tenant.state
  const byRole = (user_roles[userId] ?? []).flatMap(id => role_permissions[id] ?? [])
  const all = [...byRole, ...(user_permissions[userId] ?? [])]
  const names = all
    .filter(permission => permission.resource_server_identifier === audience)
    .map(permission => permission.permission_name)
  return [...new Set(names)]
}

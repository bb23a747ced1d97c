import type { Invitation } from '../invitations/model/invitation.ts'
import { type ManagementApi, ManagementError, type TenantPermission } from '../management/management-api.ts'

/**
 * Assigns permissions in one request; where the tenant takes none because of one that no API has any more, each by
 * itself, so that the others are given. Tells whether all were. Throws ManagementError.
 */
export async function assignPermissions(
  management: Pick<ManagementApi, 'assignPermissions'>,
  userId: string,
  promised: Invitation['permissions'],
): Promise<boolean> {
  const permissions = promised.map(toPermission)
  if (permissions.length === 0 || (await areTaken(management, userId, permissions))) return true
  if (permissions.length === 1) return false
  // One after the other: an exception must not cost the tenant's rate limit all at once.
  for (const permission of permissions) await areTaken(management, userId, [permission])
  return false
}

async function areTaken(
  management: Pick<ManagementApi, 'assignPermissions'>,
  userId: string,
  permissions: TenantPermission[],
): Promise<boolean> {
  try {
    await management.assignPermissions(userId, permissions, { urgency: 'grant' })
    return true
  } catch (error) {
    // The user has just been read: what is missing is the permission or its API.
    const isUnknown = error instanceof ManagementError && ['rejected', 'not_found'].includes(error.code)
    if (isUnknown) return false
    throw error
  }
}

function toPermission(permission: Invitation['permissions'][number]): TenantPermission {
  return { api: permission.resource_server_identifier, name: permission.permission_name }
}

import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { ManagementApi } from './management-api.ts'

/**
 * The Management API of a tenant whose plan has no roles: a user's roles are the names in their metadata, which stand
 * for nothing at the tenant's APIs.
 */
export function readRolesFromMetadata(management: ManagementApi): ManagementApi {
  return {
    ...management,
    async listUserRoles(userId, options) {
      const user = await management.findUser(userId, options)
      const { roles = [] } = readGuestlistMetadata(user?.appMetadata)
      return roles.map(name => ({ id: name, name }))
    },
    listRolePermissions: async () => [],
    listRoles: async () => [],
  }
}

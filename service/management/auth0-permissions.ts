import { type SendRequest, toWhole } from './auth0-requests.ts'
import { isList, listAll } from './list-all.ts'
import { type ManagementApi, ManagementError, type TenantPermission } from './management-api.ts'

type PermissionRequests = Pick<
  ManagementApi,
  'listUserPermissions' | 'listRolePermissions' | 'readClientScopes' | 'assignPermissions'
>

/** An API has one grant per client and subject, so there are never this many. */
const MOST_GRANTS = 50

/** Requests about who may do what at the tenant's APIs. */
export function permissionRequests(send: SendRequest): PermissionRequests {
  return {
    listUserPermissions: (userId, options) =>
      listAll(async page => {
        const { total, permissions } = await send('list_user_permissions', options, async (client, call) =>
          toWhole(await client.users.permissions.list(userId, page, call)),
        )
        return { total, items: permissions }
      }, toPermission),
    listRolePermissions: (roleId, options) =>
      listAll(async page => {
        const { total, permissions } = await send('list_role_permissions', options, async (client, call) =>
          toWhole(await client.roles.permissions.list(roleId, page, call)),
        )
        return { total, items: permissions }
      }, toPermission),
    async assignPermissions(userId, permissions, options) {
      const request = { permissions: permissions.map(fromPermission) }
      await send('assign_permissions', options, (client, call) =>
        client.users.permissions.create(userId, request, call).withRawResponse(),
      )
    },
    async readClientScopes(clientId, api, options) {
      const filter = { client_id: clientId, audience: api, take: MOST_GRANTS }
      const { client_grants } = await send('list_client_grants', options, async (client, call) =>
        toWhole(await client.clientGrants.list(filter, call)),
      )
      if (!isList(client_grants)) throw new ManagementError('rejected')
      const grants = client_grants.filter(
        grant => grant.client_id === clientId && grant.audience === api && isForClientItself(grant),
      )
      return {
        scopes: grants.flatMap(({ scope }) => scope ?? []),
        isAll: grants.some(({ allow_all_scopes }) => allow_all_scopes === true),
      }
    },
  }
}

/** Other grants are for people who use the client: what they may do is no business of its own. */
function isForClientItself({ subject_type }: { subject_type?: string | undefined }): boolean {
  return subject_type === undefined || subject_type === 'client'
}

function toPermission(permission: {
  resource_server_identifier?: string | undefined
  permission_name?: string | undefined
}): TenantPermission {
  return {
    api: permission.resource_server_identifier ?? '',
    name: permission.permission_name ?? '',
  }
}

function fromPermission({ api, name }: TenantPermission) {
  return { resource_server_identifier: api, permission_name: name }
}

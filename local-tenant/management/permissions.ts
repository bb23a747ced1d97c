import type { Context } from 'hono'
import { z } from 'zod'
import type { JsonObject, Permission, ResourceServer } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { ManagementError } from './management-error.ts'
import { readBody } from './request-body.ts'

const permissionList = z.strictObject({
  permissions: z
    .array(
      z.strictObject({ permission_name: z.string().min(1), resource_server_identifier: z.string().min(1) }),
    )
    .min(1),
})

/** The permissions of a request's body; 400 when a resource server does not define one of them. */
export async function readPermissions(c: Context, tenant: Tenant): Promise<Permission[]> {
  const { permissions } = await readBody(c, permissionList)
  const unknown = permissions.find(
    permission => !findScope(findServer(tenant, permission), permission.permission_name),
  )
  if (unknown) {
    const { permission_name, resource_server_identifier } = unknown
    const message = `The permission '${permission_name}' does not exist on '${resource_server_identifier}'.`
    throw new ManagementError(400, 'invalid_permission', message)
  }
  return permissions
}

export function addPermissions(current: Permission[], added: Permission[]): Permission[] {
  return [...removePermissions(current, added), ...added]
}

export function removePermissions(current: Permission[], removed: Permission[]): Permission[] {
  return current.filter(permission => !removed.some(other => isSamePermission(permission, other)))
}

/** A permission with the names that listings add. */
export function showPermission(tenant: Tenant, permission: Permission): JsonObject {
  const server = findServer(tenant, permission)
  return {
    ...permission,
    resource_server_name: server?.name ?? '',
    description: findScope(server, permission.permission_name)?.description ?? '',
  }
}

function isSamePermission(one: Permission, other: Permission): boolean {
  return (
    one.permission_name === other.permission_name &&
    one.resource_server_identifier === other.resource_server_identifier
  )
}

function findServer(tenant: Tenant, permission: Permission): ResourceServer | undefined {
  return tenant.state.resource_servers.find(
    server => server.identifier === permission.resource_server_identifier,
  )
}

function findScope(server: ResourceServer | undefined, name: string): JsonObject | undefined {
  const scopes = Array.isArray(server?.scopes) ? server.scopes : []
  return scopes.find((scope): scope is JsonObject => isObject(scope) && scope.value === name)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { type JsonObject, toObjects } from '../json.ts'
import type { ExistingRole, ExistingTenant } from '../read-tenant.ts'
import type { Permission, RoleFile, TenantFiles } from '../tenant-files.ts'
import { emptyPart, type Part } from './change.ts'
import { differencesOf, fieldsOf, toPatch } from './differences.ts'
import { foreign } from './plan-applications.ts'

/** A permission that no API but ours has. */
const OUR_PERMISSION = 'create:invitations'

/** Plans our API; permissions that it has besides ours stay. */
export function planApi(files: TenantFiles, existing: ExistingTenant, adopted: readonly string[]): Part {
  const part = emptyPart()
  const { identifier, name, ...wanted } = files.api
  const title = `API ${identifier}`
  const found = existing.apis.find(candidate => candidate.identifier === identifier)
  if (!found) {
    const body = { identifier, name, ...wanted }
    part.changes.push({ kind: 'api', title, status: 'new', id: null, body, fields: fieldsOf(wanted) })
    return part
  }
  if (!isOurApi(found) && !adopted.includes(identifier)) {
    part.faults.push(foreign(title))
    return part
  }
  const scopes = mergeScopes(toObjects(found.scopes), toObjects(files.api.scopes))
  const fields = differencesOf(found, { ...wanted, scopes })
  const id = String(found.id)
  if (fields.length === 0) part.kept.push(title)
  else part.changes.push({ kind: 'api', title, status: 'changed', id, body: toPatch(fields), fields })
  return part
}

export function isOurApi(api: JsonObject): boolean {
  return toObjects(api.scopes).some(({ value }) => value === OUR_PERMISSION)
}

function mergeScopes(existing: JsonObject[], ours: JsonObject[]): JsonObject[] {
  const known = new Set(existing.map(({ value }) => value))
  return [...existing, ...ours.filter(({ value }) => !known.has(value))]
}

/** Plans our two roles: adds what is missing, and takes nothing away. */
export function planRoles(files: TenantFiles, existing: ExistingTenant, adopted: readonly string[]): Part {
  const part = emptyPart()
  for (const file of files.roles) {
    const title = `role "${file.name}"`
    const found = existing.roles.find(({ name }) => name === file.name)
    const permissions = missingPermissions(file, found?.permissions ?? [])
    const { name, description } = file
    if (!found) {
      const fields = [permissionField([], permissions)]
      const ofRole = { name, description, permissions, id: null }
      part.changes.push({ kind: 'role', title, status: 'new', fields, ...ofRole })
    } else if (!isOurRole(found, file) && !adopted.includes(name)) {
      // fail closed: everybody who has that role could invite.
      part.faults.push(foreign(title))
    } else if (permissions.length === 0) {
      part.kept.push(title)
    } else {
      const fields = [permissionField(found.permissions, permissions)]
      const ofRole = { name, description, permissions, id: found.id }
      part.changes.push({ kind: 'role', title, status: 'changed', fields, ...ofRole })
    }
  }
  return part
}

/** One with a permission of our API, or one that a deployment made and could not give its permissions. */
export function isOurRole({ permissions, description }: ExistingRole, file: RoleFile): boolean {
  if (permissions.length === 0) return description === file.description
  const apis = new Set(file.permissions.map(permission => permission.resource_server_identifier))
  return permissions.some(permission => apis.has(String(permission.resource_server_identifier)))
}

export function missingPermissions(file: RoleFile, existing: readonly JsonObject[]): Permission[] {
  return file.permissions.filter(
    wanted =>
      !existing.some(
        permission =>
          permission.permission_name === wanted.permission_name &&
          permission.resource_server_identifier === wanted.resource_server_identifier,
      ),
  )
}

function permissionField(existing: readonly JsonObject[], added: readonly Permission[]) {
  const before = existing.map(({ permission_name }) => String(permission_name))
  const after = [...before, ...added.map(({ permission_name }) => permission_name)]
  return { field: 'permissions', before: before.length > 0 ? before : undefined, after }
}

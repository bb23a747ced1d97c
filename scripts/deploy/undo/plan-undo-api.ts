import { firstState } from '../backup.ts'
import { isObject, toObjects } from '../json.ts'
import { isOurApi, isOurRole } from '../plan/plan-api.ts'
import type { Permission, TenantFiles } from '../tenant-files.ts'
import type { Removal, UndoFacts, UndoPlan } from './removal.ts'

/** Plans our two roles: deleted if we made them and they hold nothing of others, else freed of what we added. */
export function planRoleRemovals({ files, existing, backups }: UndoFacts): UndoPlan {
  const plan: UndoPlan = { removals: [], kept: [] }
  for (const file of files.roles) {
    const role = existing.roles.find(({ name }) => name === file.name)
    if (!role) continue
    const title = `role "${file.name}"`
    const before = firstState(backups, 'role', file.name)
    const had = new Set(toObjects(before).map(({ permission_name }) => permission_name))
    const ours = role.permissions.filter(permission => isOurs(permission, files))
    const added = ours.filter(({ permission_name }) => !had.has(permission_name ?? ''))
    const isAllOurs = ours.length === role.permissions.length
    if (!Array.isArray(before) && isAllOurs && isOurRole(role, file))
      plan.removals.push({ kind: 'delete', word: 'REMOVED', title, path: `/roles/${role.id}` })
    else if (added.length > 0) plan.removals.push(freeRole(title, role.id, added as Permission[]))
  }
  return plan
}

function freeRole(title: string, id: string, permissions: Permission[]): Removal {
  return { kind: 'role_permissions', word: 'RESTORED', title, id, permissions: permissions.map(toPermission) }
}

function toPermission({ permission_name, resource_server_identifier }: Permission): Permission {
  return { permission_name, resource_server_identifier }
}

function isOurs(permission: { resource_server_identifier?: unknown }, files: TenantFiles): boolean {
  return permission.resource_server_identifier === files.api.identifier
}

/** Plans our API: deleted if we made it, else put back as it was. */
export function planApiRemoval({ files, existing, backups }: UndoFacts): UndoPlan {
  const { identifier } = files.api
  const api = existing.apis.find(candidate => candidate.identifier === identifier)
  if (!api || !isOurApi(api)) return { removals: [], kept: [] }
  const title = `API ${identifier}`
  const path = `/resource-servers/${encodeURIComponent(String(api.id))}`
  const before = firstState(backups, 'api', identifier)
  if (isObject(before)) {
    const body = Object.fromEntries(Object.entries(before).filter(([, value]) => value !== null))
    return { removals: [{ kind: 'patch', word: 'RESTORED', title, path, body }], kept: [] }
  }
  const known = new Set(toObjects(files.api.scopes).map(({ value }) => value))
  const others = toObjects(api.scopes).filter(({ value }) => !known.has(value ?? ''))
  if (others.length > 0)
    return { removals: [], kept: [`${title}: it has permissions that are not Guestlist's`] }
  return { removals: [{ kind: 'delete', word: 'REMOVED', title, path }], kept: [] }
}

import { isReservedKey } from '../invitations/model/metadata-keys.ts'
import type { GrantedPermission } from '../invitations/model/new-invitation.ts'

/** The grant of an invitation. */
export interface Promises {
  readonly roles: readonly string[]
  readonly permissions: readonly GrantedPermission[]
  readonly appMetadata: Readonly<Record<string, unknown>>
  readonly userMetadata: Readonly<Record<string, unknown>>
}

/** The grants that an inviter may make. */
export interface Authority {
  /** Whatever there is (`grant:any`). */
  readonly isAdministrator: boolean
  /** False without `grant:metadata`, whatever keys are listed. */
  readonly maySetMetadata: boolean
  /** The names of the roles. */
  readonly roles: ReadonlySet<string>
  /** Permissions as `toPermissionKey` writes them. */
  readonly permissions: ReadonlySet<string>
  readonly metadataKeys: ReadonlySet<string>
}

export type GrantDecision =
  | { outcome: 'allowed' }
  | { outcome: 'refused'; field: 'roles' | 'permissions' | 'app_metadata' | 'user_metadata' }

/** Nobody gives what they do not have: is all of it within somebody's authority? */
export function decideGrantable(promises: Promises, authority: Authority): GrantDecision {
  const { roles, permissions, appMetadata, userMetadata } = promises
  const { isAdministrator } = authority
  if (!isAdministrator && !roles.every(role => authority.roles.has(role))) return refuse('roles')
  if (!isAdministrator && !permissions.every(one => authority.permissions.has(toPermissionKey(one))))
    return refuse('permissions')
  if (!maySet(appMetadata, authority)) return refuse('app_metadata')
  if (!maySet(userMetadata, authority)) return refuse('user_metadata')
  return { outcome: 'allowed' }
}

/** One text for a permission, which no two permissions share. */
export function toPermissionKey(permission: GrantedPermission): string {
  return JSON.stringify([permission.resource_server_identifier, permission.permission_name])
}

function maySet(metadata: Readonly<Record<string, unknown>>, authority: Authority): boolean {
  return Object.entries(metadata).every(
    ([key, value]) =>
      // fail closed: also for administrators; null would take away what a user has.
      !isReservedKey(key) &&
      value !== null &&
      authority.maySetMetadata &&
      (authority.isAdministrator || authority.metadataKeys.has(key)),
  )
}

function refuse(field: Extract<GrantDecision, { outcome: 'refused' }>['field']): GrantDecision {
  return { outcome: 'refused', field }
}

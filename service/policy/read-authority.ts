import {
  GRANT_ANY_PERMISSION,
  GRANT_METADATA_PERMISSION,
  type Inviter,
} from '../invitations/model/new-invitation.ts'
import type { TenantPermission } from '../management/management-api.ts'
import { type Authority, toPermissionKey } from './decide-grantable.ts'
import { findRolePolicies } from './find-role-policies.ts'
import type { InviterAuthority } from './inviter-authority.ts'
import type { Policy } from './policy.ts'

/** The grants that an inviter may make, and the metadata keys that replace what a user has. */
export interface FullAuthority extends Authority {
  readonly overwriteKeys: ReadonlySet<string>
}

/** Puts together what somebody may give. */
export function toAuthority(
  policy: Pick<Policy, 'roles'>,
  inviter: Inviter,
  held: { roleNames: readonly string[]; permissions: readonly TenantPermission[] },
): FullAuthority {
  const listed = findRolePolicies(policy, inviter, held.roleNames)
  const overwriteKeys = listed.flatMap(role => role.overwriteMetadataKeys)
  return {
    isAdministrator: inviter.permissions.has(GRANT_ANY_PERMISSION),
    maySetMetadata: inviter.permissions.has(GRANT_METADATA_PERMISSION),
    roles: new Set([...held.roleNames, ...listed.flatMap(role => role.grantableRoles)]),
    permissions: new Set(
      held.permissions.map(({ api, name }) =>
        toPermissionKey({ resource_server_identifier: api, permission_name: name }),
      ),
    ),
    metadataKeys: new Set([...listed.flatMap(role => role.metadataKeys), ...overwriteKeys]),
    overwriteKeys: new Set(overwriteKeys),
  }
}

/** Which facts about a person a question needs: each is a request to the Management API, once a minute. */
export interface Needs {
  readonly roles: boolean
  readonly permissions: boolean
}

/**
 * Reads what somebody may give whose token, or whose authority, says what they may do here. A client has no roles, and
 * no permissions that a person could be given. Throws ManagementError.
 */
export async function readAuthority(
  deps: { policy: Pick<Policy, 'roles'>; authority: InviterAuthority },
  inviter: Inviter,
  needs: Needs,
  deadline: number,
): Promise<FullAuthority> {
  const { authority } = deps
  const isPerson = inviter.kind === 'person'
  const [roleNames, byRole, direct] = await Promise.all([
    isPerson && needs.roles ? authority.roleNames(inviter.id, deadline) : [],
    isPerson && needs.permissions ? authority.permissionsByRole(inviter.id, deadline) : [],
    isPerson && needs.permissions ? authority.directPermissions(inviter.id, deadline) : [],
  ])
  return toAuthority(deps.policy, inviter, { roleNames, permissions: [...byRole, ...direct] })
}

import type { Clock } from '../base/clock.ts'
import {
  type ClientScopes,
  type ManagementApi,
  ManagementError,
  type TenantPermission,
} from '../management/management-api.ts'
import { createCachedAnswers } from './cached-answers.ts'

/** The tenant's facts about inviters, at most a minute old. All methods throw ManagementError. */
export interface InviterAuthority {
  /** Is there such a user, and not blocked? */
  isActive(userId: string, deadline: number): Promise<boolean>
  /** Names of the user's roles. */
  roleNames(userId: string, deadline: number): Promise<readonly string[]>
  /** The user's permissions at the tenant's APIs through their roles. */
  permissionsByRole(userId: string, deadline: number): Promise<readonly TenantPermission[]>
  /** The user's direct permissions. */
  directPermissions(userId: string, deadline: number): Promise<readonly TenantPermission[]>
  /** The client's scopes at this service's API; empty if the client no longer exists. */
  clientScopes(clientId: string, deadline: number): Promise<ClientScopes>
}

export interface InviterAuthorityDeps {
  management: Pick<
    ManagementApi,
    'findUser' | 'listUserRoles' | 'listUserPermissions' | 'listRolePermissions' | 'readClientScopes'
  >
  /** Identifier of this service's API in the tenant. */
  apiAudience: string
  clock: Clock
}

const waiting = { urgency: 'waiting' } as const

/** Creates the memory of inviters; nothing is read before the first question. */
export function createInviterAuthority({
  management,
  apiAudience,
  clock,
}: InviterAuthorityDeps): InviterAuthority {
  const active = createCachedAnswers(async userId => {
    const user = await management.findUser(userId, waiting)
    return user !== null && !user.blocked
  }, clock)
  const roles = createCachedAnswers(id => management.listUserRoles(id, waiting).catch(noneIfGone), clock)
  const direct = createCachedAnswers(
    id => management.listUserPermissions(id, waiting).catch(noneIfGone),
    clock,
  )
  const ofRole = createCachedAnswers(
    id => management.listRolePermissions(id, waiting).catch(noneIfGone),
    clock,
  )
  const scopes = createCachedAnswers(
    clientId => management.readClientScopes(clientId, apiAudience, waiting),
    clock,
  )
  return {
    isActive: active.read,
    roleNames: async (userId, deadline) => (await roles.read(userId, deadline)).map(({ name }) => name),
    async permissionsByRole(userId, deadline) {
      const held = await roles.read(userId, deadline)
      return (await Promise.all(held.map(({ id }) => ofRole.read(id, deadline)))).flat()
    },
    directPermissions: direct.read,
    clientScopes: scopes.read,
  }
}

/** A user or a role that does not exist has nothing. */
function noneIfGone(error: unknown): never[] {
  if (error instanceof ManagementError && error.code === 'not_found') return []
  throw error
}

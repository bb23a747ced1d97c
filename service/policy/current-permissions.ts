import type { Clock } from '../base/clock.ts'
import type { InviterAuthority } from './inviter-authority.ts'

export interface CurrentPermissionsDeps {
  readonly authority: InviterAuthority
  /** Identifier of this service's API in the tenant. */
  readonly apiAudience: string
  readonly clock: Pick<Clock, 'now'>
}

/** A person waits at most this long for a page because of this read. */
const TIMEOUT_MS = 5_000

/**
 * What is left of the permissions that somebody had, by their names in the tenant: what it says now, or has said within
 * the last minute; while it cannot be asked, within the last 15 minutes. Nobody who is blocked or gone has any. Throws
 * ManagementError.
 */
export async function readCurrentPermissions(
  { authority, apiAudience, clock }: CurrentPermissionsDeps,
  userId: string,
  held: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const deadline = clock.now() + TIMEOUT_MS
  const [isActive, byRole] = await Promise.all([
    authority.isActive(userId, deadline),
    authority.permissionsByRole(userId, deadline),
  ])
  if (!isActive) return new Set()
  const namesOf = (permissions: typeof byRole) =>
    permissions.filter(({ api }) => api === apiAudience).map(({ name }) => name)
  const byRoleNames = new Set(namesOf(byRole))
  const isMissing = [...held].some(name => !byRoleNames.has(name))
  // Roles say it for nearly everybody; what a person was given beside them costs one more request.
  const direct = isMissing ? namesOf(await authority.directPermissions(userId, deadline)) : []
  return new Set([...held].filter(name => byRoleNames.has(name) || direct.includes(name)))
}

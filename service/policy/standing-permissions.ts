import type { Clock } from '../base/clock.ts'
import type { InviterStanding } from './inviter-standing.ts'

export interface StandingPermissionsDeps {
  readonly standing: InviterStanding
  /** Identifier of this service's API in the tenant. */
  readonly apiAudience: string
  readonly clock: Pick<Clock, 'now'>
}

/** So long a person waits for a page because of this. */
const PATIENCE_MS = 5_000

/**
 * What is left of the permissions that somebody had, by their names in the tenant: what it says now, or has said within
 * the last minute; while it cannot be asked, within the last 15 minutes. Nobody who is blocked or gone has any. Throws
 * ManagementError.
 */
export async function readStandingPermissions(
  { standing, apiAudience, clock }: StandingPermissionsDeps,
  userId: string,
  held: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const deadline = clock.now() + PATIENCE_MS
  const [isActive, byRole] = await Promise.all([
    standing.isActive(userId, deadline),
    standing.permissionsByRole(userId, deadline),
  ])
  if (!isActive) return new Set()
  const namesOf = (permissions: typeof byRole) =>
    permissions.filter(({ api }) => api === apiAudience).map(({ name }) => name)
  const byRoleNames = new Set(namesOf(byRole))
  const isMissing = [...held].some(name => !byRoleNames.has(name))
  // Roles say it for nearly everybody; what a person was given beside them costs one more request.
  const beside = isMissing ? namesOf(await standing.permissionsBeside(userId, deadline)) : []
  return new Set([...held].filter(name => byRoleNames.has(name) || beside.includes(name)))
}

import type { Caller } from '../../invitations/model/caller.ts'
import type { Permission } from '../../invitations/model/permissions.ts'
import { ManagementError } from '../../management/management-api.ts'
import { readCurrentPermissions } from '../../policy/current-permissions.ts'
import type { Session } from '../../sign-in/sessions.ts'
import type { AdminDeps } from './admin-deps.ts'
import { toInviterName } from './inviter-name.ts'

/** Who is behind a session: with nothing left of their permissions, or with nobody to ask about them, no caller. */
export type FoundCaller =
  | { outcome: 'allowed'; caller: Caller }
  | { outcome: 'withdrawn' }
  | { outcome: 'unknown'; cause: ManagementError }

type FindCallerDeps = Pick<AdminDeps, 'authority' | 'apiAudience' | 'clock' | 'nameOfPermission'>

/**
 * Finds the caller of a session: what the tenant's token allowed when they signed in, as far as the tenant allows it
 * still. What has been added since counts from the next sign-in.
 */
export async function findCaller(deps: FindCallerDeps, session: Session): Promise<FoundCaller> {
  const held = new Map(session.permissions.map(name => [deps.nameOfPermission(name as Permission), name]))
  try {
    const left = await readCurrentPermissions(deps, session.userId, new Set(held.keys()))
    if (left.size === 0) return { outcome: 'withdrawn' }
    const permissions = [...left].map(name => held.get(name) as Permission)
    const { userId: id, name, via } = session
    const caller = {
      id,
      kind: 'person',
      via,
      name: toInviterName(name),
      permissions: new Set(permissions),
    } as const
    return { outcome: 'allowed', caller }
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error
    // fail closed: but the session stays, for when the tenant answers again.
    return { outcome: 'unknown', cause: error }
  }
}

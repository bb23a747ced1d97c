import type { Gate } from '../../contract/gate.ts'
import type { Log } from '../base/log.ts'
import { type Invitation, toInvitation } from '../invitations/model/invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { HandoffRow, RedemptionRow } from '../ledger/schema/schema.ts'
import { workPriority } from '../ledger/schema/work-priority.ts'
import type { Catalog } from '../management/catalog.ts'
import type { ManagementApi, TenantUser } from '../management/management-api.ts'
import { toAnswers } from '../profile/joining.ts'
import { assignPermissions } from './assign-permissions.ts'
import { decideGrant, isSameAccount } from './decide-grant.ts'
import { decideProfileRepair } from './decide-profile-repair.ts'
import { isVerifiable } from './is-verifiable.ts'
import type { Job, JobResult } from './job.ts'

/** Setting `email_verified` ends the user's sessions: by then the session of the invitation has been used. */
const VERIFICATION_DELAY_MS = 3_600_000

export interface GrantDeps {
  ledger: Pick<
    Ledger,
    | 'findRedemption'
    | 'findInvitation'
    | 'findHandoff'
    | 'releaseRedemption'
    | 'markGranted'
    | 'markGrantFailed'
    | 'enqueue'
  >
  management: Pick<ManagementApi, 'findUser' | 'assignRoles' | 'assignPermissions' | 'updateUser'>
  catalog: Pick<Catalog, 'roleIds'>
  verifyEmail: 'later' | 'now' | 'never'
  gate: Gate
  now: () => number
  log: Log
}

/** Everything that a grant is about. */
interface Case {
  redemption: RedemptionRow
  invitation: Invitation
  handoff: HandoffRow
  user: TenantUser
}

const grant = { urgency: 'grant' } as const

/**
 * Creates the job that completes what an invitation promised. It reads the user once, writes roles and permissions
 * once, and the profile only if something is missing; the redemption counts as granted when all of it is there. When it
 * is given up, the history says so, and the user's next login begins it anew.
 */
export function createGrantJob(deps: GrantDeps): Job {
  return {
    kind: 'grant',
    lane: 'grants',
    // Two days of a tenant that is down.
    maxAttempts: 300,
    async run(work) {
      const noted = await readLedger(deps, work.subject)
      if ('outcome' in noted) return noted
      const user = await deps.management.findUser(noted.redemption.user_id, grant)
      // The invitation stays used: a user who is made again is not the one who was invited.
      if (!user || !isSameAccount(noted.redemption, user)) return { outcome: 'failed', code: 'user_gone' }
      const decision = decideGrant({ ...noted, user, proof: deps.gate.proof })
      if (decision.outcome === 'refused') return release(deps, noted.redemption, decision.code)
      return give(deps, { ...noted, user })
    },
    giveUp: (work, code) => deps.ledger.markGrantFailed(work.subject, code, deps.now(), work),
  }
}

async function readLedger(
  { ledger }: GrantDeps,
  id: string,
): Promise<JobResult | { redemption: RedemptionRow; invitation: Invitation; handoff: HandoffRow }> {
  const redemption = await ledger.findRedemption(id)
  if (!redemption) return { outcome: 'dropped', code: 'released' }
  if (redemption.granted_at !== null) return { outcome: 'dropped', code: 'already_granted' }
  const row = await ledger.findInvitation(redemption.invitation_id)
  const handoff = await ledger.findHandoff({ ref: redemption.handoff_ref })
  if (!row || !handoff) return { outcome: 'failed', code: 'not_found' }
  if (row.status === 'revoked') return { outcome: 'dropped', code: 'revoked' }
  return { redemption, invitation: toInvitation(row), handoff }
}

/** The login was not what the service was told: nothing is given, and the invitation waits for its invitee again. */
async function release(deps: GrantDeps, redemption: RedemptionRow, code: string): Promise<JobResult> {
  await deps.ledger.releaseRedemption(redemption.id, deps.now())
  const { invitation_id: invitation, user_id: user } = redemption
  deps.log.warn('redemption.released', { redemption: redemption.id, invitation, user, code })
  return { outcome: 'dropped', code }
}

async function give(deps: GrantDeps, { redemption, invitation, handoff, user }: Case): Promise<JobResult> {
  const { grantRolesAs } = deps.gate
  const roles = await deps.catalog.roleIds(grantRolesAs === 'rbac' ? [...invitation.roles] : [])
  if (roles.ids.length > 0) await deps.management.assignRoles(user.userId, roles.ids, grant)
  const hasPermissions = await assignPermissions(deps.management, user.userId, invitation.permissions)
  const toVerify = isVerifiable(user, invitation)
  const patch = {
    ...decideProfileRepair(user, invitation, redemption, { grantRolesAs, answers: toAnswers(handoff) }),
    ...(toVerify && deps.verifyEmail === 'now' && { emailVerified: true as const }),
  }
  if (Object.keys(patch).length > 0) await deps.management.updateUser(user.userId, patch, grant)
  // The rest is given all the same, and what comes back in the tenant is given later.
  if (roles.unknown.length > 0) return { outcome: 'retry', code: 'unknown_role' }
  if (!hasPermissions) return { outcome: 'retry', code: 'unknown_permission' }
  if (toVerify && deps.verifyEmail === 'later') await enqueueVerification(deps, redemption.id)
  await deps.ledger.markGranted(redemption.id, deps.now())
  return { outcome: 'done' }
}

async function enqueueVerification({ ledger, now }: GrantDeps, subject: string): Promise<void> {
  const available_at = now() + VERIFICATION_DELAY_MS
  const priority = workPriority.verify_email
  await ledger.enqueue({ kind: 'verify_email', subject, generation: 0, priority, available_at }, now())
}

import {
  decideStrayRemoval,
  type KeepReason,
  STRAY_REMOVAL_DELAY_MS,
  type StrayFacts,
} from '../invitations/decide-stray-removal.ts'
import { normaliseEmail } from '../invitations/normalise-address.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../management/management-api.ts'
import type { Job, JobResult } from './job.ts'

/** Why a profile stays, or has to be looked at again. */
type Reason = KeepReason | 'read_too_long_ago'

export interface StrayRemovalDeps {
  ledger: Pick<Ledger, 'findRefusalsOfUser' | 'findRedemptionsOfUser' | 'hasInvitationFor'>
  management: Pick<ManagementApi, 'findUser' | 'listUserRoles' | 'listUserOrganizations' | 'deleteUser'>
  now: () => number
}

/** What was read longer ago may no longer be so. */
const MAX_AGE_MS = 15_000

const removal = { urgency: 'removal' } as const

/** Creates the job that removes the profile that a refused social login has left in the tenant. */
export function createStrayRemovalJob(deps: StrayRemovalDeps): Job {
  return {
    kind: 'stray_removal',
    lane: 'removals',
    maxAttempts: 8,
    async run(work) {
      const untilAllowedMs = await timeToWait(deps, work.subject)
      if (untilAllowedMs > 0) return { outcome: 'retry', code: 'too_early', delayMs: untilAllowedMs }
      return remove(deps, work.subject).catch(error => {
        if (error instanceof ManagementError && error.code === 'not_found') return toResult('gone')
        throw error
      })
    },
  }
}

/** The login of somebody who was refused a moment ago may still be going on, such as with another account. */
async function timeToWait({ ledger, now }: StrayRemovalDeps, userId: string): Promise<number> {
  const refusals = await ledger.findRefusalsOfUser(userId)
  const last = Math.max(...refusals.map(({ created_at }) => created_at), 0)
  return last + STRAY_REMOVAL_DELAY_MS - now()
}

async function remove(deps: StrayRemovalDeps, userId: string): Promise<JobResult> {
  const { management, now } = deps
  const roles = await management.listUserRoles(userId, removal)
  const organizations = await management.listUserOrganizations(userId, removal)
  // The user last: a login that never asks the service shows in nothing but their count of logins.
  const user = await management.findUser(userId, removal)
  const readAt = now()
  if (!user) return toResult('gone')
  let reason: Reason | undefined
  const stillWanted = async () => {
    // Decided when the request has its turn: whoever was admitted while it waited stays.
    reason = await reasonToKeep(deps, { user, roles, organizations })
    if (now() - readAt > MAX_AGE_MS) reason ??= 'read_too_long_ago'
    return reason === undefined
  }
  await management.deleteUser(userId, { ...removal, stillWanted })
  return toResult(reason)
}

function toResult(reason: Reason | undefined): JobResult {
  if (reason === undefined) return { outcome: 'done' }
  return { outcome: reason === 'read_too_long_ago' ? 'retry' : 'dropped', code: reason }
}

/** Asks the ledger, and then the rule. */
async function reasonToKeep(
  { ledger, now }: StrayRemovalDeps,
  facts: Pick<StrayFacts, 'roles' | 'organizations'> & { user: TenantUser },
): Promise<Reason | undefined> {
  const { userId } = facts.user
  const decision = decideStrayRemoval({
    ...facts,
    refusals: await ledger.findRefusalsOfUser(userId),
    redemptions: await ledger.findRedemptionsOfUser(userId),
    hasInvitation: await hasInvitation(ledger, facts.user),
    now: now(),
  })
  return decision.outcome === 'keep' ? decision.reason : undefined
}

async function hasInvitation(ledger: StrayRemovalDeps['ledger'], { email, phoneNumber }: TenantUser) {
  if (phoneNumber !== undefined && (await ledger.hasInvitationFor({ phoneNumber }))) return true
  if (email === undefined) return false
  const normalised = normaliseEmail(email)
  // fail closed: an address that cannot be compared might be an invited one.
  return normalised === null || ledger.hasInvitationFor({ email: normalised })
}

import type { Gate } from '../../../contract/gate.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../../management/management-api.ts'
import { normaliseEmail } from '../model/normalise-address.ts'
import {
  decideRefusedProfileRemoval,
  type KeepReason,
  type RefusedProfileFacts,
} from './decide-refused-profile-removal.ts'
import { mayHoldTokens, type TokenEvidenceDeps } from './may-hold-tokens.ts'

export interface RemoveRefusedProfileDeps {
  ledger: Pick<Ledger, 'findRefusalsOfUser' | 'findRedemptionsOfUser' | 'hasInvitationFor'>
  management: TokenEvidenceDeps['management'] &
    Pick<ManagementApi, 'findUser' | 'listClients' | 'listUserRoles' | 'listUserOrganizations' | 'deleteUser'>
  gate: Gate
  now: () => number
}

export interface RemoveRefusedProfileOptions {
  /** A person requested the removal, so the profile may be older than the job's own limit. */
  isAskedFor?: boolean
  /** Decides only. */
  isDryRun?: boolean
}

/** Why a profile stays, or has to be read again. */
export type RefusedProfileReason = KeepReason | 'read_too_long_ago'

/** What became of a profile; undefined: it was removed, or would have been. */
export type RefusedProfileResult = RefusedProfileReason | undefined

/** Facts read longer ago may be outdated. */
const MAX_AGE_MS = 15_000

const removal = { urgency: 'removal' } as const

/** Removes the profile that a refused login has left in the tenant, if nobody could miss it. Throws ManagementError. */
export async function removeRefusedProfile(
  deps: RemoveRefusedProfileDeps,
  userId: string,
  options: RemoveRefusedProfileOptions = {},
): Promise<RefusedProfileResult> {
  try {
    return await readAndRemove(deps, userId, options)
  } catch (error) {
    if (error instanceof ManagementError && error.code === 'not_found') return 'gone'
    throw error
  }
}

async function readAndRemove(
  deps: RemoveRefusedProfileDeps,
  userId: string,
  options: RemoveRefusedProfileOptions,
) {
  const { management, gate, now } = deps
  const isAskedFor = options.isAskedFor === true
  const evidence = { management, gate, listClients: management.listClients }
  const mayHold = await mayHoldTokens(evidence, userId, removal)
  const roles = await management.listUserRoles(userId, removal)
  const organizations = await management.listUserOrganizations(userId, removal)
  // The user is read last: a login that never asks the service shows only in their login count.
  const user = await management.findUser(userId, removal)
  const readAt = now()
  if (!user) return 'gone'
  const facts = { user, roles, organizations, isAskedFor, mayHoldTokens: mayHold }
  if (options.isDryRun) return reasonToKeep(deps, facts)
  let reason: RefusedProfileResult
  const stillWanted = async () => {
    // The decision is made when the request has its turn, because the user may have been admitted while it waited.
    reason = await reasonToKeep(deps, facts)
    if (now() - readAt > MAX_AGE_MS) reason ??= 'read_too_long_ago'
    return reason === undefined
  }
  await management.deleteUser(userId, { ...removal, stillWanted })
  return reason
}

/** Asks the ledger, and then the rule. */
async function reasonToKeep(
  { ledger, gate, now }: RemoveRefusedProfileDeps,
  facts: Pick<RefusedProfileFacts, 'roles' | 'organizations' | 'isAskedFor' | 'mayHoldTokens'> & {
    user: TenantUser
  },
): Promise<RefusedProfileResult> {
  const { userId } = facts.user
  const decision = decideRefusedProfileRemoval({
    ...facts,
    gate,
    refusals: await ledger.findRefusalsOfUser(userId),
    redemptions: await ledger.findRedemptionsOfUser(userId),
    hasInvitation: await hasInvitation(ledger, facts.user),
    now: now(),
  })
  return decision.outcome === 'keep' ? decision.reason : undefined
}

async function hasInvitation(ledger: RemoveRefusedProfileDeps['ledger'], { email, phoneNumber }: TenantUser) {
  if (phoneNumber !== undefined && (await ledger.hasInvitationFor({ phoneNumber }))) return true
  if (email === undefined) return false
  const normalised = normaliseEmail(email)
  // fail closed: an address that cannot be compared might be an invited one.
  return normalised === null || ledger.hasInvitationFor({ email: normalised })
}

import { ManagementError } from '../../../management/management-api.ts'
import { toClaims } from '../../../policy/limits.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { Caller } from '../../api/access-token.ts'
import { scopeOf } from '../../api/scope-of.ts'
import { addDays, toDay } from '../../charts/periods.ts'
import type { AdminDeps } from '../admin-deps.ts'
import type { AdministrationFacts, AttentionFacts } from './decide-attention.ts'

const DAY_MS = 86_400_000
/** A webhook that was given up longer ago has been looked at, or never will be. */
const DELIVERY_DAYS = 7
const BOUNCE_DAYS = 30

/** Reads what may need this person's attention; the tenant's silence is a fact like another. Throws LedgerError. */
export async function readAttention(deps: AdminDeps, caller: Caller): Promise<AttentionFacts> {
  const { ledger, now } = deps
  const inviterId = scopeOf(caller)
  const today = toDay(now())
  const [troubles, recent, view, administration] = await Promise.all([
    ledger.readTroubles({ inviterId, now: now() }),
    ledger.readStatistics({ inviterId, from: addDays(today, 1 - BOUNCE_DAYS), to: today }),
    unlessSilent(deps.describePolicy(caller)),
    inviterId === undefined ? readAdministration(deps) : undefined,
  ])
  const bounced = recent.days.reduce((sum, day) => sum + day.bounced, 0)
  return { troubles, bounced, limits: view?.limits, administration }
}

async function readAdministration(deps: AdminDeps): Promise<AdministrationFacts> {
  const { ledger, gate, gateWatch, diagnosis, catalog, policy, now } = deps
  const roles = await unlessSilent(catalog.roleIds(rolesOf(policy)))
  return {
    fullInviters: await readFullInviters(deps),
    failedDeliveries: await ledger.countFailedDeliveries(now() - DELIVERY_DAYS * DAY_MS),
    gateMode: gate.mode,
    gateDiffers: gateWatch.hasSeenAnother(),
    setup: diagnosis.findings(),
    unknownRoles: roles?.unknown,
  }
}

/** The counters of inviters, as the limit itself names them: without an inviter their common beginning. */
async function readFullInviters({ ledger, policy, now }: AdminDeps): Promise<string[]> {
  const { perInviterPerDay } = policy.limits
  const limits = { perInviterPerDay, perTenantPerDay: null, perRecipientPerDay: null, perIpPerHour: null }
  const [claim] = toClaims(limits, { inviterId: '', recipient: { email: '' } }, now())
  if (!claim) return []
  const { key: prefix, windowStart, limit } = claim
  return (await ledger.listFullCounters({ prefix, windowStart, limit })).map(({ whom }) => whom)
}

function rolesOf({ roles }: Policy): string[] {
  const names = [...roles].flatMap(([name, { grantableRoles }]) => [
    ...(name.startsWith('client:') ? [] : [name]),
    ...grantableRoles,
  ])
  return [...new Set(names)]
}

async function unlessSilent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ManagementError) return undefined
    throw error
  }
}

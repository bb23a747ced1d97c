import type { Caller } from '../../../invitations/model/caller.ts'
import { scopeOf } from '../../../invitations/model/caller.ts'
import { ManagementError } from '../../../management/management-api.ts'
import { toLimitCounters } from '../../../policy/limits.ts'
import type { Policy } from '../../../policy/policy.ts'
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
  const { ledger, gate, gateMonitor, diagnosis, catalog, policy, now } = deps
  const roles = await unlessSilent(catalog.roleIds(rolesOf(policy)))
  return {
    fullInviters: await readFullInviters(deps),
    failedDeliveries: await ledger.countFailedDeliveries(now() - DELIVERY_DAYS * DAY_MS),
    gateMode: gate.mode,
    gateDiffers: gateMonitor.hasSeenAnother(),
    setup: diagnosis.findings(),
    unknownRoles: roles?.unknown,
  }
}

/** The counters of inviters, as the limit itself names them: without an inviter their common beginning. */
async function readFullInviters({ ledger, policy, now }: AdminDeps): Promise<string[]> {
  const { perInviterPerDay } = policy.limits
  const limits = { perInviterPerDay, perTenantPerDay: null, perRecipientPerDay: null, perIpPerHour: null }
  const [counter] = toLimitCounters(limits, { inviterId: '', recipient: { email: '' } }, now())
  if (!counter) return []
  const { key: prefix, windowStart, limit } = counter
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

import type { Gate } from '../../../../contract/gate.ts'
import type { Finding } from '../../../diagnosis/finding.ts'
import { MAX_TROUBLES, type Trouble, type Troubles } from '../../../ledger/statistics/attention-ledger.ts'
import type { LimitName } from '../../../policy/limits.ts'

/** Everything that may need somebody's attention. What only administrators are told is undefined for others. */
export interface AttentionFacts {
  readonly troubles: Troubles
  /** Messages of the last month that came back, as far as the provider reports. */
  readonly bounced: number
  /** What is left of the limits that hold for this person; undefined where the tenant had to be asked and was silent. */
  readonly limits:
    | readonly { readonly name: LimitName; readonly left: number; readonly endsAt: number }[]
    | undefined
  readonly administration: AdministrationFacts | undefined
}

export interface AdministrationFacts {
  /** Ids of inviters whose allowance for today is used up. */
  readonly fullInviters: readonly string[]
  readonly failedDeliveries: readonly { readonly endpoint: string; readonly count: number }[]
  readonly gateMode: Gate['mode']
  /** Actions have come with other settings. */
  readonly gateDiffers: boolean
  /** What is wrong with the set-up, in sentences. */
  readonly setup: readonly Finding[]
  /** Roles that the policy names and the tenant does not have; undefined where the tenant was silent. */
  readonly unknownRoles: readonly string[] | undefined
}

type CountedKind = 'unsent' | 'mailRefused' | 'delayed' | 'bounced' | 'ungranted' | 'limitOthers' | 'webhooks'
type NoticeKind = 'gateOpen' | 'gateObserves' | 'gateDiffers' | 'unknownRoles' | 'tenantSilent' | 'setup'

/** One thing to look at. */
export type AttentionItem = {
  readonly tone: 'bad' | 'caution' | 'plain'
  /** Ids, names or codes that say more. */
  readonly details?: readonly string[]
  /** Whole sentences, in English: they name settings, and are the same in the log. */
  readonly sentences?: readonly string[]
  /** Some invitations that it is about. */
  readonly invitationIds?: readonly string[]
} & (
  | { readonly kind: CountedKind; readonly count: number; readonly isMore: boolean }
  | { readonly kind: 'limitOwn' | 'limitTenant'; readonly until: number }
  | { readonly kind: NoticeKind }
)

/** Decides what to show, the worst first. */
export function decideAttention(facts: AttentionFacts): AttentionItem[] {
  const items = [
    ...ofMail(facts),
    ...ofGrants(facts.troubles.ungranted),
    ...ofLimits(facts.limits ?? []),
    ...(facts.administration ? ofAdministration(facts.administration) : []),
    ...(isTenantSilent(facts) ? [{ kind: 'tenantSilent', tone: 'caution' } as const] : []),
  ]
  const order = ['bad', 'caution', 'plain']
  return items.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone))
}

function isTenantSilent({ limits, administration }: AttentionFacts): boolean {
  return limits === undefined || (administration !== undefined && administration.unknownRoles === undefined)
}

function ofMail({ troubles: { unsent, delayed }, bounced }: AttentionFacts): AttentionItem[] {
  // Nothing that an inviter can mend, and nothing that mends itself: all mail stands still.
  const isRefused = delayed.codes[0] === 'forbidden'
  return [
    ...counted(isRefused ? 'mailRefused' : 'delayed', isRefused ? 'bad' : 'caution', delayed),
    ...counted('unsent', 'bad', unsent),
    ...counted('bounced', 'bad', { count: bounced, codes: [], invitationIds: [] }),
  ]
}

function ofGrants(ungranted: Trouble): AttentionItem[] {
  return counted('ungranted', 'bad', ungranted)
}

function counted(kind: CountedKind, tone: AttentionItem['tone'], trouble: Trouble): AttentionItem[] {
  const { count, codes, invitationIds } = trouble
  if (count === 0) return []
  return [{ kind, tone, count, isMore: count >= MAX_TROUBLES, details: codes, invitationIds }]
}

function ofLimits(limits: NonNullable<AttentionFacts['limits']>): AttentionItem[] {
  return limits.flatMap(({ name, left, endsAt }): AttentionItem[] => {
    if (left > 0) return []
    if (name === 'per_tenant_per_day') return [{ kind: 'limitTenant', tone: 'bad', until: endsAt }]
    return name === 'per_inviter_per_day' ? [{ kind: 'limitOwn', tone: 'caution', until: endsAt }] : []
  })
}

/** What the page tells anyway is not told twice. */
function ofSetup(setup: readonly Finding[]): AttentionItem[] {
  const findings = setup.filter(({ code }) => code !== 'gate_differs')
  if (findings.length === 0) return []
  const tone = findings.some(({ severity }) => severity === 'error') ? 'bad' : 'caution'
  const sentences = findings.map(({ problem, cure }) => `${problem} ${cure}`)
  return [{ kind: 'setup', tone, sentences }]
}

function ofAdministration(facts: AdministrationFacts): AttentionItem[] {
  const { fullInviters, failedDeliveries, gateMode, gateDiffers, setup, unknownRoles = [] } = facts
  const failed = failedDeliveries.reduce((sum, { count }) => sum + count, 0)
  const endpoints = failedDeliveries.map(({ endpoint }) => endpoint)
  return [
    ...ofSetup(setup),
    ...(gateDiffers ? [{ kind: 'gateDiffers', tone: 'bad' } as const] : []),
    ...counted('webhooks', 'caution', { count: failed, codes: endpoints, invitationIds: [] }),
    ...counted('limitOthers', 'caution', {
      count: fullInviters.length,
      codes: fullInviters,
      invitationIds: [],
    }),
    ...(unknownRoles.length > 0
      ? [{ kind: 'unknownRoles', tone: 'caution', details: unknownRoles } as const]
      : []),
    ...(gateMode === 'open' ? [{ kind: 'gateOpen', tone: 'plain' } as const] : []),
    ...(gateMode === 'observe' ? [{ kind: 'gateObserves', tone: 'plain' } as const] : []),
  ]
}

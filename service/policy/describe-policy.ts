import type { Clock } from '../base/clock.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type ExistenceVisibility, maySeeExistence } from './existence.ts'
import type { InviterAuthority } from './inviter-authority.ts'
import { type LimitName, toLimitCounters } from './limits.ts'
import type { Policy } from './policy.ts'
import { readAuthority } from './read-authority.ts'

export interface DescribePolicyDeps {
  policy: Policy
  authority: InviterAuthority
  ledger: Pick<Ledger, 'readCounter'>
  existenceVisibleTo: ExistenceVisibility
  clock: Clock
}

/** The policy as it applies to one inviter now. */
export interface PolicyView {
  /** Names; null: whatever there is. */
  readonly grantableRoles: readonly string[] | null
  /** Keys; null: all that are not reserved. */
  readonly metadataKeys: readonly string[] | null
  readonly seesExistence: boolean
  readonly limits: readonly LimitView[]
}

interface LimitView {
  readonly name: LimitName
  readonly limit: number
  readonly left: number
  /** Milliseconds since 1970. */
  readonly endsAt: number
}

/** A caller of the API waits at most this long for the tenant. */
const TIMEOUT_MS = 5_000

/** Tells somebody what they may give and how often they may still send. Throws ManagementError. */
export async function describePolicy(deps: DescribePolicyDeps, inviter: Inviter): Promise<PolicyView> {
  const isAdministrator = inviter.permissions.has(GRANT_ANY_PERMISSION)
  const needs = { roles: !isAdministrator, permissions: false }
  const authority = await readAuthority(deps, inviter, needs, deps.clock.now() + TIMEOUT_MS)
  const keys = authority.maySetMetadata ? [...authority.metadataKeys] : []
  return {
    grantableRoles: isAdministrator ? null : [...authority.roles].sort(),
    metadataKeys: isAdministrator && authority.maySetMetadata ? null : keys.sort(),
    seesExistence: maySeeExistence(deps.existenceVisibleTo, inviter),
    limits: await readLimits(deps, inviter),
  }
}

/** How much is left of the limits that do not depend on whom a message goes to. */
async function readLimits(
  { policy, ledger, clock }: DescribePolicyDeps,
  { id }: Inviter,
): Promise<LimitView[]> {
  const { perInviterPerDay, perTenantPerDay } = policy.limits
  const ownLimits = { perInviterPerDay, perTenantPerDay, perRecipientPerDay: null, perIpPerHour: null }
  const counters = toLimitCounters(ownLimits, { inviterId: id, recipient: { email: '' } }, clock.now())
  return Promise.all(
    counters.map(async ({ name, limit, windowEnd, ...counter }) => {
      const count = await ledger.readCounter(counter)
      return { name, limit, left: Math.max(0, limit - count), endsAt: windowEnd }
    }),
  )
}

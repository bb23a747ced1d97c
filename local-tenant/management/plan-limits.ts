import type { Switches } from '../state/switches.ts'
import type { Tenant } from '../tenant.ts'
import { ManagementError } from './management-error.ts'

/** Kinds of records that a plan counts. */
export type Counted = keyof NonNullable<Switches['planLimits']>

/** Refuses one more record of a kind than the plan of the tenant allows. */
export function assertInPlan({ switches }: Tenant, kind: Counted, count: number): void {
  const limit = switches.planLimits?.[kind]
  if (limit === undefined || count < limit) return
  const message = `The plan of this tenant has ${limit} ${kind.replaceAll('_', ' ')}.`
  throw new ManagementError(403, 'insufficient_entitlement', message)
}

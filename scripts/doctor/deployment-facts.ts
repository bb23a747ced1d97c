import type { Gate } from '../../contract/gate.ts'
import type { PingResult } from '../deploy/ping-service.ts'
import type { Change } from '../deploy/plan/change.ts'
import type { ExistingTenant } from '../deploy/read-tenant.ts'

/** What can be seen of a deployment from where it is made, read once. */
export interface DeploymentFacts {
  readonly now: Date
  readonly publicUrl: string
  /** AUTH0_CUSTOM_DOMAIN of the service, where its environment is known. */
  readonly customDomain: string | undefined
  readonly gate: Gate
  readonly existing: ExistingTenant
  /** What `npm run deploy` would still write, the values of secrets aside. */
  readonly remaining: readonly Change[]
  /** Why it would not start. */
  readonly faults: readonly string[]
  readonly ping: PingResult
  /** The status of `GET /health/ready`; 0 for no answer. */
  readonly ready: number
}

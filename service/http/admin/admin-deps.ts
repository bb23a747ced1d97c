import type { Gate } from '../../../contract/gate.ts'
import type { GateMonitor } from '../../base/gate-monitor.ts'
import type { BulkOperationUseCases } from '../../bulk-operations/use-cases.ts'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import type { Catalog } from '../../management/catalog.ts'
import type { ManagementApi } from '../../management/management-api.ts'
import type { CurrentPermissionsDeps } from '../../policy/current-permissions.ts'
import type { Policy } from '../../policy/policy.ts'
import type { PersonSignIn } from '../../sign-in/person-sign-in.ts'
import type { Sealer } from '../../sign-in/sealed-cookie.ts'
import type { Sessions } from '../../sign-in/sessions.ts'
import type { WebhookEndpoint } from '../../webhooks/endpoints.ts'
import type { ApiDeps } from '../api/api-deps.ts'
import type { Brand } from '../pages/site.ts'
import type { SessionCookie } from '../session-cookie.ts'

/** What administrators' pages are made of: everything that the API has, and what a person in a browser needs besides. */
export interface AdminDeps extends ApiDeps, CurrentPermissionsDeps {
  readonly loginOrigin: string
  readonly brand: Brand
  readonly policy: Policy
  /** Where invitations may lead to. */
  readonly resultUrlOrigins: readonly string[]
  readonly catalog: Catalog
  readonly management: Pick<ManagementApi, 'findUsersByEmail'>
  readonly sealer: Sealer
  readonly bulkOperations: BulkOperationUseCases
  readonly gate: Gate
  readonly gateMonitor: GateMonitor
  readonly diagnosis: Pick<Diagnosis, 'findings'>
  readonly webhooks: readonly WebhookEndpoint[]
  /** Undefined where the operator has not set up an application for administrators. */
  readonly administration: Administration | undefined
}

/** How administrators sign in and stay signed in. */
export interface Administration {
  readonly signIn: PersonSignIn
  readonly sessions: Sessions
  readonly cookie: SessionCookie
}

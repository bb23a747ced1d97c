import type { Gate } from '../../../contract/gate.ts'
import type { ExistingTenant } from '../read-tenant.ts'
import type { TenantFiles } from '../tenant-files.ts'
import type { Change, Part } from './change.ts'
import { planApi, planRoles } from './plan-api.ts'
import { planApplications, planGrants } from './plan-applications.ts'
import { planConnections, planSignUp } from './plan-connections.ts'
import { planActions, planBindings, REWRITTEN_FIELD } from './plan-flows.ts'
import { planPages } from './plan-pages.ts'

/** What the operator has decided about a tenant. */
export interface DeployChoices {
  /** Connections that invitees and administrators use, by name. */
  connections: readonly string[]
  /** Databases whose sign-up is to be opened, by name. */
  openSignUp: readonly string[]
  /** Names of things that exist, look foreign, and are Guestlist's all the same. */
  adopt: readonly string[]
}

/**
 * Decides what has to be written so that a tenant has what is ours, and nothing of it changes but what is listed. The
 * order is that of writing: Actions are bound before connections are touched, and sign-up is opened last.
 */
export function planDeployment(
  files: TenantFiles,
  existing: ExistingTenant,
  gate: Pick<Gate, 'mode'>,
  { connections, openSignUp, adopt }: DeployChoices,
): Part {
  const parts = [
    planApi(files, existing, adopt),
    planApplications(files, existing, adopt),
    planGrants(files, existing),
    planActions(files, existing, adopt),
    planBindings(files, existing),
    planRoles(files, existing, adopt),
    planPages(files, existing),
    planConnections(files, existing, connections),
    planSignUp(existing, openSignUp, gate),
  ]
  return {
    changes: parts.flatMap(({ changes }) => changes),
    kept: parts.flatMap(({ kept }) => kept),
    notes: parts.flatMap(({ notes }) => notes),
    faults: parts.flatMap(({ faults }) => faults),
  }
}

/** The scopes that writing these changes takes. */
export function scopesOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap(scopesOfChange))]
}

const nouns = {
  api: 'resource_servers',
  application: 'clients',
  grant: 'client_grants',
  action: 'actions',
  role: 'roles',
} as const

function scopesOfChange({ kind, status }: Change): string[] {
  switch (kind) {
    case 'bindings':
      return ['update:actions']
    case 'page_template':
      return ['update:branding']
    case 'partials':
      return ['update:prompts']
    case 'connection':
      return ['update:connections']
    case 'sign_up':
      return ['update:connections', 'update:connections_options']
    case 'action':
      // Deploying one is creating a version of it.
      return ['create:actions', 'update:actions']
    case 'role':
      return status === 'new' ? ['create:roles', 'update:roles'] : ['update:roles']
    default:
      return [`${status === 'new' ? 'create' : 'update'}:${nouns[kind]}`]
  }
}

/** Changes that a tenant still needs after a deployment; the secrets' values are taken at their word. */
export function remainingChanges({ changes }: Part): Change[] {
  return changes.filter(({ fields }) => fields.some(({ field }) => field !== REWRITTEN_FIELD))
}

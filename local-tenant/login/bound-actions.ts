import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import type { ActionCode, ActionResult } from './sandbox/sandbox.ts'

/** A deployed Action that is bound to a trigger, with the secrets its version was deployed with. */
export interface BoundAction extends ActionCode {
  secrets: JsonObject
}

/** https://auth0.com/docs/customize/actions/limitations (logs): what is kept of an Action's output. */
const keptOutput = 256

/** The Actions of a trigger, in the order of their bindings. Actions that were never deployed do not run. */
export function boundActions(tenant: Tenant, triggerId: string): BoundAction[] {
  const bindings = tenant.state.bindings.filter(binding => binding.trigger_id === triggerId)
  return bindings.flatMap(binding => deployedAction(tenant, binding.action_id) ?? [])
}

/** An Action as it was deployed; undefined when it never was. */
export function deployedAction(tenant: Tenant, actionId: string | undefined): BoundAction | undefined {
  const action = tenant.state.actions.find(candidate => candidate.id === actionId)
  const version = action?.deployed_version
  if (!action || !version) return undefined
  const secrets = Object.fromEntries(version.secrets.map(secret => [secret.name, secret.value]))
  return { actionId: action.id, name: action.name, versionId: version.id, code: version.code, secrets }
}

/** Keeps what an Action printed and how it failed, as entries of the tenant's log. */
export function logExecution(
  tenant: Tenant,
  triggerId: string,
  action: BoundAction,
  result: ActionResult,
): void {
  const details = { action: action.name, trigger: triggerId }
  if (result.output !== '') {
    const output = result.output.slice(0, keptOutput)
    // Auth0 keeps the output with the execution, not in the log; here one place shows all.
    tenant.log({ type: 'action_output', description: action.name, details: { ...details, output } })
  }
  if (result.error !== undefined) {
    const description = result.error.slice(0, keptOutput)
    tenant.log({ type: 'actions_execution_failed', description, details })
  }
}

import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type BoundAction, logExecution } from './bound-actions.ts'
import { type ActionResult, type ActionTask, createSandbox, type Sandbox } from './sandbox/sandbox.ts'

/** What runs a tenant's Actions: its sandbox, and what `api.cache` keeps per trigger. */
interface ActionRuntime {
  sandbox: Sandbox
  caches: Map<string, JsonObject>
}

/** Both halves of the tenant run Actions, and warm instances belong to the tenant: so they hang on it. */
const runtimes = new WeakMap<Tenant, ActionRuntime>()

function runtimeOf(tenant: Tenant): ActionRuntime {
  const known = runtimes.get(tenant)
  if (known) return known
  const created = { sandbox: createSandbox(), caches: new Map<string, JsonObject>() }
  runtimes.set(tenant, created)
  return created
}

/** All Actions of one execution of a trigger share its time: https://auth0.com/docs/customize/actions/limitations */
export interface TriggerBudget {
  remainingMs(): number
}

export function startBudget(tenant: Tenant): TriggerBudget {
  const startedAt = performance.now()
  return {
    remainingMs: () => Math.max(1, tenant.switches.triggerTimeoutMs - (performance.now() - startedAt)),
  }
}

/** Runs one Action of a trigger, keeps its cache and its output. */
export async function runAction(
  tenant: Tenant,
  triggerId: string,
  action: BoundAction,
  task: Omit<ActionTask, 'cache'>,
  budget: TriggerBudget,
): Promise<ActionResult> {
  const { sandbox, caches } = runtimeOf(tenant)
  const cache = caches.get(triggerId) ?? {}
  const event = { ...task.event, secrets: action.secrets }
  const result = await sandbox.run(action, { ...task, event, cache }, budget.remainingMs())
  if (result.error === undefined) caches.set(triggerId, result.cache)
  logExecution(tenant, triggerId, action, result)
  return result
}

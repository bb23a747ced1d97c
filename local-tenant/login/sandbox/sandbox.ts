import type { Json, JsonObject } from '../../state.ts'
import { type ActionInstances, createActionInstances } from './action-instances.ts'

/** The version of an Action that is to run. */
export interface ActionCode {
  actionId: string
  name: string
  versionId: string
  code: string
}

export type ActionHandler =
  | 'onExecutePreUserRegistration'
  | 'onExecutePostLogin'
  | 'onContinuePostLogin'
  | 'onExecuteCustomTokenExchange'

/** One execution: the event it gets, and what its `api` can answer by itself. */
export interface ActionTask {
  handler: ActionHandler
  event: JsonObject
  cache: JsonObject
  redirect: { allowed: boolean; issuerHost: string; state: string | null }
}

/** A call of the `api` object that has an effect, as the Action made it. */
export interface ApiCall {
  method: string
  args: Json[]
}

export interface ActionResult {
  /** Empty when the Action failed: nothing it asked for is done then. */
  calls: ApiCall[]
  /** `event.transaction.metadata` after the execution. */
  metadata: JsonObject
  cache: JsonObject
  /** What it printed. */
  output: string
  /** Message of the exception, or what the platform says of a timeout. */
  error?: string
}

/** Runs Actions, each deployed version in workers of its own. */
export interface Sandbox {
  run(action: ActionCode, task: ActionTask, timeoutMs: number): Promise<ActionResult>
  close(): Promise<void>
}

/** Isolation for fidelity, not a security boundary: Node's builtins are there for the Action, also fs. */
export function createSandbox(): Sandbox {
  const deployed = new Map<string, ActionInstances>()

  function instancesOf(action: ActionCode): ActionInstances {
    const current = deployed.get(action.actionId)
    if (current?.fits(action)) return current
    void current?.close()
    const next = createActionInstances(action)
    deployed.set(action.actionId, next)
    return next
  }

  return {
    run: (action, task, timeoutMs) => instancesOf(action).run(task, timeoutMs),
    async close() {
      await Promise.all([...deployed.values()].map(instances => instances.close()))
      deployed.clear()
    },
  }
}

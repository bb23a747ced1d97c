import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { runAction, startBudget } from './action-runtime.ts'
import type { Arrival } from './arrival.ts'
import { boundActions } from './bound-actions.ts'
import { objectOf } from './json.ts'
import {
  type NextStep,
  noChanges,
  type PostLoginChanges,
  recordCalls,
  writeMetadata,
} from './post-login-changes.ts'
import { buildPostLoginEvent, type Login } from './post-login-event.ts'
import type { ActionHandler, ActionTask } from './sandbox/sandbox.ts'

const trigger = 'post-login'

/** A run of the Post-Login Actions that waits for the browser to come back. */
export interface SuspendedRun {
  login: Login
  changes: PostLoginChanges
  metadata: JsonObject
  /** Action to go on with: the same one after a redirect, the next one after a challenge. */
  position: number
  handler: ActionHandler
  /** A challenge was passed in this transaction: another one is ignored (api.authentication.challengeWith). */
  challenged: boolean
  /** `?state=` that the browser must bring back. */
  resumeState: string
}

export type PostLoginOutcome =
  | { outcome: 'completed'; changes: PostLoginChanges }
  /** Denied by an Action, or failed in one: Auth0 shows both to the application alike. */
  | { outcome: 'denied'; reason: string }
  | { outcome: 'redirect'; url: string; run: SuspendedRun }
  | { outcome: 'challenge'; run: SuspendedRun }

/** Runs the Post-Login Actions of a login from the first one on. `resumeState` names the run while it waits. */
export async function runPostLogin(
  tenant: Tenant,
  login: Login,
  arrival: Arrival,
  resumeState: string,
): Promise<PostLoginOutcome> {
  const run: SuspendedRun = {
    login,
    changes: noChanges(),
    metadata: {},
    position: 0,
    challenged: false,
    resumeState,
    handler: 'onExecutePostLogin',
  }
  return await resumePostLogin(tenant, run, arrival)
}

/** Goes on with a suspended run; the request that resumes it replaces `event.request`, and the time starts anew. */
export async function resumePostLogin(
  tenant: Tenant,
  run: SuspendedRun,
  arrival: Arrival,
): Promise<PostLoginOutcome> {
  const user = tenant.findUser(run.login.userId)
  if (!user) return { outcome: 'denied', reason: 'The user does not exist' }
  // Read once: what an Action changes through the Management API is not in the event of the Actions after it.
  const event = buildPostLoginEvent(tenant, run.login, user, arrival)
  const budget = startBudget(tenant)
  for (const [offset, action] of boundActions(tenant, trigger).slice(run.position).entries()) {
    const handler = offset === 0 ? run.handler : 'onExecutePostLogin'
    const task = taskOf(run, handler, event)
    const result = await runAction(tenant, trigger, action, task, budget)
    if (result.error !== undefined) return { outcome: 'denied', reason: result.error }
    run.metadata = result.metadata
    const end = endOf(tenant, run, recordCalls(run.changes, result.calls), run.position + offset)
    if (end) return end
  }
  writeMetadata(tenant, run.login.userId, run.changes, false)
  return { outcome: 'completed', changes: run.changes }
}

function taskOf(run: SuspendedRun, handler: ActionHandler, event: JsonObject): Omit<ActionTask, 'cache'> {
  const { login, metadata, resumeState } = run
  return {
    handler,
    event: { ...event, transaction: { ...objectOf(event.transaction), metadata } },
    redirect: { allowed: canRedirect(login), issuerHost: new URL(login.domain).host, state: resumeState },
  }
}

/** `api.redirect.canRedirect()`: not in grants without a browser, not with `prompt=none`. */
function canRedirect(login: Login): boolean {
  return login.browser !== undefined && !login.browser.request.prompt.includes('none')
}

function endOf(
  tenant: Tenant,
  run: SuspendedRun,
  next: NextStep,
  position: number,
): PostLoginOutcome | undefined {
  switch (next.step) {
    case 'go-on':
      return undefined
    case 'deny':
      // "This will NOT cancel other user-related side-effects (such as metadata changes)": api.access.deny.
      writeMetadata(tenant, run.login.userId, run.changes, true)
      return { outcome: 'denied', reason: next.reason }
    case 'redirect': {
      const url = new URL(next.url)
      for (const [name, value] of Object.entries(next.query)) url.searchParams.set(name, value)
      url.searchParams.set('state', run.resumeState)
      return { outcome: 'redirect', url: url.href, run: { ...run, position, handler: 'onContinuePostLogin' } }
    }
    case 'challenge':
      if (run.challenged) return undefined
      return { outcome: 'challenge', run: { ...run, position: position + 1, handler: 'onExecutePostLogin' } }
  }
}

import type { PostLoginEvent } from '../../actions/event-types.ts'
import { loginEvent, loginUser } from '../../scripts/bench/action-events.ts'
import { type ActionFixture, useActions } from './action-fixture.ts'
import type { ActionJob, ActionRun } from './run-action.ts'

/** Changes to the event of a login; values that Auth0 would not send are welcome. */
export type LoginChanges = { [Key in keyof PostLoginEvent]?: unknown }

export interface LoginFixture extends ActionFixture {
  logIn(changes?: LoginChanges, job?: Partial<ActionJob>): Promise<ActionRun>
  /** Back from the page that explained a refusal. */
  comeBack(changes?: LoginChanges): Promise<ActionRun>
}

/** The built Post-Login Action between a stub of the service and events of ours. */
export function useLogins(gate?: object): LoginFixture {
  const fixture = useActions(gate)
  const run = (handler: ActionJob['handler'], changes: LoginChanges, job: Partial<ActionJob>) => {
    const event = loginEvent({ secrets: fixture.secrets, ...changes } as Partial<PostLoginEvent>)
    return fixture.actions.run({ handler, event, ...job })
  }
  return Object.assign(fixture, {
    logIn: (changes: LoginChanges = {}, job: Partial<ActionJob> = {}) =>
      run('onExecutePostLogin', changes, job),
    comeBack: (changes: LoginChanges = {}) => run('onContinuePostLogin', changes, {}),
  })
}

/** All that was asked of one method of `api`. */
export function callsOf(run: ActionRun, method: string): unknown[][] {
  return run.calls.filter(call => call.method === method).map(call => call.args)
}

/** The last value of each claim of the ID token. */
export function claimsOf(run: ActionRun): Record<string, unknown> {
  return Object.fromEntries(callsOf(run, 'idToken.setCustomClaim') as [string, unknown][])
}

export const rolesClaim = 'https://app.example/roles'
export const admitted = loginUser({ app_metadata: { guestlist: { admitted: true }, plan: 'gold' } })
export const fromBefore = loginUser({ created_at: '2025-12-31T23:59:59.999Z' })

/** What the service answers: a grant, a refusal. */
export const grant = {
  invitation: 'inv_1',
  roles: ['Editor', 'Viewer'],
  app_metadata: { plan: 'silver', order: 42 },
  user_metadata: { theme: 'dark' },
}
export const refusal = { outcome: 'refused', code: 'address_mismatch', refusal: 'ticket-1' }

/** `/authorize` was called with this `ext-invite`. */
export function withHandoff(handoff: string) {
  return { request: { query: { 'ext-invite': handoff }, hostname: 'login.acme.example' } }
}

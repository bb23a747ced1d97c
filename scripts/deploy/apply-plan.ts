import { DeployError } from './deploy-error.ts'
import { type JsonObject, toObject } from './json.ts'
import type { Change, ChangeOf } from './plan/change.ts'
import { readBindingsOf, readPartialsOf } from './read-tenant.ts'
import type { TenantApi } from './tenant-api.ts'
import { TenantError } from './tenant-error.ts'
import type { TenantFiles } from './tenant-files.ts'
import { openSignUp } from './write-sign-up.ts'

/** Where a deployment writes, with what it already knows. */
export interface ApplyDeps {
  api: TenantApi
  files: TenantFiles
  /** Client ids of our applications by name, those that are made on the way included. */
  clientIds: Map<string, string>
  /** Told about each change that is done, or that the tenant's plan does not have. */
  onDone: (change: Change, skipped?: string) => void
}

const MOST_BUILD_POLLS = 90

/**
 * Writes the changes in their order. Whatever fails ends it: what was written stays and is harmless, because nothing is
 * opened before the gate is seen to be bound; the next run goes on from there. Throws DeployError.
 */
export async function applyPlan(changes: readonly Change[], deps: ApplyDeps): Promise<void> {
  for (const [index, change] of changes.entries()) {
    try {
      await applyChange(change, deps)
    } catch (error) {
      if (!(error instanceof TenantError || error instanceof DeployError)) throw error
      if (isDispensable(change, error)) {
        deps.onDone(change, error.message)
        continue
      }
      throw new DeployError(describeStop(change, changes.slice(0, index), error), { cause: error })
    }
    deps.onDone(change)
  }
}

/** Without fields on forms the state of Guestlist's own log-in carries the handoff. */
function isDispensable({ kind }: Change, error: Error): boolean {
  const isPage = kind === 'page_template' || kind === 'partials'
  return isPage && error instanceof TenantError && error.code === 'not_in_plan'
}

function describeStop(change: Change, done: readonly Change[], error: Error): string {
  const before =
    done.length > 0
      ? `Done before: ${done.map(({ title }) => title).join(', ')}.`
      : 'Nothing was changed before.'
  const opened =
    change.kind === 'sign_up'
      ? 'The gate is bound; whether this sign-up is open by now, the next run will see.'
      : 'No sign-up has been opened.'
  return (
    `Stopped at ${change.title}: ${error.message}\n${before}\n` +
    `${opened} Once the reason is gone, run the same command again: it goes on from there.`
  )
}

async function applyChange(change: Change, deps: ApplyDeps): Promise<void> {
  const { api } = deps
  switch (change.kind) {
    case 'api':
      return void (await save(
        api,
        '/resource-servers',
        change.id && encodeURIComponent(change.id),
        change.body,
      ))
    case 'application':
      return await saveApplication(change, deps)
    case 'grant':
      return await saveGrant(change, deps)
    case 'action':
      return await saveAction(change, deps)
    case 'bindings':
      return await bind(change, api)
    case 'role':
      return await saveRole(change, api)
    case 'page_template':
      return void (await api.call('PUT', '/branding/templates/universal-login', {
        template: change.template,
      }))
    case 'partials':
      return await savePartials(change, api)
    case 'connection':
      return await enableApplications(change, deps)
    case 'sign_up':
      return await openSignUp(change, deps)
  }
}

async function save(api: TenantApi, path: string, id: string | null, body: JsonObject): Promise<JsonObject> {
  const answer = id === null ? api.call('POST', path, body) : api.call('PATCH', `${path}/${id}`, body)
  return toObject(await answer)
}

async function saveApplication({ id, name, body }: ChangeOf<'application'>, deps: ApplyDeps): Promise<void> {
  const { client_id } = await save(deps.api, '/clients', id, body)
  deps.clientIds.set(name, String(client_id))
}

async function saveGrant({ id, application, body }: ChangeOf<'grant'>, deps: ApplyDeps): Promise<void> {
  const client_id = clientIdOf(application, deps)
  await save(deps.api, '/client-grants', id, id === null ? { client_id, ...body } : body)
}

async function saveAction({ id, body }: ChangeOf<'action'>, { api }: ApplyDeps): Promise<void> {
  const { supported_triggers: _fixed, ...update } = body
  const saved = await save(api, '/actions/actions', id, id === null ? body : update)
  const actionId = String(saved.id)
  for (let poll = 0; ; poll++) {
    const { status } = toObject(await api.call('GET', `/actions/actions/${actionId}`))
    if (status === 'built') break
    if (status === 'failed' || poll >= MOST_BUILD_POLLS)
      throw new DeployError(`the tenant has not built it (${String(status)}); what runs is as before`)
    await api.wait(1_000)
  }
  await api.call('POST', `/actions/actions/${actionId}/deploy`)
}

async function bind({ trigger, order, seen }: ChangeOf<'bindings'>, api: TenantApi): Promise<void> {
  const now = await readBindingsOf(api, trigger)
  // A PATCH replaces all of them: what somebody has bound meanwhile would be gone.
  if (JSON.stringify(now) !== JSON.stringify(seen)) throw changedMeanwhile()
  await api.call('PATCH', `/actions/triggers/${trigger}/bindings`, {
    bindings: order.map(({ action_id, action_name, display_name }) => ({
      ref:
        action_id === undefined
          ? { type: 'action_name', value: action_name }
          : { type: 'action_id', value: action_id },
      display_name,
    })),
  })
}

async function saveRole(change: ChangeOf<'role'>, api: TenantApi): Promise<void> {
  const { name, description, permissions } = change
  const id = change.id ?? String((await save(api, '/roles', null, { name, description })).id)
  if (permissions.length > 0) await api.call('POST', `/roles/${id}/permissions`, { permissions })
}

async function savePartials({ prompt, screens, seen }: ChangeOf<'partials'>, api: TenantApi): Promise<void> {
  const now = await readPartialsOf(api, prompt)
  if (JSON.stringify(now) !== JSON.stringify(seen)) throw changedMeanwhile()
  await api.call('PUT', `/prompts/${prompt}/partials`, screens)
}

async function enableApplications(change: ChangeOf<'connection'>, deps: ApplyDeps): Promise<void> {
  // Only these are named: all others stay as they are.
  const body = change.applications.map(name => ({ client_id: clientIdOf(name, deps), status: true }))
  await deps.api.call('PATCH', `/connections/${change.id}/clients`, body)
}

function clientIdOf(name: string, { clientIds }: ApplyDeps): string {
  const id = clientIds.get(name)
  if (id === undefined) throw new DeployError(`the application "${name}" is not there`)
  return id
}

export function changedMeanwhile(): DeployError {
  return new DeployError('somebody has changed it since it was read; nothing was written there')
}

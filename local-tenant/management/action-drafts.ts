import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Action, Secret } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { invalidBody, ManagementError } from './management-error.ts'

/** https://auth0.com/docs/customize/actions/limitations and the entity limit policy. */
const mostCodeBytes = 100_000
const mostActions = 100

const trigger = z.looseObject({ id: z.string(), version: z.string().default('v1') })
const dependency = z.looseObject({ name: z.string(), version: z.string().default('latest') })
const secret = z.looseObject({ name: z.string().min(1).max(128), value: z.string().max(4096).optional() })
const content = {
  code: z.string().optional(),
  runtime: z.enum(['node12', 'node16', 'node18', 'node18-actions', 'node22']).optional(),
  dependencies: z.array(dependency).max(10).optional(),
  secrets: z.array(secret).max(30).optional(),
  modules: z.array(z.json()).max(3).optional(),
  deploy: z.boolean().optional(),
}
export const actionCreation = z.strictObject({
  name: z.string().min(1),
  supported_triggers: z.array(trigger).length(1),
  ...content,
})
export const actionUpdate = z.strictObject({
  name: z.string().min(1).optional(),
  supported_triggers: z.array(trigger).length(1).optional(),
  ...content,
})

/** A new draft. Throws 400 for too much code or too many actions, 409 for a name that is taken. */
export function createAction(tenant: Tenant, body: z.output<typeof actionCreation>): Action {
  if (tenant.state.actions.some(action => action.name === body.name)) {
    throw new ManagementError(409, 'action_conflict', `An action with the name '${body.name}' already exists`)
  }
  if (tenant.state.actions.length >= mostActions) {
    throw new ManagementError(400, 'too_many_actions', `A tenant can have ${mostActions} actions.`)
  }
  const now = tenant.now().toISOString()
  const { name, supported_triggers, ...content } = body
  const action: Action = {
    id: randomUUID(),
    name,
    code: 'module.exports = () => {}',
    runtime: 'node22',
    status: 'pending',
    supported_triggers: [],
    dependencies: [],
    secrets: [],
    created_at: now,
    updated_at: now,
  }
  return updateAction(tenant, action, { supported_triggers, ...content })
}

/** Changes the draft; what is deployed stays as it is. Throws 400 for too much code. */
export function updateAction(tenant: Tenant, action: Action, body: z.output<typeof actionUpdate>): Action {
  if (Buffer.byteLength(body.code ?? '') > mostCodeBytes) {
    throw invalidBody(`'The code of an action can have ${mostCodeBytes / 1000} kB' on property code`)
  }
  const now = tenant.now().toISOString()
  action.name = body.name ?? action.name
  action.code = body.code ?? action.code
  action.runtime = body.runtime ?? action.runtime
  if (body.supported_triggers)
    action.supported_triggers = body.supported_triggers.map(({ id, version }) => ({ id, version }))
  if (body.dependencies)
    action.dependencies = body.dependencies.map(({ name, version }) => ({ name, version }))
  if (body.secrets)
    action.secrets = body.secrets.map(({ name, value }) => secretFrom(action, name, value, now))
  action.updated_at = now
  return action
}

/** The list of secrets is replaced; one that comes without a value keeps the value it had. */
function secretFrom(action: Action, name: string, value: string | undefined, now: string): Secret {
  const kept = action.secrets.find(secret => secret.name === name)
  if (value === undefined && kept) return kept
  return { name, value: value ?? '', updated_at: now }
}

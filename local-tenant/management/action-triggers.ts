import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Action, Binding, JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { showBoundAction } from './action-versions.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { readNumber } from './paging.ts'
import { readBody } from './request-body.ts'

/** The newest version of each trigger (https://auth0.com/docs/customize/actions/explore-triggers). */
const triggers: Record<string, string> = {
  'post-login': 'v3',
  'credentials-exchange': 'v2',
  'pre-user-registration': 'v2',
  'post-user-registration': 'v2',
  'post-change-password': 'v2',
  'send-phone-message': 'v2',
  'custom-token-exchange': 'v1',
  'password-reset-post-challenge': 'v1',
  'password-hash-migration': 'v1',
  'custom-email-provider': 'v1',
  'custom-phone-provider': 'v1',
  'event-stream': 'v1',
}
const mostBindings = 20

const bindingList = z.strictObject({
  bindings: z.array(
    z.looseObject({
      ref: z.looseObject({ type: z.enum(['action_id', 'action_name', 'binding_id']), value: z.string() }),
      display_name: z.string().optional(),
    }),
  ),
})

/** `/actions/triggers` and their bindings: a PATCH replaces all bindings of a trigger, their order is the flow's. */
export function createActionTriggerRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:actions'), c => c.json({ triggers: Object.entries(triggers).map(showTrigger) }))

  app.get('/:trigger/bindings', needs('read:actions'), c => {
    const bound = boundTo(tenant, c.req.param('trigger'))
    const page = readNumber(c, 'page', 0)
    const per_page = readNumber(c, 'per_page', 50)
    const bindings = bound.slice(page * per_page, (page + 1) * per_page)
    return c.json({ bindings, total: bound.length, page, per_page })
  })

  app.patch('/:trigger/bindings', needs('update:actions'), async c => {
    const trigger = c.req.param('trigger')
    const { bindings } = await readBody(c, bindingList)
    if (bindings.length > mostBindings)
      throw new ManagementError(400, 'too_many_bindings', `A trigger can have ${mostBindings} actions.`)
    const added = bindings.map(({ ref, display_name }): Binding => {
      const action = bindableAction(tenant, trigger, ref.type, ref.value)
      return {
        id: randomUUID(),
        trigger_id: trigger,
        action_id: action.id,
        display_name: display_name ?? action.name,
      }
    })
    tenant.state.bindings = [
      ...tenant.state.bindings.filter(binding => binding.trigger_id !== trigger),
      ...added,
    ]
    return c.json({ bindings: boundTo(tenant, trigger) })
  })

  return app
}

function boundTo(tenant: Tenant, trigger: string): JsonObject[] {
  if (!(trigger in triggers)) throw notFound('inexistent_trigger', `The trigger '${trigger}' does not exist.`)
  const now = tenant.now().toISOString()
  return tenant.state.bindings
    .filter(binding => binding.trigger_id === trigger)
    .map(({ id, trigger_id, display_name, action_id }) => {
      const action = tenant.state.actions.find(candidate => candidate.id === action_id)
      const shown = action ? { action: showBoundAction(action) } : {}
      return { id, trigger_id, display_name, created_at: now, updated_at: now, ...shown }
    })
}

/** "Before an Action can be bound to a flow, the Action must be deployed" (manage-versions). */
function bindableAction(tenant: Tenant, trigger: string, type: string, value: string): Action {
  const bound = tenant.state.bindings.find(binding => binding.id === value)
  const action = tenant.state.actions.find(candidate => {
    if (type === 'action_name') return candidate.name === value
    return candidate.id === (type === 'binding_id' ? bound?.action_id : value)
  })
  if (!action) throw notFound('inexistent_action', `The action '${value}' does not exist.`)
  if (!action.deployed_version)
    throw new ManagementError(
      400,
      'not_deployed',
      `The action '${action.name}' must be deployed before it can be bound.`,
    )
  if (!action.supported_triggers.some(({ id }) => id === trigger)) {
    throw new ManagementError(
      400,
      'unsupported_trigger',
      `The action '${action.name}' does not support '${trigger}'.`,
    )
  }
  return action
}

function showTrigger([id, version]: [string, string]): JsonObject {
  return {
    id,
    version,
    status: 'CURRENT',
    runtimes: ['node18', 'node22'],
    default_runtime: 'node22',
    binding_policy: 'trigger-bound',
    compatible_triggers: [],
  }
}

import { Hono } from 'hono'
import type { Action } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ManagementEnv, needs } from '../bearer.ts'
import { ManagementError, notFound } from '../management-error.ts'
import { readNumber } from '../paging.ts'
import { readBody } from '../request-body.ts'
import { actionCreation, actionUpdate, createAction, updateAction } from './action-drafts.ts'
import { deployAction, showAction } from './action-versions.ts'

/** `/actions/actions` and `/actions/modules` (none). */
export function createActionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/actions', needs('read:actions'), c => {
    const { triggerId, actionName } = c.req.query()
    const found = tenant.state.actions.filter(
      action =>
        (!actionName || action.name === actionName) &&
        (!triggerId || action.supported_triggers.some(trigger => trigger.id === triggerId)),
    )
    const page = readNumber(c, 'page', 0)
    const per_page = readNumber(c, 'per_page', 50)
    const actions = found
      .slice(page * per_page, (page + 1) * per_page)
      .map(action => showAction(tenant, action))
    return c.json({ actions, total: found.length, page, per_page })
  })

  app.post('/actions', needs('create:actions'), async c => {
    const action = createAction(tenant, await readBody(c, actionCreation))
    tenant.state.actions.push(action)
    return c.json(showAction(tenant, action), 201)
  })

  app.get('/actions/:id', needs('read:actions'), c =>
    c.json(showAction(tenant, existingAction(tenant, c.req.param('id')))),
  )

  app.patch('/actions/:id', needs('update:actions'), async c => {
    const patch = await readBody(c, actionUpdate)
    return c.json(showAction(tenant, updateAction(tenant, existingAction(tenant, c.req.param('id')), patch)))
  })

  app.delete('/actions/:id', needs('delete:actions'), c => {
    const { id } = existingAction(tenant, c.req.param('id'))
    const isBound = tenant.state.bindings.some(binding => binding.action_id === id)
    if (isBound && c.req.query('force') !== 'true') {
      throw new ManagementError(
        400,
        'action_bound',
        'The action is bound to a trigger and cannot be deleted.',
      )
    }
    tenant.state.actions = tenant.state.actions.filter(action => action.id !== id)
    tenant.state.bindings = tenant.state.bindings.filter(binding => binding.action_id !== id)
    return c.body(null, 204)
  })

  app.post('/actions/:id/deploy', needs('create:actions'), c =>
    c.json(deployAction(tenant, existingAction(tenant, c.req.param('id')))),
  )

  app.get('/modules', needs('read:actions'), c => c.json({ modules: [], total: 0, page: 0, per_page: 50 }))

  return app
}

function existingAction(tenant: Tenant, id: string): Action {
  const action = tenant.state.actions.find(candidate => candidate.id === id)
  if (!action) throw notFound('inexistent_action', 'That action does not exist.')
  return action
}

import { Hono } from 'hono'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { answerList } from './paging.ts'
import { addPermissions, readPermissions, removePermissions, showPermission } from './permissions.ts'
import { existingUser } from './users.ts'

/** `/users/{id}/permissions`: permissions assigned directly, not those that come with roles. */
export function createUserPermissionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/permissions', needs('read:users'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    const direct = tenant.state.user_permissions[user_id] ?? []
    return answerList(
      c,
      'permissions',
      direct.map(permission => ({ ...showPermission(tenant, permission), sources: [] })),
    )
  })

  app.post('/:id/permissions', needs('update:users'), async c => {
    const added = await readPermissions(c, tenant)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    tenant.state.user_permissions[user_id] = addPermissions(
      tenant.state.user_permissions[user_id] ?? [],
      added,
    )
    return c.body(null, 201)
  })

  app.delete('/:id/permissions', needs('update:users'), async c => {
    const removed = await readPermissions(c, tenant)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    tenant.state.user_permissions[user_id] = removePermissions(
      tenant.state.user_permissions[user_id] ?? [],
      removed,
    )
    return c.body(null, 204)
  })

  return app
}

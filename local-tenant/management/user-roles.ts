import { Hono } from 'hono'
import { z } from 'zod'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { notFound } from './management-error.ts'
import { answerList } from './paging.ts'
import { readBody } from './request-body.ts'
import { existingUser } from './users.ts'

const roleIds = z.strictObject({ roles: z.array(z.string().min(1)).min(1) })

/** `/users/{id}/roles`. Both scopes that a page lists are asked for: stricter than "any of", never laxer. */
export function createUserRoleRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/roles', needs('read:users'), needs('read:roles', 'read:role_members'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    const assigned = tenant.state.user_roles[user_id] ?? []
    const roles = tenant.state.roles.filter(role => assigned.includes(role.id))
    return answerList(
      c,
      'roles',
      roles.map(({ id, name, description = name }) => ({ id, name, description })),
    )
  })

  app.post('/:id/roles', needs('update:users'), needs('create:role_members'), async c => {
    const { roles } = await readBody(c, roleIds)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    assertRoles(tenant, roles)
    tenant.state.user_roles[user_id] = [...new Set([...(tenant.state.user_roles[user_id] ?? []), ...roles])]
    return c.body(null, 204)
  })

  app.delete('/:id/roles', needs('update:users'), needs('delete:role_members'), async c => {
    const { roles } = await readBody(c, roleIds)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    tenant.state.user_roles[user_id] = (tenant.state.user_roles[user_id] ?? []).filter(
      id => !roles.includes(id),
    )
    return c.body(null, 204)
  })

  return app
}

/** 404 when one of the roles does not exist: nothing is assigned then. */
export function assertRoles(tenant: Tenant, roleIds: string[]): void {
  const isUnknown = roleIds.some(id => !tenant.state.roles.some(role => role.id === id))
  if (isUnknown) throw notFound('inexistent_role', "One or more of the specified roles don't exist.")
}

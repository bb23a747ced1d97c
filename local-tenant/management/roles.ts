import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject, Role, User } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { answerList } from './paging.ts'
import { addPermissions, readPermissions, removePermissions, showPermission } from './permissions.ts'
import { assertInPlan } from './plan-limits.ts'
import { readBody } from './request-body.ts'

const roleCreation = z.strictObject({ name: z.string().min(1), description: z.string().optional() })
const roleUpdate = z.strictObject({ name: z.string().min(1).optional(), description: z.string().optional() })

/** `/roles` with their permissions and users. */
export function createRoleRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:roles'), c => {
    const name = c.req.query('name_filter')?.toLowerCase() ?? ''
    const type = c.req.query('type')
    const named = tenant.state.roles.map(showRole).filter(role => role.name.toLowerCase().includes(name))
    return answerList(
      c,
      'roles',
      named.filter(role => type === undefined || role.type === type),
    )
  })

  app.post('/', needs('create:roles'), async c => {
    const { name, description } = await readBody(c, roleCreation)
    assertInPlan(tenant, 'roles', tenant.state.roles.length)
    assertFreeName(tenant, name)
    const role: Role = {
      id: `rol_${randomBytes(8).toString('hex')}`,
      name,
      description: description ?? name,
      type: 'tenant',
    }
    tenant.state.roles.push(role)
    // Reading a role without a description shows its name there; the answer to making it shows null.
    return c.json({ ...showRole(role), description: description ?? null })
  })

  app.get('/:id', needs('read:roles'), c => c.json(showRole(existingRole(tenant, c.req.param('id')))))

  app.patch('/:id', needs('update:roles'), async c => {
    const patch = await readBody(c, roleUpdate)
    const role = existingRole(tenant, c.req.param('id'))
    if (patch.name && patch.name !== role.name) assertFreeName(tenant, patch.name)
    Object.assign(role, patch)
    return c.json(showRole(role))
  })

  app.delete('/:id', needs('delete:roles'), c => {
    const id = c.req.param('id')
    tenant.state.roles = tenant.state.roles.filter(role => role.id !== id)
    delete tenant.state.role_permissions[id]
    for (const [userId, roles] of Object.entries(tenant.state.user_roles)) {
      tenant.state.user_roles[userId] = roles.filter(role => role !== id)
    }
    return c.body(null, 200)
  })

  app.get('/:id/users', needs('read:users'), needs('read:roles', 'read:role_members'), c => {
    const { id } = existingRole(tenant, c.req.param('id'))
    const holders = tenant.state.users.filter(user => tenant.state.user_roles[user.user_id]?.includes(id))
    return answerList(c, 'users', holders.map(showHolder))
  })

  app.route('/', createRolePermissionRoutes(tenant))
  return app
}

function createRolePermissionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/permissions', needs('read:roles'), c => {
    const { id } = existingRole(tenant, c.req.param('id'))
    const permissions = tenant.state.role_permissions[id] ?? []
    return answerList(
      c,
      'permissions',
      permissions.map(permission => showPermission(tenant, permission)),
    )
  })

  app.post('/:id/permissions', needs('update:roles'), async c => {
    const added = await readPermissions(c, tenant)
    const { id } = existingRole(tenant, c.req.param('id'))
    tenant.state.role_permissions[id] = addPermissions(tenant.state.role_permissions[id] ?? [], added)
    return c.body(null, 201)
  })

  app.delete('/:id/permissions', needs('update:roles'), async c => {
    const removed = await readPermissions(c, tenant)
    const { id } = existingRole(tenant, c.req.param('id'))
    tenant.state.role_permissions[id] = removePermissions(tenant.state.role_permissions[id] ?? [], removed)
    return c.body(null, 204)
  })

  return app
}

/** Organizations have roles of their own (`type: organization`, Early Access), which lists of all roles hold as well. */
function showRole({ id, name, description = name, type = 'tenant', ...rest }: Role): Role {
  return { id, name, description, type, ...rest }
}

/** Who holds a role is shown shortly. */
function showHolder({ user_id, email, name, picture }: User): JsonObject {
  return JSON.parse(JSON.stringify({ user_id, email, name, picture }))
}

function existingRole(tenant: Tenant, id: string): Role {
  const role = tenant.state.roles.find(candidate => candidate.id === id)
  if (!role) throw notFound('inexistent_role', 'The role does not exist.')
  return role
}

function assertFreeName(tenant: Tenant, name: string): void {
  if (tenant.state.roles.some(role => role.name === name)) {
    throw new ManagementError(409, 'role_conflict', 'The specified role name already exists.')
  }
}

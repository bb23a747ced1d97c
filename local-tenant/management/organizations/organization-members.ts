import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ManagementEnv, needs } from '../bearer.ts'
import { notFound } from '../management-error.ts'
import { answerCheckpoint, answerList, selectFields } from '../paging.ts'
import { readBody } from '../request-body.ts'
import { assertRoles } from '../users/user-roles.ts'
import { existingUser } from '../users/users.ts'
import { existingOrganization } from './organizations.ts'

const memberList = z.strictObject({ members: z.array(z.string().min(1)).min(1).max(10) })
const roleList = z.strictObject({ roles: z.array(z.string().min(1)).min(1).max(50) })

/** `/organizations/{id}/members` and the roles they have in that organization only. */
export function createOrganizationMemberRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/members', needs('read:organization_members'), c => {
    const ids = Object.keys(membersOf(tenant, c.req.param('id')))
    const users = tenant.state.users.filter(user => ids.includes(user.user_id))
    const members = users.map(({ user_id, email, name, picture }) =>
      selectFields(c, present({ user_id, email, name, picture })),
    )
    const isCheckpoint = c.req.query('take') !== undefined || c.req.query('from') !== undefined
    return isCheckpoint
      ? answerCheckpoint(c, 'members', members, 'until a page is empty')
      : answerList(c, 'members', members)
  })

  app.post('/:id/members', needs('create:organization_members'), async c => {
    const { members } = await readBody(c, memberList)
    const current = membersOf(tenant, c.req.param('id'))
    for (const userId of members) existingUser(tenant, userId)
    for (const userId of members) current[userId] ??= []
    return c.body(null, 204)
  })

  app.delete('/:id/members', needs('delete:organization_members'), async c => {
    const { members } = await readBody(c, memberList)
    const current = membersOf(tenant, c.req.param('id'))
    for (const userId of members) delete current[userId]
    return c.body(null, 204)
  })

  app.get('/:id/members/:user/roles', needs('read:organization_member_roles'), c => {
    const assigned = memberRoles(tenant, c.req.param('id'), c.req.param('user'))
    return answerList(
      c,
      'roles',
      tenant.state.roles
        .filter(role => assigned.includes(role.id))
        .map(({ id, name, description = name }) => ({ id, name, description })),
    )
  })

  app.post('/:id/members/:user/roles', needs('create:organization_member_roles'), async c => {
    const { roles } = await readBody(c, roleList)
    const { id, user } = c.req.param()
    const assigned = memberRoles(tenant, id, user)
    assertRoles(tenant, roles)
    membersOf(tenant, id)[user] = [...new Set([...assigned, ...roles])]
    return c.body(null, 204)
  })

  app.delete('/:id/members/:user/roles', needs('delete:organization_member_roles'), async c => {
    const { roles } = await readBody(c, roleList)
    const { id, user } = c.req.param()
    membersOf(tenant, id)[user] = memberRoles(tenant, id, user).filter(role => !roles.includes(role))
    return c.body(null, 204)
  })

  return app
}

/** user id -> role ids of an organization; 404 when there is no such organization. */
function membersOf(tenant: Tenant, organizationId: string): Record<string, string[]> {
  existingOrganization(tenant, organizationId)
  const members = tenant.state.organization_members[organizationId] ?? {}
  tenant.state.organization_members[organizationId] = members
  return members
}

function memberRoles(tenant: Tenant, organizationId: string, userId: string): string[] {
  const roles = membersOf(tenant, organizationId)[userId]
  if (!roles) throw notFound('inexistent_member', 'The user is not a member of the organization.')
  return roles
}

function present(values: Record<string, string | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

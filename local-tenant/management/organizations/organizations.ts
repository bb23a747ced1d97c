import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ManagementEnv, needs } from '../bearer.ts'
import { ManagementError, notFound } from '../management-error.ts'
import { answerList } from '../paging.ts'
import { assertInPlan } from '../plan-limits.ts'
import { readBody } from '../request-body.ts'

const connectionToEnable = z.looseObject({
  connection_id: z.string(),
  assign_membership_on_login: z.boolean().default(false),
  is_signup_enabled: z.boolean().default(false),
  show_as_button: z.boolean().default(true),
})
const organizationUpdate = z.strictObject({
  display_name: z.string().min(1).max(255).optional(),
  name: z
    .string()
    .regex(/^[a-z0-9_-]{1,50}$/)
    .optional(),
  branding: z.json().optional(),
  metadata: z.record(z.string(), z.string().nullable()).optional(),
})
const organizationCreation = z.strictObject({
  name: z.string().regex(/^[a-z0-9_-]{1,50}$/),
  display_name: z.string().min(1).max(255).optional(),
  branding: z.json().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  enabled_connections: z.array(connectionToEnable).optional(),
})

/** `/organizations`: list, get, by name, make, change, remove. What belongs to one is in organization-*.ts. */
export function createOrganizationRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:organizations', 'read:organizations_summary'), c =>
    answerList(c, 'organizations', tenant.state.organizations.map(showListed)),
  )

  app.post('/', needs('create:organizations'), async c => {
    const body = await readBody(c, organizationCreation)
    assertInPlan(tenant, 'organizations', tenant.state.organizations.length)
    if (tenant.state.organizations.some(organization => organization.name === body.name)) {
      throw new ManagementError(
        409,
        'organization_conflict',
        'An organization with this name already exists.',
      )
    }
    const organization: JsonObject = {
      id: `org_${randomBytes(8).toString('hex')}`,
      name: body.name,
      display_name: body.display_name ?? body.name,
      ...(body.metadata ? { metadata: body.metadata } : {}),
    }
    tenant.state.organizations.push(organization)
    tenant.state.organization_connections[String(organization.id)] = (body.enabled_connections ?? []).map(
      ({ connection_id, assign_membership_on_login, is_signup_enabled, show_as_button }) => {
        return { connection_id, assign_membership_on_login, is_signup_enabled, show_as_button }
      },
    )
    return c.json(organization, 201)
  })

  app.get('/name/:name', needs('read:organizations'), c => {
    const name = c.req.param('name')
    return c.json(existing(tenant.state.organizations.find(organization => organization.name === name)))
  })

  app.get('/:id', needs('read:organizations', 'read:organizations_summary'), c =>
    c.json(existingOrganization(tenant, c.req.param('id'))),
  )

  app.patch('/:id', needs('update:organizations'), async c => {
    const patch: JsonObject = JSON.parse(JSON.stringify(await readBody(c, organizationUpdate)))
    return c.json(Object.assign(existingOrganization(tenant, c.req.param('id')), patch))
  })

  app.delete('/:id', needs('delete:organizations'), c => {
    const id = c.req.param('id')
    tenant.state.organizations = tenant.state.organizations.filter(organization => organization.id !== id)
    delete tenant.state.organization_members[id]
    delete tenant.state.organization_connections[id]
    delete tenant.state.organization_clients[id]
    delete tenant.state.organization_client_grants[id]
    tenant.state.organization_invitations = tenant.state.organization_invitations.filter(
      invitation => invitation.organization_id !== id,
    )
    return c.body(null, 204)
  })

  return app
}

/** Lists of organizations tell two things more than single organizations do. */
export function showListed(organization: JsonObject): JsonObject {
  return { is_app_entitlement_active: false, third_party_client_access: 'deny', ...organization }
}

/** The organization of a request's path; 404 `inexistent_organization`. */
export function existingOrganization(tenant: Tenant, id: string): JsonObject {
  return existing(tenant.state.organizations.find(organization => organization.id === id))
}

function existing(organization: JsonObject | undefined): JsonObject {
  if (!organization) throw notFound('inexistent_organization', 'No organization found by that id or name.')
  return organization
}

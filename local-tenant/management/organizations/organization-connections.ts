import { Hono } from 'hono'
import { z } from 'zod'
import type { OrganizationConnection } from '../../state/organization-state.ts'
import type { JsonObject } from '../../state/state.ts'
import type { Tenant } from '../../tenant.ts'
import { type ManagementEnv, needs } from '../bearer.ts'
import { ManagementError, notFound } from '../management-error.ts'
import { answerList } from '../paging.ts'
import { readBody } from '../request-body.ts'
import { existingOrganization } from './organizations.ts'

const settings = {
  assign_membership_on_login: z.boolean().optional(),
  is_signup_enabled: z.boolean().optional(),
  show_as_button: z.boolean().optional(),
  is_enabled: z.boolean().optional(),
}
const creation = z.strictObject({ connection_id: z.string().min(1), ...settings })
const update = z.strictObject(settings)

/**
 * The connections of an organization by both of their names: `enabled_connections`, which SDKs call
 * (…/configure-organizations/enable-connections), and `connections`, which the deploy CLI and Terraform call.
 */
export function createOrganizationConnectionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  app.route('/', createRoutes(tenant, 'enabled_connections', show))
  app.route('/', createRoutes(tenant, 'connections', showWithAccess))
  return app
}

type Show = (tenant: Tenant, connection: OrganizationConnection) => JsonObject

function createRoutes(tenant: Tenant, name: string, shown: Show): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()
  const all = `/:id/${name}` as const
  const one = `/:id/${name}/:connection` as const

  app.get(all, needs('read:organization_connections'), c =>
    answerList(
      c,
      name,
      offered(tenant, c.req.param('id')).map(connection => shown(tenant, connection)),
    ),
  )

  app.post(all, needs('create:organization_connections'), async c => {
    const body = await readBody(c, creation)
    const list = offered(tenant, c.req.param('id'))
    return c.json(shown(tenant, enableConnection(tenant, list, body)), 201)
  })

  app.get(one, needs('read:organization_connections'), c =>
    c.json(shown(tenant, existing(tenant, c.req.param('id'), c.req.param('connection')))),
  )

  app.patch(one, needs('update:organization_connections'), async c => {
    const patch = await readBody(c, update)
    const connection = existing(tenant, c.req.param('id'), c.req.param('connection'))
    return c.json(shown(tenant, Object.assign(connection, JSON.parse(JSON.stringify(patch)))))
  })

  app.delete(one, needs('delete:organization_connections'), c => {
    const { id, connection } = c.req.param()
    const list = offered(tenant, id)
    tenant.state.organization_connections[id] = list.filter(
      ({ connection_id }) => connection_id !== connection,
    )
    return c.body(null, 204)
  })

  return app
}

function enableConnection(
  tenant: Tenant,
  list: OrganizationConnection[],
  body: z.output<typeof creation>,
): OrganizationConnection {
  const { connection_id } = body
  if (!tenant.state.connections.some(({ id }) => id === connection_id))
    throw new ManagementError(400, 'invalid_body', 'The specified connection does not exist.')
  if (list.some(other => other.connection_id === connection_id))
    throw new ManagementError(409, 'connection_conflict', 'The connection is already enabled.')
  if (body.is_signup_enabled && !body.assign_membership_on_login)
    throw new ManagementError(400, 'invalid_body', 'Organization Signup needs Membership On Authentication.')
  const connection: OrganizationConnection = {
    connection_id,
    assign_membership_on_login: body.assign_membership_on_login ?? false,
    is_signup_enabled: body.is_signup_enabled ?? false,
    show_as_button: body.show_as_button ?? true,
  }
  list.push(connection)
  return connection
}

function offered(tenant: Tenant, organizationId: string): OrganizationConnection[] {
  existingOrganization(tenant, organizationId)
  const list = tenant.state.organization_connections[organizationId] ?? []
  tenant.state.organization_connections[organizationId] = list
  return list
}

function existing(tenant: Tenant, organizationId: string, connectionId: string): OrganizationConnection {
  const connection = offered(tenant, organizationId).find(
    ({ connection_id }) => connection_id === connectionId,
  )
  if (!connection) throw notFound('inexistent_connection', 'The connection is not enabled.')
  return connection
}

function show(tenant: Tenant, connection: OrganizationConnection): JsonObject {
  const found = tenant.state.connections.find(({ id }) => id === connection.connection_id)
  return { ...connection, connection: { name: found?.name ?? '', strategy: found?.strategy ?? '' } }
}

function showWithAccess(tenant: Tenant, connection: OrganizationConnection): JsonObject {
  const { is_enabled = true, organization_access_level = 'none' } = connection
  return { ...show(tenant, connection), is_enabled, organization_access_level }
}

import { Hono } from 'hono'
import { z } from 'zod'
import type { OrganizationConnection } from '../organization-state.ts'
import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { existingOrganization } from './organizations.ts'
import { answerList } from './paging.ts'
import { readBody } from './request-body.ts'

const settings = {
  assign_membership_on_login: z.boolean().optional(),
  is_signup_enabled: z.boolean().optional(),
  show_as_button: z.boolean().optional(),
}
const creation = z.strictObject({ connection_id: z.string().min(1), ...settings })
const update = z.strictObject(settings)

/** `/organizations/{id}/enabled_connections` (…/configure-organizations/enable-connections). */
export function createOrganizationConnectionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/enabled_connections', needs('read:organization_connections'), c =>
    answerList(
      c,
      'enabled_connections',
      offered(tenant, c.req.param('id')).map(connection => show(tenant, connection)),
    ),
  )

  app.post('/:id/enabled_connections', needs('create:organization_connections'), async c => {
    const body = await readBody(c, creation)
    const list = offered(tenant, c.req.param('id'))
    const connection = enableConnection(tenant, list, body)
    return c.json(show(tenant, connection), 201)
  })

  app.patch('/:id/enabled_connections/:connection', needs('update:organization_connections'), async c => {
    const patch = await readBody(c, update)
    const connection = existing(tenant, c.req.param('id'), c.req.param('connection'))
    return c.json(show(tenant, Object.assign(connection, JSON.parse(JSON.stringify(patch)))))
  })

  app.delete('/:id/enabled_connections/:connection', needs('delete:organization_connections'), c => {
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

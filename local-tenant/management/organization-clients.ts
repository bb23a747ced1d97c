import { Hono } from 'hono'
import { z } from 'zod'
import type { OrganizationClient } from '../state/organization-state.ts'
import type { JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { existingOrganization } from './organizations/organizations.ts'
import { answerCheckpoint, answerList } from './paging.ts'
import { readBody } from './request-body.ts'

const clientList = z.strictObject({ clients: z.array(z.string().min(1)).min(1).max(50) })
const clientUpdate = z.strictObject({ use_for_member_access: z.boolean() })
const grantToAdd = z.strictObject({ grant_id: z.string().min(1) })

/** Applications of an organization, and the machine grants that it has: `/organizations/{id}/clients`, `/client-grants`. */
export function createOrganizationClientRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/clients', needs('read:organization_clients'), c =>
    answerCheckpoint(
      c,
      'clients',
      clientsOf(tenant, c.req.param('id')).map(entry => showClient(tenant, entry)),
    ),
  )

  app.post('/:id/clients', needs('create:organization_clients'), async c => {
    const { clients } = await readBody(c, clientList)
    const list = clientsOf(tenant, c.req.param('id'))
    for (const id of clients) assertClient(tenant, id)
    const added = clients
      .filter(id => !list.some(({ client_id }) => client_id === id))
      .map((client_id): OrganizationClient => ({ client_id, use_for_member_access: true }))
    list.push(...added)
    return c.json(
      added.map(entry => showClient(tenant, entry)),
      201,
    )
  })

  app.delete('/:id/clients', needs('delete:organization_clients'), async c => {
    const { clients } = await readBody(c, clientList)
    const id = c.req.param('id')
    const kept = clientsOf(tenant, id).filter(({ client_id }) => !clients.includes(client_id))
    tenant.state.organization_clients[id] = kept
    return c.body(null, 204)
  })

  app.get('/:id/clients/:client', needs('read:organization_clients'), c =>
    c.json(showClient(tenant, existing(tenant, c.req.param('id'), c.req.param('client')))),
  )

  app.patch('/:id/clients/:client', needs('update:organization_clients'), async c => {
    const patch = await readBody(c, clientUpdate)
    const entry = existing(tenant, c.req.param('id'), c.req.param('client'))
    return c.json(showClient(tenant, Object.assign(entry, patch)))
  })

  // Domains by which an organization is found: none here, and none can be made.
  app.get('/:id/discovery-domains', needs('read:organization_discovery_domains'), c => {
    existingOrganization(tenant, c.req.param('id'))
    return answerCheckpoint(c, 'domains', [])
  })

  app.route('/', createGrantRoutes(tenant))
  return app
}

function createGrantRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/client-grants', needs('read:organization_client_grants'), c => {
    const ids = grantsOf(tenant, c.req.param('id'))
    const grants = tenant.state.client_grants.filter(({ id }) => ids.includes(id))
    return answerList(c, 'client_grants', grants.map(showGrant))
  })

  app.post('/:id/client-grants', needs('create:organization_client_grants'), async c => {
    const { grant_id } = await readBody(c, grantToAdd)
    const ids = grantsOf(tenant, c.req.param('id'))
    const grant = tenant.state.client_grants.find(({ id }) => id === grant_id)
    if (!grant) throw notFound('inexistent_client_grant', 'The client grant does not exist.')
    const { id: _id, subject_type: _subject, ...shown } = showGrant(grant)
    if (shown.organization_usage === 'deny')
      throw new ManagementError(400, 'invalid_body', 'The client grant does not allow organizations.')
    if (!ids.includes(grant_id)) ids.push(grant_id)
    return c.json({ ...shown, grant_id }, 201)
  })

  app.delete('/:id/client-grants/:grant', needs('delete:organization_client_grants'), c => {
    const { id, grant } = c.req.param()
    tenant.state.organization_client_grants[id] = grantsOf(tenant, id).filter(other => other !== grant)
    return c.body(null, 204)
  })

  return app
}

function clientsOf(tenant: Tenant, organizationId: string): OrganizationClient[] {
  existingOrganization(tenant, organizationId)
  tenant.state.organization_clients[organizationId] ??= []
  return tenant.state.organization_clients[organizationId]
}

function grantsOf(tenant: Tenant, organizationId: string): string[] {
  existingOrganization(tenant, organizationId)
  tenant.state.organization_client_grants[organizationId] ??= []
  return tenant.state.organization_client_grants[organizationId]
}

function existing(tenant: Tenant, organizationId: string, clientId: string): OrganizationClient {
  const entry = clientsOf(tenant, organizationId).find(({ client_id }) => client_id === clientId)
  if (!entry) throw notFound('inexistent_client', 'The client is not one of the organization.')
  return entry
}

function assertClient({ state }: Tenant, clientId: string): void {
  if (!state.clients.some(({ client_id }) => client_id === clientId))
    throw notFound('inexistent_client', 'The client does not exist')
}

function showClient({ state }: Tenant, { client_id, use_for_member_access }: OrganizationClient): JsonObject {
  const client = state.clients.find(candidate => candidate.client_id === client_id)
  const { name = '', grant_types = [], is_first_party = true, organization_usage }: JsonObject = client ?? {}
  const usage = organization_usage === undefined ? {} : { organization_usage }
  return { client_id, use_for_member_access, client: { name, grant_types, is_first_party, ...usage } }
}

function showGrant(grant: JsonObject): JsonObject {
  const { id = '', client_id = '', audience = '', scope = [], subject_type = 'client' } = grant
  const { organization_usage = 'deny', allow_any_organization = false } = grant
  return { id, client_id, audience, scope, subject_type, organization_usage, allow_any_organization }
}

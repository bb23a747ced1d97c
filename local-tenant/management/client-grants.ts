import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { ClientGrant } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { answerList } from './paging.ts'
import { readBody } from './request-body.ts'

const optional = {
  scope: z.array(z.string()).optional(),
  organization_usage: z.string().nullish(),
  allow_any_organization: z.boolean().nullish(),
  subject_type: z.enum(['client', 'user']).optional(),
  allow_all_scopes: z.boolean().optional(),
}
const grantCreation = z.strictObject({ client_id: z.string(), audience: z.string(), ...optional })
const grantUpdate = z.strictObject(optional)

/** `/client-grants`: which machine client may ask for which scopes of which API. */
export function createClientGrantRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:client_grants'), c => {
    const { client_id, audience } = c.req.query()
    const found = tenant.state.client_grants.filter(
      grant => (!client_id || grant.client_id === client_id) && (!audience || grant.audience === audience),
    )
    return answerList(c, 'client_grants', found)
  })

  app.post('/', needs('create:client_grants'), async c => {
    const { client_id, audience, scope = [], ...rest } = await readBody(c, grantCreation)
    assertGrantable(tenant, client_id, audience)
    const id = `cgr_${randomBytes(8).toString('hex')}`
    const grant: ClientGrant = { id, client_id, audience, scope, subject_type: 'client' }
    Object.assign(grant, rest)
    tenant.state.client_grants.push(grant)
    return c.json(grant, 201)
  })

  app.get('/:id', needs('read:client_grants'), c => {
    const grant = tenant.state.client_grants.find(({ id }) => id === c.req.param('id'))
    if (!grant) throw notFound('inexistent_client_grant', 'The client grant does not exist.')
    return c.json(grant)
  })

  app.patch('/:id', needs('update:client_grants'), async c => {
    const patch = await readBody(c, grantUpdate)
    const grant = tenant.state.client_grants.find(candidate => candidate.id === c.req.param('id'))
    if (!grant) throw notFound('inexistent_client_grant', 'The client grant does not exist.')
    return c.json(Object.assign(grant, patch))
  })

  app.delete('/:id', needs('delete:client_grants'), c => {
    const id = c.req.param('id')
    tenant.state.client_grants = tenant.state.client_grants.filter(grant => grant.id !== id)
    return c.body(null, 204)
  })

  return app
}

function assertGrantable(tenant: Tenant, clientId: string, audience: string): void {
  const { clients, resource_servers, client_grants } = tenant.state
  if (!clients.some(client => client.client_id === clientId))
    throw notFound('inexistent_client', 'The client does not exist')
  if (!resource_servers.some(server => server.identifier === audience)) {
    throw notFound(
      'inexistent_resource_server',
      `The resource server with identifier ${audience} does not exist.`,
    )
  }
  if (client_grants.some(grant => grant.client_id === clientId && grant.audience === audience)) {
    throw new ManagementError(
      409,
      'client_grant_conflict',
      'A client grant for this client and audience already exists.',
    )
  }
}

import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { JsonObject, ResourceServer } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, ManagementError, notFound } from './management-error.ts'
import { answerList } from './paging.ts'
import { assertInPlan } from './plan-limits.ts'
import { readObject } from './request-body.ts'

/** `/resource-servers`: the APIs of the tenant. The Management API itself cannot be changed (`is_system`). */
export function createResourceServerRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:resource_servers'), c =>
    answerList(c, 'resource_servers', tenant.state.resource_servers),
  )

  app.post('/', needs('create:resource_servers'), async c => {
    const server = createResourceServer(tenant, await readObject(c))
    tenant.state.resource_servers.push(server)
    return c.json(server, 201)
  })

  app.get('/:id', needs('read:resource_servers'), c => c.json(existingServer(tenant, c.req.param('id'))))

  app.patch('/:id', needs('update:resource_servers'), async c => {
    const patch = await readObject(c)
    const server = changeableServer(tenant, c.req.param('id'))
    if ('identifier' in patch) throw invalidBody("'Additional properties not allowed: identifier'.")
    return c.json(Object.assign(server, patch))
  })

  app.delete('/:id', needs('delete:resource_servers'), c => {
    const server = changeableServer(tenant, c.req.param('id'))
    tenant.state.resource_servers = tenant.state.resource_servers.filter(({ id }) => id !== server.id)
    return c.body(null, 204)
  })

  return app
}

function createResourceServer(tenant: Tenant, body: JsonObject): ResourceServer {
  const { identifier, name } = body
  if (typeof identifier !== 'string' || !identifier)
    throw invalidBody("'Missing required property: identifier'.")
  if (tenant.state.resource_servers.some(server => server.identifier === identifier)) {
    throw new ManagementError(
      409,
      'resource_server_conflict',
      'A resource server with the same identifier already exists.',
    )
  }
  assertInPlan(
    tenant,
    'resource_servers',
    tenant.state.resource_servers.filter(({ is_system }) => !is_system).length,
  )
  return {
    scopes: [],
    signing_alg: 'RS256',
    allow_offline_access: false,
    token_lifetime: 86_400,
    token_lifetime_for_web: 7200,
    subject_type_authorization: { user: { policy: 'allow_all' }, client: { policy: 'require_client_grant' } },
    enforce_policies: false,
    ...body,
    is_system: false,
    id: randomBytes(12).toString('hex'),
    identifier,
    name: typeof name === 'string' ? name : identifier,
  }
}

/** Auth0 finds a resource server by id or by identifier. */
function existingServer(tenant: Tenant, id: string): ResourceServer {
  const server = tenant.state.resource_servers.find(
    candidate => candidate.id === id || candidate.identifier === id,
  )
  if (!server) throw notFound('inexistent_resource_server', 'The resource server does not exist.')
  return server
}

function changeableServer(tenant: Tenant, id: string): ResourceServer {
  const server = existingServer(tenant, id)
  if (server.is_system === true)
    throw new ManagementError(400, 'system_api', 'System APIs cannot be changed.')
  return server
}

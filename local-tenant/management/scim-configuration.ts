import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Connection, JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { readBody, readObject } from './request-body.ts'

const supported = ['samlp', 'oidc', 'okta', 'waad']
const userScopes = ['get', 'post', 'put', 'patch', 'delete'].map(verb => `${verb}:users`)
const tokenCreation = z.strictObject({
  scopes: z.array(z.string()).optional(),
  token_lifetime: z.int().min(900).nullish(),
})

/** `/connections/{id}/scim-configuration` and its tokens (…/manage-an-inbound-scim-deployment-with-the-management-api). */
export function createScimConfigurationRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/scim-configuration', needs('read:scim_config'), c =>
    c.json(show(tenant, existing(tenant, c.req.param('id')))),
  )

  app.post('/:id/scim-configuration', needs('create:scim_config'), async c => {
    const body = c.req.header('content-length') === '0' ? {} : await readObject(c).catch(() => ({}))
    const connection = connectionOf(tenant, c.req.param('id'))
    if (!supported.includes(connection.strategy))
      throw new ManagementError(400, 'operation_not_supported', 'The connection does not support SCIM.')
    const now = tenant.now().toISOString()
    tenant.state.scim[connection.id] = {
      user_id_attribute: 'externalId',
      mapping: [
        { scim: 'userName', auth0: 'username' },
        { scim: 'emails[primary eq true].value', auth0: 'email' },
      ],
      ...body,
      created_at: now,
      updated_on: now,
      tokens: [],
    }
    return c.json(show(tenant, connection), 201)
  })

  app.delete('/:id/scim-configuration', needs('delete:scim_config'), c => {
    delete tenant.state.scim[existing(tenant, c.req.param('id')).id]
    return c.body(null, 204)
  })

  app.get('/:id/scim-configuration/tokens', needs('read:scim_token'), c => {
    const { id } = existing(tenant, c.req.param('id'))
    const tokens = tenant.state.scim[id]?.tokens ?? []
    return c.json(tokens.map(({ token: _token, ...shown }) => shown))
  })

  app.post('/:id/scim-configuration/tokens', needs('create:scim_token'), async c => {
    const { scopes = userScopes } = await readBody(c, tokenCreation)
    const { id } = existing(tenant, c.req.param('id'))
    const token = {
      token_id: `tok_${randomBytes(8).toString('hex')}`,
      token: randomBytes(24).toString('base64url'),
      scopes,
      created_at: tenant.now().toISOString(),
    }
    tenant.state.scim[id]?.tokens.push(token)
    return c.json({ ...token, valid_until: null }, 201)
  })

  app.delete('/:id/scim-configuration/tokens/:token', needs('delete:scim_token'), c => {
    const configuration = tenant.state.scim[existing(tenant, c.req.param('id')).id]
    if (configuration)
      configuration.tokens = configuration.tokens.filter(({ token_id }) => token_id !== c.req.param('token'))
    return c.body(null, 204)
  })

  return app
}

function connectionOf(tenant: Tenant, id: string): Connection {
  const connection = tenant.state.connections.find(candidate => candidate.id === id)
  if (!connection) throw notFound('inexistent_connection', 'The connection does not exist')
  return connection
}

function existing(tenant: Tenant, id: string): Connection {
  const connection = connectionOf(tenant, id)
  if (!tenant.state.scim[id]) throw notFound('inexistent_scim_configuration', 'Not Found')
  return connection
}

/** Without its tokens, which are shown once. */
function show(tenant: Tenant, { id, name, strategy }: Connection): JsonObject {
  const { tokens: _tokens, ...configuration } = tenant.state.scim[id] ?? { tokens: [] }
  return {
    ...configuration,
    connection_id: id,
    connection_name: name,
    strategy,
    tenant_name: tenant.state.tenant.name,
  }
}

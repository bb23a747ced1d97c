import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Client, Json, JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, notFound } from './management-error.ts'
import { answerList, selectFields } from './paging.ts'
import { assertInPlan } from './plan-limits.ts'
import { readObject } from './request-body.ts'

/** `/clients`: ids and secrets are generated; a secret is shown at creation and to tokens with `read:client_keys`. */
export function createClientRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:clients', 'read:client_keys'), c => {
    const isGlobal = c.req.query('is_global')
    const types = c.req.query('app_type')?.split(',')
    const found = tenant.state.clients.filter(
      client =>
        (isGlobal === undefined || String(client.global === true) === isGlobal) &&
        (types === undefined || types.includes(String(client.app_type))),
    )
    return answerList(
      c,
      'clients',
      found.map(client => showClient(client, c.var.scopes)),
    )
  })

  app.post('/', needs('create:clients'), async c => {
    const body = await readObject(c)
    const refused = ['client_id', 'client_secret', 'tenant', 'global'].filter(name => name in body)
    if (refused.length > 0) throw invalidBody(`'Additional properties not allowed: ${refused.join(', ')}'.`)
    assertInPlan(tenant, 'clients', tenant.state.clients.filter(({ global }) => global !== true).length)
    const client = createClient(tenant, body)
    tenant.state.clients.push(client)
    return c.json(client, 201)
  })

  app.get('/:id', needs('read:clients', 'read:client_keys'), c =>
    c.json(selectFields(c, showClient(existingClient(tenant, c.req.param('id')), c.var.scopes))),
  )

  app.patch('/:id', needs('update:clients', 'update:client_keys'), async c => {
    const patch = await readObject(c)
    if ('client_id' in patch) throw invalidBody("'Additional properties not allowed: client_id'.")
    const client = existingClient(tenant, c.req.param('id'))
    const metadata = 'client_metadata' in patch ? mergeMetadata(client, patch.client_metadata) : {}
    Object.assign(client, patch, metadata)
    return c.json(showClient(client, c.var.scopes))
  })

  app.delete('/:id', needs('delete:clients'), c => {
    removeClient(tenant, c.req.param('id'))
    return c.body(null, 204)
  })

  app.post('/:id/rotate-secret', needs('update:client_keys'), c => {
    const client = existingClient(tenant, c.req.param('id'))
    client.client_secret = randomBytes(48).toString('base64url')
    return c.json(client)
  })

  return app
}

const defaultRefreshToken = {
  rotation_type: 'non-rotating',
  expiration_type: 'non-expiring',
  leeway: 0,
  infinite_token_lifetime: true,
  infinite_idle_token_lifetime: true,
  token_lifetime: 31_557_600,
  idle_token_lifetime: 2_592_000,
}

function createClient(tenant: Tenant, body: JsonObject): Client {
  const { name, app_type } = body
  if (typeof name !== 'string' || !name) throw invalidBody("'Missing required property: name'.")
  const isPublic = app_type === 'spa' || app_type === 'native' || body.token_endpoint_auth_method === 'none'
  return {
    tenant: tenant.state.tenant.name,
    global: false,
    is_first_party: true,
    oidc_conformant: true,
    callbacks: [],
    sso_disabled: false,
    cross_origin_authentication: false,
    custom_login_page_on: true,
    is_token_endpoint_ip_header_trusted: false,
    signing_keys: [],
    // A confidential client without a method stays without one.
    ...(isPublic ? { token_endpoint_auth_method: 'none' } : {}),
    grant_types: defaultGrantTypes(app_type === 'non_interactive', isPublic),
    jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
    ...body,
    refresh_token: { ...defaultRefreshToken, ...toObject(body.refresh_token) },
    name,
    client_id: randomBytes(24).toString('base64url'),
    client_secret: randomBytes(48).toString('base64url'),
  }
}

/** https://auth0.com/docs/get-started/applications/application-grant-types#grant-type-mapping */
function defaultGrantTypes(isMachine: boolean, isPublic: boolean): string[] {
  if (isMachine) return ['client_credentials']
  const everybody = ['implicit', 'authorization_code', 'refresh_token']
  return isPublic ? everybody : [...everybody, 'client_credentials']
}

/** Keys of metadata are merged; one that is null ends. */
function mergeMetadata({ client_metadata }: Client, patch: Json | undefined): JsonObject {
  const merged = Object.entries({ ...toObject(client_metadata), ...toObject(patch) })
  return { client_metadata: Object.fromEntries(merged.filter(([, value]) => value !== null)) }
}

function toObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function showClient({ client_secret, ...client }: Client, scopes: ReadonlySet<string>): JsonObject {
  return scopes.has('read:client_keys') ? { ...client, client_secret } : client
}

function existingClient(tenant: Tenant, id: string): Client {
  const client = tenant.state.clients.find(candidate => candidate.client_id === id)
  if (!client) throw notFound('inexistent_client', 'The client does not exist')
  return client
}

function removeClient(tenant: Tenant, id: string): void {
  const { state } = tenant
  state.clients = state.clients.filter(client => client.client_id !== id)
  state.client_grants = state.client_grants.filter(grant => grant.client_id !== id)
  state.refresh_tokens = state.refresh_tokens.filter(token => token.client_id !== id)
  for (const [connection, clients] of Object.entries(state.connection_clients)) {
    state.connection_clients[connection] = clients.filter(client => client !== id)
  }
}

import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { originOf } from './domain.ts'
import type { Client, ResourceServer } from './state/state.ts'
import type { Tenant } from './tenant.ts'
import { isSecret, signToken } from './tokens.ts'

interface TokenRequest {
  grant_type?: string
  client_id?: string
  client_secret?: string
  audience?: string
  scope?: string
}

/** `POST /oauth/token` for machine clients; every other grant falls through to the logins' half. */
export function createTokenRoutes(tenant: Tenant): Hono {
  const app = new Hono()
  app.post('/oauth/token', async (c, next) => {
    const request = await readTokenRequest(c)
    if (request.grant_type !== 'client_credentials') return await next()
    return await exchangeClientCredentials(tenant, c, request)
  })
  return app
}

/** The fields of a token request, JSON or form; client id and secret also from a Basic header. */
async function readTokenRequest(c: Context): Promise<TokenRequest> {
  const isJson = c.req.header('content-type')?.includes('json') ?? false
  const body: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody()
  const entries = Object.entries(body ?? {}).filter(([, value]) => typeof value === 'string')
  const [scheme, encoded] = (c.req.header('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'basic' || !encoded) return Object.fromEntries(entries)
  const [client_id = '', ...secret] = Buffer.from(encoded, 'base64')
    .toString()
    .split(':')
    .map(decodeURIComponent)
  return { ...Object.fromEntries(entries), client_id, client_secret: secret.join(':') }
}

/** The client that a token request proves to be; undefined for an unknown one or a wrong secret. */
function findConfidentialClient(tenant: Tenant, request: TokenRequest): Client | undefined {
  const client = tenant.state.clients.find(candidate => candidate.client_id === request.client_id)
  const isPublic = client?.token_endpoint_auth_method === 'none'
  return client && !isPublic && isSecret(request.client_secret ?? '', client.client_secret)
    ? client
    : undefined
}

async function exchangeClientCredentials(
  tenant: Tenant,
  c: Context,
  request: TokenRequest,
): Promise<Response> {
  c.header('cache-control', 'no-store')
  const client = findConfidentialClient(tenant, request)
  if (!client) return c.json({ error: 'access_denied', error_description: 'Unauthorized' }, 401)
  if (!Array.isArray(client.grant_types) || !client.grant_types.includes('client_credentials')) {
    const error_description = "Grant type 'client_credentials' not allowed for the client."
    return c.json({ error: 'unauthorized_client', error_description }, 403)
  }
  const server = tenant.state.resource_servers.find(candidate => candidate.identifier === request.audience)
  if (!server) {
    const error_description = `Service not enabled within domain: ${request.audience ?? ''}`
    return c.json({ error: 'access_denied', error_description }, 403)
  }
  const grant = tenant.state.client_grants.find(
    candidate => candidate.client_id === client.client_id && candidate.audience === server.identifier,
  )
  if (!grant) {
    const error_description = `Client is not authorized to access "${server.identifier}". You need to create a "client-grant" associated to this API.`
    return c.json({ error: 'access_denied', error_description }, 403)
  }
  const asked = request.scope?.split(' ').filter(Boolean)
  const scopes = asked ? grant.scope.filter(scope => asked.includes(scope)) : grant.scope
  return c.json(await issueMachineToken(tenant, originOf(tenant, c.req.url), client, server, scopes))
}

async function issueMachineToken(
  tenant: Tenant,
  origin: string,
  client: Client,
  server: ResourceServer,
  scopes: string[],
) {
  const expires_in = typeof server.token_lifetime === 'number' ? server.token_lifetime : 86_400
  const scope = scopes.join(' ')
  const claims = {
    sub: `${client.client_id}@clients`,
    aud: server.identifier,
    azp: client.client_id,
    gty: 'client-credentials',
    jti: randomUUID(),
    ...(scope ? { scope } : {}),
    // https://auth0.com/docs/get-started/apis/api-settings#token-dialect
    ...(String(server.token_dialect).endsWith('_authz') ? { permissions: scopes } : {}),
  }
  tenant.log({
    type: 'seccft',
    description: 'Client Credentials for Access Token',
    client_id: client.client_id,
  })
  const access_token = await signToken(tenant, claims, `${origin}/`, expires_in)
  return { access_token, ...(scope ? { scope } : {}), expires_in, token_type: 'Bearer' }
}

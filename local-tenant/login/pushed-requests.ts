import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { bodyOf } from './arrival.ts'
import { parseAuthorizeRequest } from './authorize-request.ts'
import type { LoginContext } from './login-context.ts'
import { authenticateClient } from './tokens/client-authentication.ts'

const lifetimeSeconds = 30
const prefix = 'urn:ietf:params:oauth:request_uri:'

/** Parameters that a pushed request keeps, with those that begin with `ext-`; all others are dropped (…/authorization-code-flow-with-par). */
const kept = new Set(
  `acr_values audience client_id code_challenge code_challenge_method connection connection_scope display id_token_hint
  invitation login_hint max_age nonce organization prompt redirect_uri response_mode response_type scope screen_hint
  state ui_locales`.split(/\s+/),
)

/** `POST /oauth/par` (RFC 9126): takes an authorization request from the application's server and gives it a name. */
export function createPushedRequestRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.post('/oauth/par', async c => {
    const body = await bodyOf(c)
    c.header('Cache-Control', 'no-store')
    const client = authenticateClient(context.tenant, body, c.req.header('authorization'))
    if (!client) return c.json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401)
    if (body.request_uri !== undefined)
      return c.json({ error: 'invalid_request', error_description: 'request_uri is not allowed here' }, 400)
    const params = new URLSearchParams(
      Object.entries(body).filter(([name]) => kept.has(name) || name.startsWith('ext-')),
    )
    params.set('client_id', client.client_id)
    const parsed = parseAuthorizeRequest(context.tenant, params)
    if ('fault' in parsed) {
      const { error, description } = parsed.fault
      return c.json({ error, error_description: description }, 400)
    }
    const name = randomBytes(32).toString('base64url')
    context.pushedRequests.set(name, params.toString())
    return c.json({ request_uri: `${prefix}${name}`, expires_in: lifetimeSeconds }, 201)
  })
  return app
}

/** The parameters that a request to `/authorize` stands for; a string says what is wrong with it. */
export function resolveParameters(context: LoginContext, query: URLSearchParams): URLSearchParams | string {
  const name = query.get('request_uri')
  const clientId = query.get('client_id')
  const client = context.tenant.state.clients.find(candidate => candidate.client_id === clientId)
  if (name === null)
    return client?.require_pushed_authorization_requests === true
      ? 'Pushed Authorization Requests are required for this client'
      : query
  const pushed = context.pushedRequests.take(name.replace(prefix, ''))
  const params = new URLSearchParams(pushed)
  return pushed !== undefined && params.get('client_id') === clientId
    ? params
    : 'The request_uri is invalid, expired or already used'
}

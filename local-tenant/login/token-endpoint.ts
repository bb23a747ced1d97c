import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { originOf } from '../domain.ts'
import type { Client, JsonObject } from '../state.ts'
import { arrivalOf, bodyOf } from './arrival.ts'
import { authenticateClient } from './client-authentication.ts'
import { codeGrant } from './code-grant.ts'
import { deviceGrantType } from './device/device-code.ts'
import { deviceGrant } from './device/device-grant.ts'
import type { GrantRequest, GrantResult } from './grant.ts'
import { textsOf } from './json.ts'
import type { LoginContext } from './login-context.ts'
import { passwordGrant } from './password-grant.ts'
import { otpGrant, otpGrantType } from './passwordless/otp-grant.ts'
import { refreshGrant } from './refresh-grant.ts'
import { tokenExchangeGrant, tokenExchangeGrantType } from './token-exchange/token-exchange-grant.ts'

type Grant = (context: LoginContext, request: GrantRequest) => Promise<GrantResult>

/** Grants with a user in them; `client_credentials` has a handler of its own. */
const grants: Record<string, Grant> = {
  authorization_code: codeGrant,
  refresh_token: refreshGrant,
  password: passwordGrant,
  'http://auth0.com/oauth/grant-type/password-realm': passwordGrant,
  [otpGrantType]: otpGrant,
  [deviceGrantType]: deviceGrant,
  [tokenExchangeGrantType]: tokenExchangeGrant,
}

/** `POST /oauth/token`, form or JSON. */
export function createTokenRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.post('/oauth/token', async (c, next) => {
    const body = await bodyOf(c)
    const grantType = body.grant_type ?? ''
    const grant = grants[grantType]
    if (!grant) return await next()
    const client = authenticateClient(context.tenant, body, c.req.header('authorization'))
    if (!client) return answer(c, { status: 401, error: 'access_denied', description: 'Unauthorized' })
    if (!isAllowed(client, grantType)) {
      const description = `Grant type '${grantType}' not allowed for the client.`
      return answer(c, { status: 403, error: 'unauthorized_client', description })
    }
    const domain = originOf(context.tenant, c.req.url)
    return answer(c, await grant(context, { client, body, domain, arrival: arrivalOf(c, body) }))
  })
  return app
}

/** Without a list, a client has all grants: that is what clients made long ago have. */
function isAllowed(client: Client, grantType: string): boolean {
  const allowed = textsOf(client.grant_types)
  return client.grant_types === undefined || allowed.includes(grantType)
}

function answer(c: Context, result: GrantResult): Response {
  c.header('Cache-Control', 'no-store')
  if ('tokens' in result) return c.json<JsonObject>(result.tokens)
  const { status, error, description } = result
  return c.json({ error, error_description: description }, status satisfies ContentfulStatusCode)
}

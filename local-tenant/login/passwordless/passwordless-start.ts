import { type Context, Hono } from 'hono'
import { originOf } from '../../domain.ts'
import type { JsonObject } from '../../state/state.ts'
import { arrivalOf } from '../arrival.ts'
import { enabledConnections } from '../connections.ts'
import { normalise } from '../database/attributes.ts'
import { textOf, textsOf } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import { authenticateClient } from '../tokens/client-authentication.ts'
import { otpGrantType } from './otp-grant.ts'
import { beginPasswordless, channelOf } from './passwordless-steps.ts'

/**
 * `POST /passwordless/start` (https://auth0.com/docs/api/authentication/passwordless/get-code-or-link): codes, no links.
 * What a tenant refuses is worded as its error list has it (…/libraries/common-auth0-library-authentication-errors).
 */
export function createPasswordlessStartRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one refusal after the other, as a tenant has them.
  app.post('/passwordless/start', async c => {
    const body = await c.req.json<JsonObject>().catch(() => ({}) as JsonObject)
    const credentials = {
      client_id: textOf(body.client_id) ?? '',
      client_secret: textOf(body.client_secret) ?? '',
    }
    const client = authenticateClient(tenant, credentials, undefined)
    if (!client) return refuse(c, 401, 'invalid_client', 'Unauthorized')
    if (client.grant_types !== undefined && !textsOf(client.grant_types).includes(otpGrantType))
      return refuse(c, 403, 'unauthorized_client', 'Passwordless OTP is not enabled for the client.')
    const scope = { clientId: client.client_id }
    const connection = enabledConnections(tenant, scope).find(
      ({ name, strategy }) => name === body.connection && ['email', 'sms'].includes(strategy),
    )
    if (!connection) return refuse(c, 400, 'bad.connection', 'Connection does not exist')
    if ((body.send ?? 'link') === 'link' && connection.strategy === 'email')
      return refuse(c, 400, 'bad.send', 'The local tenant sends no magic links: ask for a code')
    const name = channelOf(connection)
    const value = normalise(connection, name, textOf(body[name]) ?? '')
    if (value === undefined) return refuse(c, 400, `bad.${name}`, `error in ${name}`)
    const refusal = await beginPasswordless(context, {
      connection,
      clientId: client.client_id,
      scope,
      domain: originOf(tenant, c.req.url),
      arrival: arrivalOf(c, body),
      address: { name, value },
    })
    if (refusal?.fault === 'signupsOff') return refuse(c, 400, 'bad.connection', 'Public signup is disabled')
    if (refusal) return refuse(c, 400, 'extensibility_error', refusal.userMessage ?? 'extensibility_error')
    return c.json({ [name]: value, [name === 'email' ? 'email_verified' : 'phone_verified']: false })
  })
  return app
}

function refuse(c: Context, status: 400 | 401 | 403, error: string, error_description: string): Response {
  return c.json({ error, error_description }, status)
}

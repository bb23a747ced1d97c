import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { JsonObject } from '../../state/state.ts'
import { databaseOf } from '../connections.ts'
import { isCodeOffered, normalise } from '../database/attributes.ts'
import { textOf, textsOf } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import { otpGrantType } from '../passwordless/otp-grant.ts'
import { type CodeAddress, sendCode } from '../send-code.ts'
import { authenticateClient } from '../tokens/client-authentication.ts'

/** A challenge of the API, by the `auth_session` that it was answered with. */
export interface OtpSession {
  connection: string
  clientId: string
  address: CodeAddress
  allowsSignUp: boolean
}

/**
 * `POST /otp/challenge`: a code for an identifier of a database
 * (https://auth0.com/docs/authenticate/database-connections/auth-api-passwordless-db-connections). Early Access.
 */
export function createOtpChallengeRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one refusal after the other, as a tenant has them.
  app.post('/otp/challenge', async c => {
    const body = await c.req.json<JsonObject>().catch(() => ({}) as JsonObject)
    const clientId = textOf(body.client_id)
    const name = textOf(body.connection)
    if (!clientId || !name) return refuse(c, 400, 'invalid_request', 'Missing client_id or connection')
    const credentials = { client_id: clientId, client_secret: textOf(body.client_secret) ?? '' }
    const client = authenticateClient(tenant, credentials, undefined)
    if (!client) return refuse(c, 401, 'invalid_client', 'Unauthorized')
    if (client.grant_types !== undefined && !textsOf(client.grant_types).includes(otpGrantType))
      return refuse(c, 403, 'unauthorized_client', 'Passwordless OTP is not enabled for the client.')
    const connection = databaseOf(tenant, { clientId, connection: name })
    const channel = body.phone_number === undefined ? 'email' : 'phone_number'
    if (!connection || !isCodeOffered(connection, channel))
      return refuse(c, 400, 'invalid_connection', 'The connection has no codes for this identifier.')
    const value = normalise(connection, channel, textOf(body[channel]) ?? '')
    if (value === undefined)
      return refuse(c, 400, 'invalid_request', 'Either email or phone_number must be provided')
    const auth_session = randomBytes(12).toString('hex')
    const address = { name: channel, value } as const
    const allowsSignUp = body.allow_signup === true
    context.otpSessions.set(auth_session, { connection: name, clientId, address, allowsSignUp })
    // Whether the user exists or not: the answer must not tell.
    sendCode(context, auth_session, connection, address, clientId)
    return c.json({ auth_session })
  })
  return app
}

function refuse(c: Context, status: 400 | 401 | 403, error: string, error_description: string): Response {
  return c.json({ error, error_description }, status)
}

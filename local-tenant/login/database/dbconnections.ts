import { Hono } from 'hono'
import { originOf } from '../../domain.ts'
import type { JsonObject } from '../../state/state.ts'
import { arrivalOf, bodyOf } from '../arrival.ts'
import { databaseOf } from '../connections.ts'
import { objectOf, textOf } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import { mailPasswordLink } from '../universal-login/reset-password.tsx'
import { signUp } from './database-signup.ts'
import type { SignUpResult } from './registration.ts'

/**
 * `POST /dbconnections/signup`: a sign-up without Universal Login, so without `event.transaction`
 * (https://auth0.com/docs/api/authentication/signup/create-a-new-user).
 */
export function createDatabaseConnectionRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  app.post('/dbconnections/signup', async c => {
    const body = await c.req.json<JsonObject>().catch(() => ({}) as JsonObject)
    const clientId = textOf(body.client_id) ?? ''
    const connection = databaseOf(tenant, { clientId, connection: textOf(body.connection) ?? '' })
    if (!connection)
      return c.json({ code: 'invalid_connection', description: 'Invalid connection', statusCode: 400 }, 400)
    const result = await signUp(tenant, {
      connection,
      clientId,
      domain: originOf(tenant, c.req.url),
      scope: { clientId },
      profile: profileOf(body),
      secrets: { password: textOf(body.password) },
      arrival: arrivalOf(c, body),
    })
    return result.outcome === 'created' ? c.json(answerOf(result)) : c.json(refusalOf(result), 400)
  })

  // The same answer for everybody: it does not tell who has an account.
  app.post('/dbconnections/change_password', async c => {
    const { client_id = '', connection, email } = await bodyOf(c)
    if (!email) return c.json({ error: 'email is required' }, 400)
    if (!connection) return c.json({ error: 'connection is required' }, 400)
    mailPasswordLink(tenant, client_id, connection, email)
    return c.text("We've just sent you an email to reset your password.")
  })

  return app
}

/** `app_metadata` is not accepted here. */
function profileOf(body: JsonObject) {
  const { user_metadata } = body
  return {
    email: textOf(body.email),
    phone_number: textOf(body.phone_number),
    username: textOf(body.username),
    name: textOf(body.name),
    nickname: textOf(body.nickname),
    given_name: textOf(body.given_name),
    family_name: textOf(body.family_name),
    picture: textOf(body.picture),
    user_metadata: user_metadata === undefined ? undefined : objectOf(user_metadata),
  }
}

function answerOf({ user }: Extract<SignUpResult, { outcome: 'created' }>) {
  return { _id: user.user_id.split('|')[1], email: user.email, email_verified: user.email_verified }
}

/** Codes: https://auth0.com/docs/libraries/common-auth0-library-authentication-errors#sign-up */
function refusalOf({ fault, userMessage }: Extract<SignUpResult, { outcome: 'refused' }>) {
  switch (fault) {
    case 'weakPassword':
      return { code: 'invalid_password', description: 'Password is too weak', statusCode: 400 }
    case 'emailInUse':
      return { code: 'invalid_signup', description: 'Invalid sign up', statusCode: 400 }
    case 'signupsOff':
      return {
        name: 'Error',
        code: 'unauthorized',
        description: 'Public signup is disabled',
        statusCode: 400,
      }
    case 'noEmail':
      return { error: 'invalid email' }
    case 'noPhone':
      return { error: 'invalid phone_number' }
    case 'noUsername':
      return { error: 'invalid username' }
    case 'generic':
      return {
        name: 'Error',
        code: 'extensibility_error',
        statusCode: 400,
        ...(userMessage ? { message: userMessage, friendly_message: userMessage } : {}),
      }
  }
}

import { Hono } from 'hono'
import { arrivalOf } from './arrival.ts'
import { errorPage, respondWithError } from './authorization-response.tsx'
import { parseAuthorizeRequest } from './authorize-request.ts'
import { beginLogin } from './begin-login.ts'
import type { LoginContext } from './login-context.ts'

/** `GET /authorize`: https://auth0.com/docs/api/authentication/authorization-code-flow-with-pkce/authorize-with-pkce */
export function createAuthorizeRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get('/authorize', async c => {
    const parsed = parseAuthorizeRequest(context.tenant, new URL(c.req.url).searchParams)
    if ('request' in parsed) return await beginLogin(context, c, parsed.request, arrivalOf(c))
    const { callback, error, description } = parsed.fault
    return callback
      ? await respondWithError(c, callback, error, description)
      : await errorPage(c, 400, error, description)
  })
  return app
}

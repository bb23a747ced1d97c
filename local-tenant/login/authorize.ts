import { Hono } from 'hono'
import { arrivalOf } from './arrival.ts'
import { errorPage, respondWithError } from './authorization-response.tsx'
import { parseAuthorizeRequest } from './authorize-request.ts'
import { beginLogin } from './begin-login.ts'
import type { LoginContext } from './login-context.ts'
import { resolveParameters } from './pushed-requests.ts'

/** `GET /authorize`: https://auth0.com/docs/api/authentication/authorization-code-flow-with-pkce/authorize-with-pkce */
export function createAuthorizeRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get('/authorize', async c => {
    const params = resolveParameters(context, new URL(c.req.url).searchParams)
    if (typeof params === 'string') return await errorPage(c, 400, 'invalid_request', params)
    const parsed = parseAuthorizeRequest(context.tenant, params)
    if ('request' in parsed)
      return await beginLogin(context, c, parsed.request, {
        ...arrivalOf(c),
        query: Object.fromEntries(params),
      })
    const { callback, error, description } = parsed.fault
    return callback
      ? await respondWithError(c, callback, error, description)
      : await errorPage(c, 400, error, description)
  })
  return app
}

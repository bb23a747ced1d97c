import type { Context } from 'hono'
import { errorPage } from './authorization-response.tsx'
import { textOf } from './json.ts'
import type { LoginContext } from './login-context.ts'
import type { LoginTransaction } from './login-transaction.ts'
import { deviceOf } from './session.ts'

/** The login that `?state=` names, if it is this browser's and not over. */
export function transactionOf(context: LoginContext, c: Context): LoginTransaction | undefined {
  const transaction = context.transactions.get(c.req.query('state') ?? '')
  return transaction?.deviceId === deviceOf(context.tenant, c) ? transaction : undefined
}

/**
 * A bookmarked, expired or foreign login page: to the tenant's default login route, else an error page
 * (https://auth0.com/docs/authenticate/login/auth0-universal-login/configure-default-login-routes).
 */
export function noTransaction(context: LoginContext, c: Context): Response | Promise<Response> {
  const route = textOf(context.tenant.state.tenant.settings.default_redirection_uri)
  if (route) return c.redirect(route)
  return errorPage(
    c,
    400,
    'invalid_request',
    'This login is over, or belongs to another browser. Please start again.',
  )
}

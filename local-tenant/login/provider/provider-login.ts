import { type Context, Hono } from 'hono'
import type { Connection } from '../../state.ts'
import { type Arrival, arrivalOf, withoutExt } from '../arrival.ts'
import { errorPage, respondWithError } from '../authorization-response.tsx'
import { completeAuthentication } from '../complete-login.ts'
import { objectOf, textOf } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { standInPath } from './provider-pages.tsx'
import { upsertProviderUser } from './provider-user.ts'

/** https://auth0.com/docs/authenticate/identity-providers/pass-parameters-to-idps#available-fields */
const aliases = new Set([
  ...['acr_values', 'audience', 'client_id', 'display', 'id_token_hint', 'login_hint', 'max_age', 'prompt'],
  ...['resource', 'response_mode', 'response_type', 'ui_locales'],
])

/** Sends the browser to the provider of a social or enterprise connection, with the parameters its options name. */
export function sendToProvider(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
  partialFields: Record<string, string>,
): Response {
  const begun = { ...transaction, providerConnection: connection.name, providerFields: partialFields }
  context.transactions.set(transaction.state, begun)
  const url = new URL(standInPath(connection), transaction.domain)
  for (const [name, value] of upstreamParameters(connection, transaction)) url.searchParams.set(name, value)
  url.searchParams.set('state', transaction.state)
  return c.redirect(url.pathname + url.search)
}

/** `upstream_params`: static per connection (`value`) or taken from the `/authorize` request (`alias`). */
function upstreamParameters(connection: Connection, { request }: LoginTransaction): [string, string][] {
  return Object.entries(objectOf(connection.options.upstream_params)).flatMap(([name, rule]) => {
    const { value, alias } = objectOf(rule)
    const asked = textOf(alias)
    const found = textOf(value) ?? (asked && aliases.has(asked) ? request.query[asked] : undefined)
    return found === undefined ? [] : [[name, found]]
  })
}

/** `/login/callback`: where every provider sends the browser back to. */
export function createProviderLoginRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  app.get('/login/callback', async c => {
    const transaction = transactionOf(context, c)
    if (!transaction) return noTransaction(context, c)
    const { request, providerConnection } = transaction
    const connection = tenant.state.connections.find(candidate => candidate.name === providerConnection)
    const answer = context.providerCodes.take(c.req.query('code') ?? '')
    if (c.req.query('error')) {
      tenant.log({ type: 'f', description: 'Denied at the provider', client_id: request.clientId })
      return respondWithError(c, request, 'access_denied', 'User did not authorize the request')
    }
    if (!connection || answer?.connection !== connection.name)
      return errorPage(c, 400, 'invalid_request', 'The provider sent no valid code.')
    const user = upsertProviderUser(tenant, connection, answer.account)
    const arrival = arrivalAfterProvider(context, c, transaction)
    return await completeAuthentication(context, c, transaction, {
      user,
      connection,
      arrival,
      method: 'federated',
    })
  })
  return app
}

/** "The query string parameters sent to the authorization request": documented; across a provider, a switch. */
function arrivalAfterProvider(context: LoginContext, c: Context, transaction: LoginTransaction): Arrival {
  const { arrival, providerFields = {} } = transaction
  const kept = context.tenant.switches.extInviteAfterSocial ? arrival : withoutExt(arrival)
  return { ...kept, ip: arrivalOf(c).ip, body: providerFields }
}

import type { Context } from 'hono'
import { originOf } from '../domain.ts'
import type { Session } from '../state/state.ts'
import { kindOf } from '../state/strategies.ts'
import type { Tenant } from '../tenant.ts'
import type { Arrival } from './arrival.ts'
import { respondWithError } from './authorization-response.tsx'
import type { AuthorizeRequest } from './authorize-request.ts'
import { completeLogin } from './complete-login.ts'
import { enabledConnections } from './connections.ts'
import type { LoginContext } from './login-context.ts'
import { createLoginTransaction, type LoginTransaction } from './login-transaction.ts'
import { startInvited } from './organizations/invitation-start.tsx'
import { sendToProvider } from './provider/provider-login.ts'
import { currentSession, deviceOf } from './session.ts'
import { firstScreen } from './universal-login/screens.ts'

/** Begins a login in this browser: by its session where that is enough, else with a page or at a provider. */
export async function beginLogin(
  context: LoginContext,
  c: Context,
  request: AuthorizeRequest,
  arrival: Arrival,
): Promise<Response> {
  const { tenant } = context
  const origin = originOf(tenant, c.req.url)
  const transaction = createLoginTransaction(origin, request, arrival, deviceOf(tenant, c))
  if (request.organizationPrompt === 'before login') {
    if (request.prompt.includes('none')) return await refuseSilently(tenant, c, request)
    context.transactions.set(transaction.state, transaction)
    return c.redirect(`/u/organization?state=${transaction.state}`)
  }
  return await goOn(context, c, transaction)
}

/** Goes on with a login whose organization, if any, is known. */
export async function goOn(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
): Promise<Response> {
  const { tenant } = context
  const { request } = transaction
  // "Does not consider any SSO session": the warning of the provisioning page; a support article knows it otherwise.
  const isSessionIgnored = request.invitation !== undefined && !tenant.switches.invitationUsesSession
  const current = isSessionIgnored ? undefined : currentSession(tenant, c)
  if (current && !current.user.blocked && isEnough(tenant, current.session, request)) {
    return await completeLogin(context, c, transaction, { ...current, arrival: transaction.arrival })
  }
  if (request.prompt.includes('none')) return await refuseSilently(tenant, c, request)
  context.transactions.set(transaction.state, transaction)
  return await startLogin(context, c, transaction)
}

/** May the session of this browser answer the request without anybody typing anything? */
function isEnough(tenant: Tenant, session: Session, request: AuthorizeRequest): boolean {
  const { prompt, maxAgeSeconds, connection } = request
  if (prompt.includes('login') || prompt.includes('select_account')) return false
  if (connection !== undefined && connection !== session.connection) return false
  // "Connection parameters sms and email do not utilize the existing Auth0 session" (…/passwordless-with-universal-login).
  if (connection !== undefined && isPasswordless(tenant, connection)) return false
  const ageSeconds = (tenant.now().getTime() - Date.parse(session.created_at)) / 1000
  return maxAgeSeconds === undefined || ageSeconds <= maxAgeSeconds
}

function isPasswordless({ state }: Tenant, name: string): boolean {
  const found = state.connections.find(candidate => candidate.name === name)
  return found !== undefined && kindOf(found.strategy) === 'passwordless'
}

/** https://auth0.com/docs/authenticate/login/configure-silent-authentication#error-responses */
function refuseSilently(tenant: Tenant, c: Context, request: AuthorizeRequest) {
  tenant.log({ type: 'fsa', description: 'Login required', client_id: request.clientId })
  return respondWithError(c, request, 'login_required', 'Login required')
}

/** A provider asked for by name is gone to directly; all else begins on a page of Universal Login. */
function startLogin(context: LoginContext, c: Context, transaction: LoginTransaction) {
  const { connection: name, invitation } = transaction.request
  if (invitation !== undefined) return startInvited(context, c, transaction)
  const enabled = enabledConnections(context.tenant, transaction.request)
  const asked = enabled.find(connection => connection.name === name)
  if (name !== undefined && !asked) {
    return respondWithError(c, transaction.request, 'invalid_request', 'the connection is not enabled')
  }
  if (asked && ['social', 'enterprise'].includes(kindOf(asked.strategy)))
    return sendToProvider(context, c, transaction, asked, {})
  return c.redirect(`${firstScreen(context.tenant, transaction.request)}?state=${transaction.state}`)
}

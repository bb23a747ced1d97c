import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Client, Connection, Session, User } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import type { Login } from './actions/post-login-event.ts'
import { type PostLoginOutcome, runPostLogin, type SuspendedRun } from './actions/post-login-flow.ts'
import type { Arrival } from './arrival.ts'
import { newCode } from './authorization-code.ts'
import { errorPage, respondToCallback, respondWithError } from './authorization-response.tsx'
import { DeviceResult } from './device/device-result.tsx'
import type { LoginContext } from './login-context.ts'
import type { LoginTransaction } from './login-transaction.ts'
import { acceptInvitation, enterOrganization } from './organizations/organization-login.ts'
import { addMethods, beginSession } from './session.ts'
import { idToken } from './tokens/issue-tokens.ts'
import { permissionsOf } from './tokens/user-permissions.ts'
import { localeOf } from './universal-login/locale.ts'

/** `event.authentication.methods[].name` of a first factor. */
export type AuthenticationMethod = 'pwd' | 'federated' | 'email' | 'sms' | 'passkey'

/** How somebody has just proven who they are. */
export interface Authentication {
  user: User
  connection: Connection
  method: AuthenticationMethod
  /** What `event.request` shows of it. */
  arrival: Arrival
}

/**
 * After a password or a provider: counts the login and begins the session, both before any Action runs and whatever
 * the Actions say (https://auth0.com/docs/customize/actions/redirect-with-actions, "Flows where prompt=none").
 */
export async function completeAuthentication(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  authentication: Authentication,
): Promise<Response> {
  const { tenant } = context
  const { user, connection, method, arrival } = authentication
  const { request } = transaction
  if (user.blocked) {
    logLogin(tenant, 'f', 'user is blocked', transaction, user, connection.name)
    return respondWithError(c, request, 'unauthorized', 'user is blocked')
  }
  countLogin(tenant, user, arrival.ip)
  const session = beginSession(tenant, c, user, connection.name, method)
  return await completeLogin(context, c, transaction, { session, user, arrival })
}

export function countLogin(tenant: Tenant, user: User, ip: string): void {
  tenant.updateUser(user.user_id, {
    logins_count: user.logins_count + 1,
    last_login: tenant.now().toISOString(),
    last_ip: ip,
  })
}

/** Runs the Post-Login Actions for a session, new or kept, and answers the browser. */
export async function completeLogin(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  { session, user, arrival }: { session: Session; user: User; arrival: Arrival },
): Promise<Response> {
  const { tenant } = context
  const { request } = transaction
  const client = tenant.state.clients.find(candidate => candidate.client_id === request.clientId)
  const connection = tenant.state.connections.find(candidate => candidate.name === session.connection)
  if (!client || !connection)
    return errorPage(c, 400, 'invalid_request', 'The application or connection is gone.')
  if (request.organizationPrompt === 'after login' && request.organizationId === undefined) {
    if (request.prompt.includes('none'))
      return await respondWithError(c, request, 'interaction_required', 'Interaction required')
    context.transactions.set(transaction.state, transaction)
    return c.redirect(`/u/organization/picker?state=${transaction.state}`)
  }
  const refusal = enterOrganization(tenant, request, connection, user)
  if (refusal !== undefined) {
    logLogin(tenant, 'f', refusal, transaction, user, connection.name)
    return await respondWithError(c, request, 'access_denied', refusal)
  }
  const login = loginOf(tenant, transaction, client, connection, session, user)
  const outcome = await runPostLogin(tenant, login, arrival, randomBytes(24).toString('base64url'))
  return await answerOutcome(context, c, transaction, login, outcome)
}

function loginOf(
  tenant: Tenant,
  transaction: LoginTransaction,
  client: Client,
  connection: Connection,
  session: Session,
  user: User,
): Login {
  const { request } = transaction
  return {
    userId: user.user_id,
    client,
    connection,
    domain: transaction.domain,
    protocol: request.device ? 'oauth2-device-code' : 'oidc-basic-profile',
    scope: request.scope,
    audience: request.audience,
    methods: session.methods,
    permissionsBefore: permissionsOf(tenant, user.user_id, request.audience, request.organizationId),
    organizationId: request.organizationId,
    browser: {
      transactionId: transaction.id,
      request,
      locale: localeOf(request.uiLocales, transaction.arrival.language),
      sessionId: session.id,
    },
  }
}

/** Answers the browser after the Actions ran, the first time or after they were resumed. */
export function answerOutcome(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  login: Login,
  outcome: PostLoginOutcome,
): Response | Promise<Response> {
  const { tenant } = context
  const { request } = transaction
  const isSilent = request.prompt.includes('none')
  const log = (type: string, description: string) =>
    logLogin(tenant, type, description, transaction, tenant.findUser(login.userId), login.connection.name)
  switch (outcome.outcome) {
    case 'completed':
      return answerWithCode(context, c, transaction, login, outcome, log)
    case 'denied':
      log(isSilent ? 'fsa' : 'f', outcome.reason)
      return respondWithError(c, request, 'access_denied', outcome.reason)
    case 'redirect':
    case 'challenge': {
      if (isSilent) {
        log('fsa', 'Interaction required')
        return respondWithError(c, request, 'interaction_required', 'Interaction required')
      }
      context.suspended.set(outcome.run.resumeState, { transaction, run: outcome.run })
      return c.redirect(outcome.outcome === 'redirect' ? outcome.url : challengePath(outcome.run))
    }
  }
}

function challengePath(run: SuspendedRun): string {
  return `/u/mfa-stand-in?state=${run.resumeState}`
}

async function answerWithCode(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  login: Login,
  { changes }: Extract<PostLoginOutcome, { outcome: 'completed' }>,
  log: (type: string, description: string) => void,
): Promise<Response> {
  const { request } = transaction
  const { tenant } = context
  const user = tenant.findUser(login.userId)
  const session = tenant.state.sessions.find(candidate => candidate.id === login.browser?.sessionId)
  if (!user) {
    log('f', 'The user was deleted during the login')
    return respondWithError(c, request, 'access_denied', 'The user does not exist')
  }
  acceptInvitation(tenant, request, user)
  const sessionId = login.browser?.sessionId ?? ''
  addMethods(tenant, sessionId, changes.methods)
  context.transactions.take(transaction.state)
  log(request.prompt.includes('none') ? 'ssa' : 's', 'Successful login')
  const authenticatedAt = session ? new Date(session.created_at) : tenant.now()
  const granted = { login, changes, sessionId, authenticatedAt }
  if (request.device) {
    request.device.outcome = { granted }
    return c.html(DeviceResult({ isAllowed: true }))
  }
  const { redirectUri, codeChallenge, nonce } = request
  if (request.wantsIdToken) {
    const id_token = await idToken(tenant, { ...granted, user, nonce }, login.scope)
    return await respondToCallback(c, request, { id_token })
  }
  const code = newCode()
  context.codes.set(code, { ...granted, redirectUri, codeChallenge, nonce })
  return respondToCallback(c, request, { code })
}

/** A line in the tenant's log, as Auth0 writes one per login; without parameters, which can be secret. */
function logLogin(
  tenant: Tenant,
  type: string,
  description: string,
  transaction: LoginTransaction,
  user: User | undefined,
  connection: string,
): void {
  tenant.log({
    type,
    description,
    client_id: transaction.request.clientId,
    connection,
    ...(user ? { user_id: user.user_id } : {}),
  })
}

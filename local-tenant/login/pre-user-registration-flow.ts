import type { Client, Connection, Json, JsonObject } from '../state.ts'
import type { PreUserRegistration, RegistrationOutcome, Tenant } from '../tenant.ts'
import { runAction, startBudget } from './action-runtime.ts'
import type { Arrival } from './arrival.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { boundActions } from './bound-actions.ts'
import { buildPreUserRegistrationEvent } from './pre-user-registration-event.ts'
import type { ApiCall } from './sandbox/sandbox.ts'

const trigger = 'pre-user-registration'
/** What a person sees when an Action failed: its message is for the log. */
const genericMessage = 'Something went wrong, please try again later'

/** What is known of a user who is about to be made. */
export interface RegistrationProfile {
  email?: string | undefined
  phone_number?: string | undefined
  username?: string | undefined
  name?: string | undefined
  nickname?: string | undefined
  given_name?: string | undefined
  family_name?: string | undefined
  picture?: string | undefined
  /** Only the Management API can bring any. */
  app_metadata?: JsonObject | undefined
  user_metadata?: JsonObject | undefined
}

export interface Registration {
  connection: Connection
  domain: string
  client: Client | undefined
  profile: RegistrationProfile
  arrival: Arrival
  /** There for sign-ups in Universal Login, not for `/dbconnections/signup` nor the Management API. */
  transaction?: { request: AuthorizeRequest; locale: string } | undefined
}

/** Runs the Pre-User-Registration Actions, in the order of their bindings, up to the first that refuses or fails. */
export async function runRegistrationActions(
  tenant: Tenant,
  registration: Registration,
): Promise<RegistrationOutcome | { outcome: 'failed'; reason: string }> {
  const event = buildPreUserRegistrationEvent(tenant, registration)
  const budget = startBudget(tenant)
  const metadata = { user_metadata: {}, app_metadata: {} }
  for (const action of boundActions(tenant, trigger)) {
    const redirect = { allowed: false, issuerHost: '', state: null }
    const task = { handler: 'onExecutePreUserRegistration', event, redirect } as const
    const result = await runAction(tenant, trigger, action, task, budget)
    if (result.error !== undefined) return { outcome: 'failed', reason: result.error }
    const denial = recordCalls(metadata, result.calls)
    if (denial) return denial
  }
  return { outcome: 'admitted', ...(takesMetadata(registration.connection) ? metadata : noMetadata()) }
}

/** Documented: these Actions cannot add metadata to passwordless users (explore-triggers/pre-user-registration). */
function takesMetadata(connection: Connection): boolean {
  return connection.strategy !== 'email' && connection.strategy !== 'sms'
}

function noMetadata() {
  return { user_metadata: {}, app_metadata: {} }
}

function recordCalls(
  metadata: { user_metadata: JsonObject; app_metadata: JsonObject },
  calls: ApiCall[],
): RegistrationOutcome | undefined {
  for (const { method, args } of calls) {
    const [key, value = null] = [String(args[0]), args[1]]
    if (method === 'user.setAppMetadata') metadata.app_metadata[key] = value
    if (method === 'user.setUserMetadata') metadata.user_metadata[key] = value
  }
  const refusal = calls.find(({ method }) => method === 'access.deny' || method === 'validation.error')
  return (
    refusal && { outcome: 'denied', reason: textOf(refusal.args[0]), userMessage: textOf(refusal.args[1]) }
  )
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/**
 * For users that the Management API is about to make: the Actions run for them too, without a transaction and a client
 * (support article "Auth0 sandbox error on user creation").
 */
export const runPreUserRegistration: PreUserRegistration = async (tenant, user) => {
  const connection = tenant.state.connections.find(candidate => candidate.name === user.connection)
  if (!connection) return { outcome: 'admitted', ...noMetadata() }
  const hostname = new URL(tenant.canonicalUrl).host
  const arrival: Arrival = {
    method: 'POST',
    hostname,
    ip: '127.0.0.1',
    language: undefined,
    userAgent: undefined,
    query: {},
    body: {},
  }
  const domain = tenant.canonicalUrl
  const profile = profileOf(user)
  const said = await runRegistrationActions(tenant, {
    connection,
    domain,
    client: undefined,
    profile,
    arrival,
  })
  return said.outcome === 'failed'
    ? { outcome: 'denied', reason: said.reason, userMessage: genericMessage }
    : said
}

function profileOf(user: Parameters<PreUserRegistration>[1]): RegistrationProfile {
  const text = (value: string | null | undefined) => value ?? undefined
  return {
    email: text(user.email),
    phone_number: text(user.phone_number),
    username: text(user.username),
    name: text(user.name),
    nickname: text(user.nickname),
    given_name: text(user.given_name),
    family_name: text(user.family_name),
    picture: text(user.picture),
    app_metadata: user.app_metadata,
    user_metadata: user.user_metadata,
  }
}

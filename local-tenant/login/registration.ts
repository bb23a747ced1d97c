import { RefusedWrite } from '../metadata.ts'
import type { Connection, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { sendVerificationMail } from '../tenant-mail.ts'
import type { Arrival } from './arrival.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { type RegistrationProfile, runRegistrationActions } from './pre-user-registration-flow.ts'

/** Somebody who is about to become a user of a database or a passwordless connection. */
export interface Registrant {
  connection: Connection
  domain: string
  clientId: string
  profile: RegistrationProfile
  /** What the Actions are not shown. */
  secrets?: { password?: string | undefined; email_verified?: boolean; phone_verified?: boolean }
  arrival: Arrival
  /** Only Universal Login has one. */
  transaction?: { request: AuthorizeRequest; locale: string } | undefined
}

/** Why nobody was made; each is the name of its sentence on the page. */
export type SignUpFault =
  | 'signupsOff'
  | 'noEmail'
  | 'noPhone'
  | 'noUsername'
  | 'weakPassword'
  | 'emailInUse'
  | 'generic'

export interface SignUpRefusal {
  outcome: 'refused'
  fault: SignUpFault
  /** What an Action wants to be shown. */
  userMessage?: string
}

export type SignUpResult = { outcome: 'created'; user: User } | SignUpRefusal

/** Runs the Pre-User-Registration Actions, then makes the user and mails its link. */
export async function register(tenant: Tenant, registrant: Registrant): Promise<SignUpResult> {
  const asked = await askRegistrationActions(tenant, registrant)
  return 'outcome' in asked ? asked : createRegistered(tenant, registrant, asked.metadata)
}

type Metadata = Pick<RegistrationProfile, 'app_metadata' | 'user_metadata'>

/** The Actions' verdict: a refusal, or the metadata of the user to be made. */
export async function askRegistrationActions(
  tenant: Tenant,
  registrant: Registrant,
): Promise<SignUpRefusal | { metadata: Metadata }> {
  const { profile, clientId } = registrant
  const client = tenant.state.clients.find(candidate => candidate.client_id === clientId)
  const said = await runRegistrationActions(tenant, { ...registrant, client })
  if (said.outcome === 'failed') return refuseSignUp(tenant, registrant, 'generic', said.reason)
  if (said.outcome === 'denied')
    return refuseSignUp(tenant, registrant, 'generic', said.reason, said.userMessage)
  const user_metadata = { ...profile.user_metadata, ...said.user_metadata }
  return { metadata: { app_metadata: said.app_metadata, user_metadata } }
}

/** Makes a user whom the Actions have let pass. */
export function createRegistered(tenant: Tenant, registrant: Registrant, metadata: Metadata): SignUpResult {
  const { profile, secrets, connection, clientId } = registrant
  try {
    const user = tenant.createUser({ ...profile, ...secrets, ...metadata, connection: connection.name })
    if (connection.strategy === 'auth0' && !user.email_verified) sendVerificationMail(tenant, user, clientId)
    const context = contextOf(registrant)
    tenant.log({ type: 'ss', description: 'Successful sign up', ...context, user_id: user.user_id })
    return { outcome: 'created', user }
  } catch (error) {
    if (!(error instanceof RefusedWrite)) throw error
    const fault = error.statusCode === 409 ? 'emailInUse' : 'generic'
    return refuseSignUp(tenant, registrant, fault, error.message)
  }
}

/** Writes the log entry of a sign-up that came to nothing. */
export function refuseSignUp(
  tenant: Tenant,
  registrant: Pick<Registrant, 'clientId' | 'connection'>,
  fault: SignUpFault,
  reason: string,
  userMessage?: string,
): SignUpRefusal {
  tenant.log({ type: 'fs', description: reason, ...contextOf(registrant) })
  return { outcome: 'refused', fault, ...(userMessage ? { userMessage } : {}) }
}

function contextOf({ clientId, connection }: Pick<Registrant, 'clientId' | 'connection'>) {
  return { client_id: clientId, connection: connection.name }
}

import { RefusedWrite } from '../metadata.ts'
import type { Client, Connection, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { sendVerificationMail } from '../tenant-mail.ts'
import type { Arrival } from './arrival.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { isSignUpOff } from './connections.ts'
import { findDatabaseUser } from './database-login.ts'
import { type RegistrationProfile, runRegistrationActions } from './pre-user-registration-flow.ts'

/** A sign-up at a database, from Universal Login or from `/dbconnections/signup`. */
export interface SignUp {
  connection: Connection
  domain: string
  clientId: string
  profile: RegistrationProfile & { email: string; password: string }
  arrival: Arrival
  /** Only Universal Login has one. */
  transaction?: { request: AuthorizeRequest; locale: string }
}

export type SignUpFault = 'signupsOff' | 'noEmail' | 'weakPassword' | 'emailInUse' | 'generic'

export type SignUpResult =
  | { outcome: 'created'; user: User }
  /** `userMessage` is what an Action wants to be shown. */
  | { outcome: 'refused'; fault: SignUpFault; userMessage?: string }

const minimalPasswordLength = 8

/** Makes a database user: policy, then the Pre-User-Registration Actions, then the profile and its mail. */
export async function signUp(tenant: Tenant, attempt: SignUp): Promise<SignUpResult> {
  const fault = faultOf(tenant, attempt)
  if (fault) return refuse(tenant, attempt, fault, fault)
  const client = tenant.state.clients.find(candidate => candidate.client_id === attempt.clientId)
  const { password, ...profile } = attempt.profile
  const registration = { ...attempt, profile: { ...profile, email: profile.email.trim().toLowerCase() } }
  const said = await runRegistrationActions(tenant, { ...registration, client })
  if (said.outcome === 'failed') return refuse(tenant, attempt, 'generic', said.reason)
  if (said.outcome === 'denied') return refuse(tenant, attempt, 'generic', said.reason, said.userMessage)
  return create(tenant, attempt, client, {
    ...{ ...registration.profile, password },
    app_metadata: said.app_metadata,
    user_metadata: { ...profile.user_metadata, ...said.user_metadata },
  })
}

function create(
  tenant: Tenant,
  attempt: SignUp,
  client: Client | undefined,
  profile: RegistrationProfile & { password: string },
): SignUpResult {
  try {
    const user = tenant.createUser({ ...profile, connection: attempt.connection.name })
    sendVerificationMail(tenant, user, client?.client_id)
    tenant.log({
      type: 'ss',
      description: 'Successful sign up',
      ...contextOf(attempt),
      user_id: user.user_id,
    })
    return { outcome: 'created', user }
  } catch (error) {
    if (!(error instanceof RefusedWrite)) throw error
    return refuse(tenant, attempt, error.statusCode === 409 ? 'emailInUse' : 'generic', error.message)
  }
}

function faultOf(tenant: Tenant, { connection, profile }: SignUp): SignUpFault | undefined {
  if (isSignUpOff(connection)) return 'signupsOff'
  if (!/^[^\s@]+@[^\s@]+$/.test(profile.email.trim())) return 'noEmail'
  if (profile.password.length < minimalPasswordLength) return 'weakPassword'
  if (findDatabaseUser(tenant, connection, profile.email)) return 'emailInUse'
  return undefined
}

function refuse(
  tenant: Tenant,
  attempt: SignUp,
  fault: SignUpFault,
  reason: string,
  userMessage?: string,
): SignUpResult {
  tenant.log({ type: 'fs', description: reason, ...contextOf(attempt) })
  return { outcome: 'refused', fault, ...(userMessage ? { userMessage } : {}) }
}

function contextOf({ clientId, connection }: SignUp) {
  return { client_id: clientId, connection: connection.name }
}

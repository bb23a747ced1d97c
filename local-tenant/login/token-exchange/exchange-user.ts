import { findByProviderId } from '../../identities.ts'
import { RefusedWrite } from '../../metadata.ts'
import type { Connection, JsonObject, User } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import type { NewUser } from '../../user-store.ts'
import { enabledConnections } from '../connections.ts'
import type { GrantError, GrantRequest } from '../grant.ts'
import { objectOf, textOf } from '../json.ts'
import type { ApiCall } from '../sandbox/sandbox.ts'

type Found = { user: User; connection: Connection }

/**
 * The user whom the Action of a token exchange has set, made where it says so. Whether Pre-User-Registration is asked is
 * nowhere said; like the other federated ways in, it is not
 * (https://auth0.com/docs/customize/actions/reference/custom-token-exchange/custom-token-exchange-api-object).
 */
export async function exchangeUser(
  tenant: Tenant,
  request: GrantRequest,
  calls: ApiCall[],
): Promise<Found | GrantError> {
  const set = calls.filter(({ method }) => method.startsWith('authentication.setUser'))
  const [call] = set
  if (!call || set.length > 1) return refuse('The Action has to set one user.')
  const found =
    call.method === 'authentication.setUserById' ? byId(tenant, call) : byConnection(tenant, request, call)
  if ('user' in found) writeMetadata(tenant, found.user, calls)
  return found
}

function byId(tenant: Tenant, { args }: ApiCall): Found | GrantError {
  const user = tenant.findUser(String(args[0]))
  const name = user?.identities[0]?.connection
  const connection = tenant.state.connections.find(candidate => candidate.name === name)
  return user && connection ? { user, connection } : refuse('The user does not exist.')
}

function byConnection(tenant: Tenant, { client }: GrantRequest, { args }: ApiCall): Found | GrantError {
  const attributes = objectOf(args[1])
  const { creationBehavior, updateBehavior } = objectOf(args[2])
  const id = textOf(attributes.user_id)
  const connection = enabledConnections(tenant, { clientId: client.client_id }).find(
    ({ name }) => name === args[0],
  )
  if (!connection || id === undefined) return refuse('Connection and user_id are needed.')
  const known = findByProviderId(tenant.state, connection.strategy, id)?.user
  if (known) {
    if (updateBehavior === 'replace') tenant.updateUser(known.user_id, namesOf(attributes))
    return { user: known, connection }
  }
  if (creationBehavior !== 'create_if_not_exists') return refuse('The user does not exist.')
  const { user_id: _id, verify_email: _verify, ...profile } = attributes
  try {
    const made = { ...(profile as Partial<NewUser>), connection: connection.name, provider_user_id: id }
    return { user: tenant.createUser(made), connection }
  } catch (error) {
    if (error instanceof RefusedWrite) return refuse(error.message)
    throw error
  }
}

/** Of a user who is there, "email, email_verified, phone, phone_verified, username" stay as they are. */
function namesOf(
  attributes: JsonObject,
): Partial<Pick<User, 'name' | 'nickname' | 'given_name' | 'family_name'>> {
  const names = ['name', 'nickname', 'given_name', 'family_name', 'picture'] as const
  return Object.fromEntries(
    names.flatMap(name => (textOf(attributes[name]) ? [[name, attributes[name]]] : [])),
  )
}

function writeMetadata(tenant: Tenant, user: User, calls: ApiCall[]): void {
  const of = (wanted: string) =>
    Object.fromEntries(
      calls.filter(({ method }) => method === wanted).map(({ args }) => [String(args[0]), args[1] ?? null]),
    )
  const app_metadata = of('user.setAppMetadata')
  const user_metadata = of('user.setUserMetadata')
  tenant.updateUser(user.user_id, { app_metadata, user_metadata })
}

function refuse(description: string): GrantError {
  return { status: 400, error: 'invalid_request', description }
}

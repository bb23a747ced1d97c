import type { Addresses, Carriers, LoginIdentity, RedemptionRequest } from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import type { Standing } from './decide-login.ts'
import type { Dictionary, EventIdentity, PostLoginEvent } from './event-types.ts'
import { authenticatedAt, isInteractive } from './login-time.ts'

/** Puts the facts of a login into the words of the contract. The service believes none of them for a write. */
export function toRedemptionRequest(
  event: PostLoginEvent,
  standing: Standing,
  gate: Gate,
  carriers: Carriers & { admission?: string },
): RedemptionRequest {
  const { client, connection, organization, request, stats, transaction } = event
  const at = authenticatedAt(event)
  return {
    ...carriers,
    ...(at !== undefined && { authenticated_at: new Date(at).toISOString() }),
    interactive: isInteractive(event),
    user: toUser(event, stats.logins_count),
    connection: { name: connection.name, strategy: connection.strategy },
    client_id: client.client_id,
    ...(transaction?.protocol !== undefined && { protocol: transaction.protocol }),
    ...(organization && { organization_id: organization.id }),
    ...(request.hostname !== undefined && { hostname: request.hostname }),
    passes: standing.passes,
    excepted: standing.excepted,
    gate: gate.fingerprint,
    ...(standing.observed && { observing: true }),
  }
}

function toUser({ user }: PostLoginEvent, loginsCount: number): RedemptionRequest['user'] {
  const { user_id, email, email_verified, phone_number, phone_verified, created_at, identities } = user
  return {
    user_id,
    ...(email !== undefined && { email }),
    ...(email_verified !== undefined && { email_verified }),
    ...(phone_number !== undefined && { phone_number }),
    ...(phone_verified !== undefined && { phone_verified }),
    created_at,
    logins_count: loginsCount,
    identities: (identities ?? []).map(toIdentity),
  }
}

function toIdentity(identity: EventIdentity): LoginIdentity {
  const { provider, user_id, connection, isSocial, hd, profileData } = identity
  return {
    provider,
    user_id,
    connection,
    isSocial: isSocial === true,
    ...(typeof hd === 'string' && { hd }),
    ...(isRecord(profileData) && { profileData: toAddresses(profileData) }),
  }
}

/** Of all that a provider says only what an invitation can be for. */
function toAddresses({ email, email_verified, phone_number, phone_verified }: Dictionary): Addresses {
  return {
    ...(typeof email === 'string' && { email }),
    ...(typeof email_verified === 'boolean' && { email_verified }),
    ...(typeof phone_number === 'string' && { phone_number }),
    ...(typeof phone_verified === 'boolean' && { phone_verified }),
  }
}

function isRecord(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null
}

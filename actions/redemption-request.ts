import type { Carriers, LoginIdentity, RedemptionRequest } from '../contract/calls.ts'
import type { Standing } from './decide-login.ts'
import type { EventIdentity, PostLoginEvent } from './event-types.ts'

/** Puts the facts of a login into the words of the contract. The service believes none of them for a write. */
export function toRedemptionRequest(
  event: PostLoginEvent,
  standing: Standing,
  carriers: Carriers & { admission?: string },
): RedemptionRequest {
  const { client, connection, organization, request, stats, transaction } = event
  return {
    ...carriers,
    user: toUser(event, stats.logins_count),
    connection: { name: connection.name, strategy: connection.strategy },
    client_id: client.client_id,
    ...(transaction?.protocol !== undefined && { protocol: transaction.protocol }),
    ...(organization && { organization_id: organization.id }),
    ...(request.hostname !== undefined && { hostname: request.hostname }),
    passes: standing.passes,
    excepted: standing.excepted,
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

function toIdentity({ provider, user_id, connection, isSocial }: EventIdentity): LoginIdentity {
  return { provider, user_id, connection, isSocial: isSocial === true }
}

import type { Carriers, LoginIdentity, RedemptionRequest } from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import type { GateVerdict } from './decide-login.ts'
import type { Dictionary, EventIdentity, PostLoginEvent } from './event-types.ts'
import { authenticatedAt, isByPassword, isInteractive } from './login-time.ts'
import { MAX_HOSTNAME_LENGTH, toAddresses, toText } from './read-event.ts'

/** Longer than any id that the platform or a provider gives out. */
const MAX_ID_LENGTH = 512
/** https://auth0.com/docs/api/management/v2/connections/post-connections */
const MAX_CONNECTION_LENGTH = 128
/** Nobody links more identities; a request with this many stays below the service's limit (MAX_BODY_BYTES). */
const MAX_IDENTITIES = 20

/** Puts the facts of a login into the words of the contract. The service believes none of them for a write. */
export function toRedemptionRequest(
  event: PostLoginEvent,
  verdict: GateVerdict,
  gate: Gate,
  carriers: Carriers & { admission?: string },
): RedemptionRequest {
  const { client, connection, organization, request, transaction } = event
  const at = authenticatedAt(event)
  const byPassword = isByPassword(event)
  const protocol = toText(transaction.protocol, MAX_ID_LENGTH)
  const organizationId = toText(organization?.id, MAX_ID_LENGTH)
  const hostname = toText(request.hostname, MAX_HOSTNAME_LENGTH)
  return {
    ...carriers,
    ...(at !== undefined && { authenticated_at: new Date(at).toISOString() }),
    ...(byPassword !== undefined && { by_password: byPassword }),
    interactive: isInteractive(event),
    user: toUser(event),
    connection: { name: connection.name, strategy: connection.strategy },
    client_id: client.client_id,
    ...(protocol !== undefined && { protocol }),
    ...(organizationId !== undefined && { organization_id: organizationId }),
    ...(hostname !== undefined && { hostname }),
    passes: verdict.passes,
    excepted: verdict.excepted,
    gate: gate.fingerprint,
    ...(verdict.observed && { observing: true }),
  }
}

function toUser({ connection, stats, user }: PostLoginEvent): RedemptionRequest['user'] {
  return {
    user_id: user.user_id,
    ...toAddresses(user),
    created_at: new Date(user.created_at).toISOString(),
    logins_count: stats.logins_count,
    identities: toFewest(user.identities ?? [], connection).map(toIdentity),
  }
}

/**
 * The account's own identity first. Of too many, those are kept that decide something: which one has logged in, and
 * whether there is a password. Decisions only tell none, one and several apart.
 */
function toFewest(identities: readonly EventIdentity[], { name }: { name: string }) {
  if (identities.length <= MAX_IDENTITIES) return identities
  const [own, ...linked] = identities
  const isTelling = (identity: EventIdentity) =>
    identity?.connection === name || identity?.provider === 'auth0'
  const others = linked.filter(identity => !isTelling(identity))
  return [own, ...linked.filter(isTelling), ...others].slice(0, MAX_IDENTITIES)
}

/** Some providers use numbers as user ids. */
function toIdentity(identity: EventIdentity | undefined): LoginIdentity {
  const { provider, user_id, connection, isSocial, hd, profileData } = identity ?? {}
  const hostedDomain = toText(hd, MAX_HOSTNAME_LENGTH)
  return {
    provider: toText(provider, MAX_CONNECTION_LENGTH) ?? '',
    user_id: toText(typeof user_id === 'number' ? String(user_id) : user_id, MAX_ID_LENGTH) ?? '',
    connection: toText(connection, MAX_CONNECTION_LENGTH) ?? '',
    isSocial: isSocial === true,
    ...(hostedDomain !== undefined && { hd: hostedDomain }),
    ...(isRecord(profileData) && { profileData: toAddresses(profileData) }),
  }
}

function isRecord(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null
}

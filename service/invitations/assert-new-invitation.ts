import { InvitationError } from './invitation-error.ts'
import { assertMetadata } from './metadata-keys.ts'
import {
  GRANT_ANY_PERMISSION,
  GRANT_METADATA_PERMISSION,
  type Inviter,
  type NewInvitation,
} from './new-invitation.ts'
import { isAllowedResultUrl } from './result-url.ts'

export const DEFAULT_TTL_SECONDS = 7 * 86_400
const MAX_TTL_SECONDS = 30 * 86_400
/** As in Auth0's organization invitations. */
const MAX_ROLES = 50
const MAX_NAME_LENGTH = 300
const MAX_TEXT_LENGTH = 255

/** Throws InvitationError for the first thing that may not be asked for; what only the tenant knows is asked later. */
export function assertNewInvitation(
  request: NewInvitation,
  inviter: Inviter,
  config: { resultUrlOrigins: readonly string[] },
): void {
  assertMayGrant(request, inviter)
  assertMetadata('app_metadata', request.appMetadata ?? {})
  assertMetadata('user_metadata', request.userMetadata ?? {})
  assertTtl(request.ttlSeconds ?? DEFAULT_TTL_SECONDS)
  assertName(request.inviterName ?? inviter.name)
  assertLength('connection', request.connection)
  assertLength('external_id', request.externalId)
  if (request.resultUrl !== undefined && !isAllowedResultUrl(request.resultUrl, config.resultUrlOrigins))
    throw new InvitationError('origin_not_allowed', 'result_url', 'An invitation may not lead there.')
}

/** An inviter gives nothing that they are not trusted to give. */
function assertMayGrant({ roles = [], appMetadata, userMetadata }: NewInvitation, { permissions }: Inviter) {
  if (roles.length > 0 && !permissions.has(GRANT_ANY_PERMISSION)) throw forbidden('roles')
  if (roles.length > MAX_ROLES)
    throw new InvitationError('too_large', 'roles', `Expected ${MAX_ROLES} roles at most.`)
  if (permissions.has(GRANT_METADATA_PERMISSION)) return
  if (Object.keys(appMetadata ?? {}).length > 0) throw forbidden('app_metadata')
  if (Object.keys(userMetadata ?? {}).length > 0) throw forbidden('user_metadata')
}

function assertTtl(ttlSeconds: number): void {
  if (Number.isSafeInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= MAX_TTL_SECONDS) return
  throw new InvitationError('out_of_range', 'ttl_sec', `Expected 1 to ${MAX_TTL_SECONDS} seconds.`)
}

/** A stranger reads this name in a mail: it is one line, and no mail program finds an address in it. */
function assertName(name: string | undefined): void {
  if (name === undefined) return
  if (name.length <= MAX_NAME_LENGTH && !/[\p{C}<>]|:\/\/|www\./iu.test(name)) return
  throw new InvitationError('invalid_text', 'inviter.name', 'Expected a name: one line, no address.')
}

function assertLength(field: string, text: string | undefined): void {
  if (text === undefined || (text.length > 0 && text.length <= MAX_TEXT_LENGTH)) return
  throw new InvitationError('invalid_text', field, `Expected 1 to ${MAX_TEXT_LENGTH} characters.`)
}

function forbidden(field: string): InvitationError {
  return new InvitationError('forbidden', field, 'You may not grant this.')
}

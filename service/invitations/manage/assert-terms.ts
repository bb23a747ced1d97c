import { isKeptText } from '../../base/kept-json.ts'
import type { Catalog } from '../../management/catalog.ts'
import { hasHiddenCharacters } from '../model/invisible-characters.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { assertMetadata } from '../model/metadata-keys.ts'
import type { GrantedPermission, NewInvitation, Profile } from '../model/new-invitation.ts'
import { isAllowedResultUrl } from '../model/result-url.ts'

/** Auth0's organization invitations have this limit. */
const MAX_ROLES = 50
const MAX_PERMISSIONS = 100
const MAX_NAME_LENGTH = 300
const MAX_MESSAGE_LENGTH = 1000
const MAX_TEXT_LENGTH = 255
const MAX_URL_LENGTH = 2048

/** What a new invitation and an edit both may say; null takes a value away. */
export type InvitationTerms = Partial<
  Pick<NewInvitation, 'roles' | 'permissions' | 'appMetadata' | 'userMetadata' | 'profile'>
> & {
  [Name in 'connection' | 'locale' | 'message' | 'externalId' | 'resultUrl']?: string | null | undefined
}

/** Throws InvitationError for the first thing that nobody may ask for. */
export function assertTerms(terms: InvitationTerms, config: { resultUrlOrigins: readonly string[] }): void {
  const { roles = [], permissions = [] } = terms
  if (roles.length > MAX_ROLES)
    throw new InvitationError('too_large', 'roles', `Expected ${MAX_ROLES} roles at most.`)
  assertPermissions(permissions)
  assertMetadata('app_metadata', terms.appMetadata ?? {})
  assertMetadata('user_metadata', terms.userMetadata ?? {})
  assertProfile(terms.profile ?? {})
  assertLength('connection', terms.connection)
  assertLength('locale', terms.locale)
  assertLength('external_id', terms.externalId)
  assertMessage(terms.message)
  if (terms.resultUrl != null && !isAllowedResultUrl(terms.resultUrl, config.resultUrlOrigins))
    throw new InvitationError('origin_not_allowed', 'result_url', 'An invitation may not lead there.')
}

/** Throws InvitationError for what the tenant does not have, and ManagementError when it cannot be asked. */
export async function assertKnownToTenant(
  catalog: Pick<Catalog, 'roleIds' | 'client'>,
  { roles = [], clientId }: Pick<NewInvitation, 'roles' | 'clientId'>,
): Promise<void> {
  const { unknown } = await catalog.roleIds([...roles])
  if (unknown.length > 0) throw new InvitationError('unknown_role', 'roles', 'The tenant has no such role.')
  if (clientId !== undefined && !(await catalog.client(clientId)))
    throw new InvitationError('unknown_client', 'client_id', 'The tenant has no such application.')
}

/**
 * Throws InvitationError `out_of_range` unless it is a lifetime that the policy allows: there is always an end, and it
 * is never further from now than that.
 */
export function assertTtl(ttlSeconds: number, maxTtlSeconds: number): void {
  if (Number.isSafeInteger(ttlSeconds) && ttlSeconds >= 1 && ttlSeconds <= maxTtlSeconds) return
  throw new InvitationError('out_of_range', 'ttl_sec', `Expected 1 to ${maxTtlSeconds} seconds.`)
}

/** A stranger reads this name in a mail: it is one line, and no mail program finds an address in it. */
export function assertName(field: string, name: string | undefined): void {
  if (name === undefined || isName(name)) return
  if (hasHiddenCharacters(name)) throw toHidden(field)
  throw new InvitationError('invalid_text', field, 'Expected a name: one line, no address.')
}

/** May an invitation have this name? */
export function isName(text: string): boolean {
  const isLine =
    text.length > 0 && text.length <= MAX_NAME_LENGTH && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}<>]/u.test(text)
  return isLine && !hasHiddenCharacters(text) && !looksLikeAddress(text)
}

function toHidden(field: string): InvitationError {
  return new InvitationError('invisible_character', field, 'There are invisible characters in the text.')
}

/** A message may have several lines, but no invisible characters and no link; the pages escape it. */
function assertMessage(message: string | null | undefined): void {
  if (message == null) return
  if (hasHiddenCharacters(message)) throw toHidden('message')
  const isText = message.length > 0 && message.length <= MAX_MESSAGE_LENGTH
  if (isText && isKeptText(message) && !/:\/\/|www\./iu.test(message)) return
  throw new InvitationError('invalid_text', 'message', 'Expected a few words without an address.')
}

function assertPermissions(permissions: readonly GrantedPermission[]): void {
  if (permissions.length > MAX_PERMISSIONS)
    throw new InvitationError('too_large', 'permissions', `Expected ${MAX_PERMISSIONS} permissions at most.`)
  for (const { permission_name, resource_server_identifier } of permissions) {
    assertLength('permissions', permission_name)
    assertLength('permissions', resource_server_identifier)
  }
}

function assertProfile({ picture, ...names }: Profile): void {
  for (const [name, value] of Object.entries(names)) assertName(`profile.${name}`, value)
  if (picture === undefined) return
  const isPicture = picture.length <= MAX_URL_LENGTH && URL.canParse(picture)
  if (!isPicture || new URL(picture).protocol !== 'https:')
    throw new InvitationError('invalid_text', 'profile.picture', 'Expected an https address.')
}

/** Databases keep neither unpaired surrogates nor NUL in text. */
function assertLength(field: string, text: string | null | undefined): void {
  if (text == null || (text.length > 0 && text.length <= MAX_TEXT_LENGTH && isKeptText(text))) return
  throw new InvitationError('invalid_text', field, `Expected 1 to ${MAX_TEXT_LENGTH} characters.`)
}

/** Matches what mail programs turn into a link: a scheme, or a name with a dot and letters after it. */
export function looksLikeAddress(text: string): boolean {
  return /:\/\/|www\.|[\p{L}\p{N}]\.\p{L}{2}/iu.test(text)
}

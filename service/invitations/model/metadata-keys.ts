import { isOwnMetadataKey } from '../../../contract/guestlist-metadata.ts'
import { findInheritedKey, isInheritedName } from '../../../contract/inherited-name.ts'
import { isKeptText } from '../../base/kept-json.ts'
import { InvitationError } from './invitation-error.ts'

/**
 * Names that app_metadata must not have (https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data):
 * a write with one of them fails as a whole.
 */
const reservedByAuth0 = [
  ...['__tenant', '_id', 'blocked', 'clientID', 'created_at', 'email_verified', 'email', 'globalClientID'],
  ...['global_client_id', 'identities', 'lastIP', 'lastLogin', 'loginsCount', 'metadata'],
  ...['multifactor_last_modified', 'multifactor', 'updated_at', 'user_id'],
]

/** Names reserved by Auth0. */
const reserved = new Set<string>(reservedByAuth0)

/** Checks whether no invitation and no policy may name this key. Guestlist's own keys are reserved as well. */
export function isReservedKey(key: string): boolean {
  return reserved.has(key) || isOwnMetadataKey(key) || isInheritedName(key)
}

/** A user's whole profile has 10 kB, says the same page; an invitation leaves most of it to others. */
export const MAX_METADATA_BYTES = 4096
const MAX_DEPTH = 10

/** Throws InvitationError for metadata that an invitation must not set; `field` is its name in the API. */
export function assertMetadata(
  field: 'app_metadata' | 'user_metadata',
  metadata: Record<string, unknown>,
): void {
  const inherited = findInheritedKey(metadata)
  if (inherited) {
    const { key, path } = inherited
    throw new InvitationError('reserved_key', `${field}.${path}`, `The key "${key}" is reserved.`)
  }
  for (const [key, value] of Object.entries(metadata)) {
    if (isReservedKey(key))
      throw new InvitationError('reserved_key', field, 'A key of this name is reserved.')
    // Auth0 takes null for "remove this key", and an invitation takes nothing away.
    if (value === null) throw new InvitationError('reserved_key', field, 'A value must not be null.')
  }
  if (!hasStorableKeys(metadata, MAX_DEPTH))
    throw new InvitationError('reserved_key', field, 'Keys must not be empty or contain "." or "$".')
  if (!isKept(metadata))
    throw new InvitationError('invalid_text', field, 'A text has half a character, or a zero, in it.')
  if (Buffer.byteLength(JSON.stringify(metadata)) > MAX_METADATA_BYTES)
    throw new InvitationError('too_large', field, `Metadata takes ${MAX_METADATA_BYTES} bytes at most.`)
}

function isKept(value: unknown): boolean {
  if (typeof value === 'string') return isKeptText(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, item]) => isKept(key) && isKept(item))
}

function hasStorableKeys(value: unknown, depthLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depthLeft === 0) return false
  if (Array.isArray(value)) return value.every(item => hasStorableKeys(item, depthLeft - 1))
  return Object.entries(value).every(
    ([key, item]) => key !== '' && !/[.$]/.test(key) && hasStorableKeys(item, depthLeft - 1),
  )
}

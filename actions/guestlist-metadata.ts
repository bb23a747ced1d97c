import { type GuestlistMetadata, METADATA_KEY } from '../contract/calls.ts'
import type { Dictionary } from './event-types.ts'

/** Reads `app_metadata.guestlist`, and believes only values of the right type: admitted is `true` and nothing else. */
export function readGuestlistMetadata(appMetadata: Dictionary | undefined): GuestlistMetadata {
  const value = appMetadata?.[METADATA_KEY]
  if (typeof value !== 'object' || value === null) return {}
  const { admitted, invitation, admission, refused_at } = value as Dictionary
  return {
    ...(admitted === true && { admitted }),
    ...(typeof invitation === 'string' && { invitation }),
    ...(typeof admission === 'string' && { admission }),
    ...(typeof refused_at === 'string' && { refused_at }),
  }
}

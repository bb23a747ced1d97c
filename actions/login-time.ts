import type { GuestlistMetadata } from '../contract/calls.ts'
import type { PostLoginEvent } from './event-types.ts'

type Authentication = Pick<PostLoginEvent, 'authentication'>

/**
 * When the person behind a login last proved who they are: the latest first factor of the session. A second factor or a
 * method that an Action recorded does not make an old session a new one. Undefined where the platform does not say.
 */
export function authenticatedAt({ authentication }: Authentication): number | undefined {
  const instants = (authentication?.methods ?? [])
    .filter(({ name }) => name !== 'mfa' && !String(name).startsWith('http'))
    .map(({ timestamp }) => Date.parse(String(timestamp)))
    .filter(instant => !Number.isNaN(instant))
  return instants.length > 0 ? Math.max(...instants) : undefined
}

/**
 * Was this login begun before the account's owner took it over? The session in which the owner did so is a moment older
 * than that, and is known by its instant. Where the platform tells no times, those sessions and refresh tokens have
 * been ended at the tenant itself (docs/adr/0017-accounts-from-before.md).
 */
export function isOutdated(event: Authentication, metadata: GuestlistMetadata): boolean {
  const notBefore = Date.parse(metadata.not_before ?? '')
  const at = authenticatedAt(event)
  if (Number.isNaN(notBefore) || at === undefined || at >= notBefore) return false
  return at !== Date.parse(metadata.not_before_except ?? '')
}

import type { GuestlistMetadata } from '../contract/guestlist-metadata.ts'
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

/** Did the person type the account's password? Undefined where the platform names no first factor. */
export function isByPassword({ authentication }: Authentication): boolean | undefined {
  const names = (authentication?.methods ?? []).map(({ name }) => String(name)).filter(name => name !== 'mfa')
  return names.length > 0 ? names.includes('pwd') : undefined
}

/** Token grants in which nobody authenticates. */
const UNATTENDED_PROTOCOL = 'oauth2-refresh-token'
const EXCHANGE_PROTOCOL = 'oauth2-token-exchange'
/** A native application exchanges what a person's log-in at a provider returned (…/native-social-login). */
const NATIVE_TOKEN_TYPE = 'http://auth0.com/oauth/token-type/'

/**
 * Is there a person who can accept something? Nobody is at a silent login, a refresh token or the exchange of another
 * token, and none of them shows more than that somebody logged in at some time.
 */
export function isInteractive({
  request,
  transaction,
}: Pick<PostLoginEvent, 'request' | 'transaction'>): boolean {
  const prompts = `${transaction?.prompt ?? ''} ${request.query?.prompt ?? ''}`.split(/[\s,]+/)
  if (prompts.includes('none')) return false
  const { protocol, subject_token_type } = transaction ?? {}
  if (protocol === EXCHANGE_PROTOCOL) return subject_token_type?.startsWith(NATIVE_TOKEN_TYPE) === true
  return protocol !== UNATTENDED_PROTOCOL
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

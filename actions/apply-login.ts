import type { Grant } from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import {
  type GainedMetadata,
  PASSED_KEY,
  REFUSED_KEY,
  readGuestlistMetadata,
  toAdmission,
} from '../contract/guestlist-metadata.ts'
import { isRefusalCode, type RefusalCode, sentenceFor } from '../contract/refusal.ts'
import { decideClaims, decideMetadata } from './decide-grant.ts'
import { localeOf } from './event-locale.ts'
import type { PostLoginApi, PostLoginEvent } from './event-types.ts'
import { MAX_HOSTNAME_LENGTH, toText } from './read-event.ts'
import { parseServiceSettings } from './service-call.ts'

/** Keeps a refusal for `/continue`; transaction metadata survives the redirect. */
const REFUSAL_KEY = 'guestlist_refusal'

/** Puts roles and mapped metadata into both tokens; `grant` adds what this login has just been given. */
export function applyClaims(event: PostLoginEvent, api: PostLoginApi, gate: Gate, grant?: Grant): void {
  const kept = readGuestlistMetadata(event.user.app_metadata).roles
  const roles = gate.grantRolesAs === 'metadata' ? kept : event.authorization?.roles
  const user = { roles: roles ?? [], appMetadata: event.user.app_metadata }
  for (const [claim, value] of decideClaims(user, gate, grant)) {
    api.idToken.setCustomClaim(claim, value)
    api.accessToken.setCustomClaim(claim, value)
  }
}

/** Admits the user and gives what the invitation promised, as far as a login can; the service assigns the roles. */
export function applyGrant(event: PostLoginEvent, api: PostLoginApi, gate: Gate, grant: Grant): void {
  const { app_metadata, user_metadata } = event.user
  for (const [key, value] of decideMetadata(app_metadata, grant.app_metadata, grant.overwrite))
    api.user.setAppMetadata(key, value)
  for (const [key, value] of decideMetadata(user_metadata, grant.user_metadata, grant.overwrite))
    api.user.setUserMetadata(key, value)
  const { invitation, roles } = grant
  admit(event, api, gate.grantRolesAs === 'metadata' ? { invitation, roles } : { invitation })
  applyClaims(event, api, gate, grant)
}

/** Notes that the gate lets this user pass from now on. */
export function admit(event: PostLoginEvent, api: PostLoginApi, gained: GainedMetadata): void {
  const written = toAdmission(event.user.app_metadata, gained)
  for (const [key, value] of Object.entries(written)) api.user.setAppMetadata(key, value)
}

/** Notes that an exception let this user pass, who may be refused elsewhere. */
export function markPassed(api: PostLoginApi, now: Date): void {
  api.user.setAppMetadata(PASSED_KEY, now.toISOString())
}

/** Ends a login that the service refused; its ticket leads to the page that explains why. */
export function applyRefusal(
  event: PostLoginEvent,
  api: PostLoginApi,
  code: RefusalCode,
  ticket: string | undefined,
): void {
  markRefused(event, api)
  explain(event, api, code, ticket === undefined ? undefined : { refusal: ticket })
}

/** Ends a login from before its account's owner took it over. The service is not asked, so the page gets no ticket. */
export function applyOutdated(event: PostLoginEvent, api: PostLoginApi): void {
  const code = 'login_outdated'
  const hostname = toText(event.request.hostname, MAX_HOSTNAME_LENGTH)
  explain(event, api, code, { code, ...(hostname !== undefined && { hostname }) })
}

/** Explains on our page where a browser can be redirected, otherwise in place. */
function explain(
  event: PostLoginEvent,
  api: PostLoginApi,
  code: RefusalCode,
  query: Record<string, string> | undefined,
): void {
  const locale = localeOf(event)
  const page = findPage(event.secrets)
  if (query === undefined || page === undefined || !api.redirect.canRedirect()) {
    api.access.deny(sentenceFor(code, locale))
    return
  }
  api.transaction.setMetadata(REFUSAL_KEY, code)
  api.redirect.sendUserTo(page, { query: { ...query, locale } })
}

function findPage(secrets: PostLoginEvent['secrets']): string | undefined {
  try {
    return `${parseServiceSettings(secrets).url}/refused`
  } catch {
    return undefined
  }
}

/** Denies after the page, with the sentence that it explained. */
export function denyAgain(event: PostLoginEvent, api: PostLoginApi): void {
  // Metadata set before a redirect is written only when the run ends, which is here.
  markRefused(event, api)
  const code = event.transaction.metadata?.[REFUSAL_KEY]
  api.access.deny(sentenceFor(isRefusalCode(code) ? code : 'invitation_required', localeOf(event)))
}

/** Marks the refusal once, because every write counts against the tenant's rate limit. */
function markRefused(event: PostLoginEvent, api: PostLoginApi): void {
  const metadata = readGuestlistMetadata(event.user.app_metadata)
  if (metadata.refused_at !== undefined || metadata.admitted) return
  api.user.setAppMetadata(REFUSED_KEY, new Date().toISOString())
}

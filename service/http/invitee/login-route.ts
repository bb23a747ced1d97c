import { HANDOFF_PARAMETER } from '../../../contract/handoff-token.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import type { TenantClient } from '../../management/management-api.ts'
import { findClientInTime, type InviteeDeps } from './invitee-deps.ts'

/** The log-in of an application that takes handoffs itself: it forwards what it gets there to `/authorize`. */
export interface LoginRoute {
  readonly clientId: string
  readonly url: string
}

/** Key of the application's metadata in the tenant, which administrators see and change in the dashboard. */
const METADATA_NAME = 'guestlist_login_url'

/** What the application would have to tell apart from ours: it belongs to invitations of Auth0's own. */
const reserved = ['invitation', 'organization', HANDOFF_PARAMETER]

/**
 * Where a person goes after Accept. Most applications have no route: the service's own log-in does. Nor does an
 * invitation that leads to an address of its own, because only the service's log-in ends there.
 */
export function decideLoginRoute(
  { clientId, resultUrl }: Pick<Invitation, 'clientId' | 'resultUrl'>,
  client: TenantClient | undefined,
): { outcome: 'service' | 'unusable' } | { outcome: 'application'; route: LoginRoute } {
  const url = client?.clientMetadata[METADATA_NAME]
  if (!client || client.clientId !== clientId || url === undefined || resultUrl !== null)
    return { outcome: 'service' }
  return isOwnAddress(url, client)
    ? { outcome: 'application', route: { clientId, url } }
    : { outcome: 'unusable' }
}

/**
 * Only an address whose origin the tenant sends this application's log-ins to anyway: one that was mistyped, that
 * somebody else has taken over since, or that is not safe gets no handoff.
 */
function isOwnAddress(text: string, { callbacks = [], initiateLoginUri }: TenantClient): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, origin, username, password, hash, searchParams } = new URL(text)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost')
  if (!isSafe || username !== '' || password !== '' || hash !== '') return false
  if (reserved.some(name => searchParams.has(name))) return false
  return [...callbacks, initiateLoginUri ?? ''].some(
    own => URL.canParse(own) && new URL(own).origin === origin,
  )
}

/** Looks the application up, and its route; without an answer in time the service's own log-in does as well. */
export async function findLoginRoute(
  deps: Pick<InviteeDeps, 'findClient' | 'log'>,
  invitation: Pick<Invitation, 'clientId' | 'resultUrl'>,
): Promise<LoginRoute | undefined> {
  if (invitation.clientId === null) return undefined
  const decision = decideLoginRoute(invitation, await findClientInTime(deps, invitation.clientId))
  if (decision.outcome === 'unusable') deps.log.warn('login_url_refused', { client: invitation.clientId })
  return decision.outcome === 'application' ? decision.route : undefined
}

/**
 * The address that the browser is sent to; `connection` only where the invitation asks for one. `prompt` is there for
 * applications that forward all they get: somebody else may still be signed in.
 */
export function toLoginAddress(
  route: LoginRoute,
  request: {
    handoff: string
    screenHint: 'signup' | 'login'
    loginHint: string | undefined
    connection: string | undefined
    locale: string
  },
): string {
  const url = new URL(route.url)
  url.searchParams.set(HANDOFF_PARAMETER, request.handoff)
  url.searchParams.set('screen_hint', request.screenHint)
  if (request.loginHint !== undefined) url.searchParams.set('login_hint', request.loginHint)
  if (request.connection !== undefined) url.searchParams.set('connection', request.connection)
  url.searchParams.set('ui_locales', request.locale)
  url.searchParams.set('prompt', 'login')
  return url.href
}

import type { PageAction } from '../pages/message-page.tsx'

interface Places {
  readonly publicUrl: string
  readonly loginOrigin: string
  /** The canonical domain, where people may log in too. */
  readonly tenantDomain: string
  readonly clientId: string
}

/** Back to the invitation that this browser holds, to accept it (again). */
export function backToInvitation(label: string): PageAction {
  return { label, href: '/i', isMain: true }
}

/**
 * Ends the session at the tenant, which would otherwise bring the same account back, and returns to the invitation or,
 * without one, to a page that says what to do (https://auth0.com/docs/authenticate/login/logout). Both addresses are
 * Allowed Logout URLs of the application "Guestlist".
 */
export function toAnotherAccount(
  label: string,
  { publicUrl, clientId, ...domains }: Places,
  { holdsInvitation, hostname }: { holdsInvitation: boolean; hostname: string | null },
): PageAction {
  const url = new URL('/v2/logout', findLoginOrigin(domains, hostname))
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('returnTo', `${publicUrl}${holdsInvitation ? '/i' : '/signed-out'}`)
  return { label, href: url.href, isMain: true }
}

/** Goes on with the login that waits for us at the tenant, whose Action then denies it to the application. */
export function toApplication(
  label: string,
  places: Places,
  { state, hostname }: { state: string; hostname: string | null },
): PageAction {
  const url = new URL('/continue', findLoginOrigin(places, hostname))
  url.searchParams.set('state', state)
  return { label, href: url.href }
}

/**
 * Sessions and waiting logins belong to one of the tenant's domains. Only the two that the operator has named are led
 * to, whatever a refusal says.
 */
function findLoginOrigin(
  { loginOrigin, tenantDomain }: Pick<Places, 'loginOrigin' | 'tenantDomain'>,
  hostname: string | null,
): string {
  return hostname === tenantDomain ? `https://${tenantDomain}` : loginOrigin
}

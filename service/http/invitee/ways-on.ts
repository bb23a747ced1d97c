import type { PageAction } from '../pages/message-page.tsx'

interface Places {
  readonly publicUrl: string
  readonly loginOrigin: string
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
  { publicUrl, loginOrigin, clientId }: Places,
  holdsInvitation: boolean,
): PageAction {
  const url = new URL('/v2/logout', loginOrigin)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('returnTo', `${publicUrl}${holdsInvitation ? '/i' : '/signed-out'}`)
  return { label: 'Use another account', href: url.href, isMain: true }
}

/** Goes on with the login that waits for us at the tenant, whose Action then denies it to the application. */
export function toApplication({ loginOrigin }: Places, tenantState: string): PageAction {
  const url = new URL('/continue', loginOrigin)
  url.searchParams.set('state', tenantState)
  return { label: 'Back to the application', href: url.href }
}

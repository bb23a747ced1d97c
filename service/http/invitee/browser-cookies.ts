import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import type { Sealer } from '../../sign-in/sealed-cookie.ts'
import { type Acceptance, acceptSeal, openedSeal } from './browser-seals.ts'

/** The two cookies of the invitee's way. Neither is a session: they open nothing without the ledger and the tenant. */
export interface BrowserCookies {
  readInvitation(c: Context): Promise<InvitationKey | undefined>
  writeInvitation(c: Context, key: InvitationKey): Promise<void>
  clearInvitation(c: Context): void
  readAcceptance(c: Context): Promise<Acceptance | undefined>
  writeAcceptance(c: Context, acceptance: Acceptance): Promise<void>
  clearAcceptance(c: Context): void
}

/** Creates the cookies. The `__Host-` prefix needs https; browsers differ about localhost, so there it is left out. */
export function createBrowserCookies({ sealer, publicUrl }: { sealer: Sealer; publicUrl: string }) {
  const isSecure = publicUrl.startsWith('https:')
  const prefix = isSecure ? '__Host-' : ''
  // Lax: the tenant's redirects back to us are top-level navigations and bring the cookies; posts from elsewhere do not.
  const attributes = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const
  const invitation = `${prefix}guestlist-invitation`
  const accept = `${prefix}guestlist-accept`
  const cookies: BrowserCookies = {
    readInvitation: c => sealer.open(openedSeal, getCookie(c, invitation)),
    writeInvitation: async (c, key) =>
      setCookie(c, invitation, await sealer.seal(openedSeal, key), attributes),
    clearInvitation: c => void deleteCookie(c, invitation, attributes),
    readAcceptance: c => sealer.open(acceptSeal, getCookie(c, accept)),
    writeAcceptance: async (c, acceptance) =>
      setCookie(c, accept, await sealer.seal(acceptSeal, acceptance), {
        ...attributes,
        maxAge: acceptSeal.ttlSeconds,
      }),
    clearAcceptance: c => void deleteCookie(c, accept, attributes),
  }
  return cookies
}

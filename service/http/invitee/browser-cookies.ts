import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Sealer } from '../../sign-in/sealed-cookie.ts'
import { type Acceptance, acceptSeal, openedSeal } from './browser-seals.ts'

/**
 * The cookies of the invitee's way: which invitation was opened last, and one for each acceptance that is under way, of
 * which two tabs may have two. None is a session: they open nothing without the ledger and the tenant.
 */
export interface BrowserCookies {
  readInvitation(c: Context): Promise<InvitationKey | undefined>
  writeInvitation(c: Context, key: InvitationKey): Promise<void>
  clearInvitation(c: Context): void
  /** The acceptance whose log-in has this `state`; undefined for one that this browser did not begin. */
  readAcceptance(c: Context, state: string | null): Promise<Acceptance | undefined>
  /** Keeps a few acceptances, and drops the oldest beyond that. */
  writeAcceptance(c: Context, acceptance: Acceptance): Promise<void>
  clearAcceptance(c: Context, acceptance: Pick<Acceptance, 'state'>): void
}

/** Each is half a kilobyte, and headers have room for few; nobody signs up in more tabs at once. */
const MAX_ACCEPTANCES = 5

interface CookieDeps {
  readonly sealer: Sealer
  readonly publicUrl: string
  /** Milliseconds since 1970. */
  now(): number
}

/** Creates the cookies. The `__Host-` prefix needs https; browsers differ about localhost, so there it is left out. */
export function createBrowserCookies({ sealer, publicUrl, now }: CookieDeps): BrowserCookies {
  const isSecure = publicUrl.startsWith('https:')
  const prefix = isSecure ? '__Host-' : ''
  // Lax: the tenant's redirects back to us are top-level navigations and bring the cookies; posts from elsewhere do not.
  const attributes = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const
  const invitation = `${prefix}guestlist-invitation`
  const accept = `${prefix}guestlist-accept.`
  /** The names say since when and of which state they are; nothing is believed of that but the order of dropping. */
  const listNames = (c: Context) =>
    Object.keys(getCookie(c))
      .filter(name => name.startsWith(accept))
      .sort()
  const findName = (c: Context, state: string) =>
    listNames(c).findLast(name => name.endsWith(`.${toMark(state)}`))
  return {
    readInvitation: c => sealer.open(openedSeal, getCookie(c, invitation)),
    writeInvitation: async (c, key) =>
      setCookie(c, invitation, await sealer.seal(openedSeal, key), attributes),
    clearInvitation: c => void deleteCookie(c, invitation, attributes),
    async readAcceptance(c, state) {
      const name = findName(c, state ?? '')
      const acceptance = name === undefined ? undefined : await sealer.open(acceptSeal, getCookie(c, name))
      return acceptance?.state === state ? acceptance : undefined
    },
    async writeAcceptance(c, acceptance) {
      const names = listNames(c)
      for (const name of names.slice(0, Math.max(0, names.length + 1 - MAX_ACCEPTANCES)))
        deleteCookie(c, name, attributes)
      // The number has a constant length until the year 2286, so names sort by time.
      const name = `${accept}${Math.floor(now() / 1000)}.${toMark(acceptance.state)}`
      const text = await sealer.seal(acceptSeal, acceptance)
      setCookie(c, name, text, { ...attributes, maxAge: acceptSeal.ttlSeconds })
    },
    clearAcceptance(c, { state }) {
      const name = findName(c, state)
      if (name !== undefined) deleteCookie(c, name, attributes)
    },
  }
}

/** A state is a secret until its log-in is over: names of cookies are shown and logged more readily than values. */
function toMark(state: string): string {
  return hashSecret(state).slice(0, 16)
}

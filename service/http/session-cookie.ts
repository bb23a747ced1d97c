import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Session, Sessions, SignedInPerson } from '../sign-in/sessions.ts'

/** The cookie of one sort of session. */
export interface SessionCookie {
  /** Has this browser a cookie, whatever it is worth? */
  isThere(c: Context): boolean
  begin(c: Context, person: SignedInPerson): Promise<void>
  /** The session of this browser. From time to time, its cookie is exchanged on the way. */
  read(c: Context): Promise<Session | undefined>
  end(c: Context, session: Pick<Session, 'id'>): Promise<void>
}

/** Creates a session's cookie; its name is `__Host-guestlist-<name>`, without the prefix where there is no https. */
export function createSessionCookie(options: {
  sessions: Sessions
  name: string
  publicUrl: string
}): SessionCookie {
  const { sessions, publicUrl } = options
  const isSecure = publicUrl.startsWith('https:')
  const name = `${isSecure ? '__Host-' : ''}guestlist-${options.name}`
  // Lax: whoever comes back from the tenant comes with a redirect from elsewhere, and Strict would leave it out then.
  const attributes = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const
  return {
    isThere: c => getCookie(c, name) !== undefined,
    begin: async (c, person) => setCookie(c, name, await sessions.begin(person), attributes),
    async read(c) {
      const text = getCookie(c, name)
      if (text === undefined) return undefined
      const found = await sessions.find(text)
      if (!found) deleteCookie(c, name, attributes)
      if (found?.cookie !== undefined) setCookie(c, name, found.cookie, attributes)
      return found?.session
    },
    async end(c, session) {
      await sessions.end(session)
      deleteCookie(c, name, attributes)
    },
  }
}

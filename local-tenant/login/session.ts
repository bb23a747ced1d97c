import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { originOf } from '../domain.ts'
import type { Session, User } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'

/** https://auth0.com/docs/manage-users/sessions/session-lifetime-limits: `session_lifetime`, in hours. */
const defaultLifetimeHours = 168

/**
 * Cookies know no ports, so both domains of a tenant on localhost share a jar, and a browser lets no http page replace
 * a Secure cookie: the canonical domain's session has a name of its own. On real domains both are called `auth0`.
 */
function cookieName(c: Context): string {
  return isSecure(c) ? 'auth0_canonical' : 'auth0'
}

/** Frames of applications log in silently: on https the cookie goes there too; plain http can have no such cookie. */
function sameSite(c: Context): 'None' | 'Lax' {
  return isSecure(c) ? 'None' : 'Lax'
}

function isSecure(c: Context): boolean {
  return c.req.url.startsWith('https:')
}

/** The session of this browser with its user; undefined without a cookie, an expired one, or a deleted user. */
export function currentSession(tenant: Tenant, c: Context): { session: Session; user: User } | undefined {
  const id = getCookie(c, cookieName(c))
  const session = tenant.state.sessions.find(candidate => candidate.id === id)
  const user = session && tenant.findUser(session.user_id)
  if (!session || !user) return undefined
  const hours = Number(tenant.state.tenant.settings.session_lifetime ?? defaultLifetimeHours)
  const isOver = tenant.now().getTime() - Date.parse(session.created_at) > hours * 3_600_000
  return isOver ? undefined : { session, user }
}

/** Begins a session in this browser, in place of the one it had. */
export function beginSession(
  tenant: Tenant,
  c: Context,
  user: User,
  connection: string,
  method: string,
): Session {
  endSession(tenant, c)
  const now = tenant.now().toISOString()
  const session: Session = {
    id: randomBytes(24).toString('base64url'),
    user_id: user.user_id,
    connection,
    methods: [{ name: method, timestamp: now }],
    created_at: now,
  }
  tenant.state.sessions.push(session)
  setCookie(c, cookieName(c), session.id, {
    httpOnly: true,
    sameSite: sameSite(c),
    path: '/',
    secure: isSecure(c),
  })
  return session
}

/** Ends the session of this browser; the user id it belonged to, if there was one. */
export function endSession(tenant: Tenant, c: Context): string | undefined {
  const id = getCookie(c, cookieName(c))
  const session = tenant.state.sessions.find(candidate => candidate.id === id)
  tenant.state.sessions = tenant.state.sessions.filter(candidate => candidate.id !== id)
  if (id) deleteCookie(c, cookieName(c), { path: '/', secure: isSecure(c) })
  return session?.user_id
}

/** Records a method that the user has just passed. */
export function addMethods(tenant: Tenant, sessionId: string, names: string[]): void {
  const session = tenant.state.sessions.find(candidate => candidate.id === sessionId)
  const timestamp = tenant.now().toISOString()
  session?.methods.push(...names.map(name => ({ name, timestamp })))
}

/** The value that ties a login in progress to this browser, made when it has none. */
export function deviceOf(tenant: Tenant, c: Context): string {
  const name = originOf(tenant, c.req.url) === tenant.canonicalUrl ? 'did_canonical' : 'did'
  const known = getCookie(c, name)
  if (known) return known
  const created = randomBytes(18).toString('base64url')
  setCookie(c, name, created, { httpOnly: true, sameSite: sameSite(c), path: '/', secure: isSecure(c) })
  return created
}

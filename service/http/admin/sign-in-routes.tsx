import { type Context, Hono } from 'hono'
import { messagesFor } from '../../messages/messages.ts'
import { SignInError } from '../../sign-in/sign-in-error.ts'
import { ApiError } from '../api/api-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { createSignInCookie, type SignInCookie } from '../sign-in-cookie.ts'
import type { AdminDeps, Administration } from './admin-deps.ts'
import { AdminNotice, NoPermissionPage, SignInPage } from './frame/notice-pages.tsx'

/** The way in and out of administrators' pages; none of it needs a session. */
export function createSignInRoutes(deps: AdminDeps, administration: Administration): Hono<HttpEnv> {
  const begun = createSignInCookie({ ...deps, name: 'admin' })
  const { signIn, cookie } = administration
  const targetOf = (c: Context) => toReturnAddress(c.req.query('to'), { ...deps, area: '/admin' })
  return new Hono<HttpEnv>()
    .get('/admin/sign-in', async c => {
      const returnTo = targetOf(c)
      if (await cookie.read(c)) return c.redirect(returnTo, 303)
      const href = `/admin/sign-in/begin?${new URLSearchParams({ to: returnTo })}`
      const isEnded = c.req.query('ended') !== undefined
      return renderPage(c, <SignInPage site={siteFor(c, deps)} href={href} isEnded={isEnded} />)
    })
    .get('/admin/sign-in/begin', async c => {
      const { url, checks } = await signIn.begin({ locale: siteFor(c, deps).locale })
      await begun.write(c, { ...checks, returnTo: targetOf(c) })
      return c.redirect(url.href, 303)
    })
    .get('/admin/callback', c => finishAdminSignIn(c, deps, administration, begun))
    .get('/admin/signed-out', c => {
      const site = siteFor(c, deps)
      const actions = [{ label: messagesFor(site.locale).adminFrame.signedOut.again, href: '/admin/sign-in' }]
      return renderPage(c, <AdminNotice site={site} notice="signedOut" tone="good" actions={actions} />)
    })
    .onError((error, c) => {
      const isTenant = error instanceof SignInError && error.code === 'unreachable'
      const isKeys = error instanceof ApiError && error.code === 'unavailable'
      if (!isTenant && !isKeys) throw error
      deps.log.warn('administrator_sign_in_failed', { code: error.code })
      const site = siteFor(c, deps)
      // The cookie stays: the same address is another try.
      const href = c.req.path === '/admin/callback' ? c.req.url : '/admin/sign-in'
      const actions = [{ label: messagesFor(site.locale).adminFrame.unreachable.again, href, isMain: true }]
      const page = <AdminNotice site={site} notice="unreachable" tone="late" actions={actions} />
      return renderPage(c, page, { status: 503 })
    })
}

/** Reads who came back, and what the tenant lets them do. Throws SignInError and ApiError `unavailable`. */
async function finishAdminSignIn(
  c: Context,
  deps: AdminDeps,
  { signIn, cookie }: Administration,
  begun: SignInCookie,
) {
  const query = new URL(c.req.url).searchParams
  const site = siteFor(c, deps)
  const checks = await begun.read(c)
  // Another browser, or this one again: nothing is asked of the tenant.
  if (!checks || query.get('state') !== checks.state) return showAgain(c, deps, 'elsewhere', 400)
  try {
    const person = await signIn.finish(query, checks)
    const caller = await deps.verifyAccessToken(person.accessToken)
    begun.clear(c)
    // fail closed: the two tokens are about the same person, or neither is believed.
    if (caller.id !== person.userId || caller.kind !== 'person') return showAgain(c, deps, 'elsewhere', 400)
    const before = await cookie.read(c)
    if (before) await cookie.end(c, before)
    if (caller.permissions.size === 0) {
      const logoutUrl = signIn.logoutUrl(`${deps.publicUrl}/admin/signed-out`)
      const who = person.email ?? person.name ?? person.userId
      return renderPage(c, <NoPermissionPage site={site} who={who} logoutUrl={logoutUrl} />, { status: 403 })
    }
    await cookie.begin(c, { ...person, via: caller.via, permissions: [...caller.permissions] })
    return c.redirect(checks.returnTo, 303)
  } catch (error) {
    const isToken = error instanceof ApiError && error.code === 'invalid_token'
    const isRefused = error instanceof SignInError && error.code !== 'unreachable'
    if (!isToken && !isRefused) throw error
    deps.log.info('administrator_sign_in_failed', { code: error.code })
    begun.clear(c)
    return error.code === 'denied' ? showAgain(c, deps, 'stopped', 403) : showAgain(c, deps, 'elsewhere', 400)
  }
}

function showAgain(c: Context, deps: AdminDeps, notice: 'elsewhere' | 'stopped', status: 400 | 403) {
  const site = siteFor(c, deps)
  const actions = [
    { label: messagesFor(site.locale).adminFrame.signIn.title, href: '/admin/sign-in', isMain: true },
  ]
  return renderPage(c, <AdminNotice site={site} notice={notice} actions={actions} />, { status })
}

/**
 * Where to go after a log-in: a path below `area` (`/admin`) on this service, as somebody has asked for it, else the
 * area itself. Whatever else an address can be leads nowhere: other hosts, other schemes, the log-in once more.
 */
function toReturnAddress(
  asked: string | undefined,
  { publicUrl, area }: { publicUrl: string; area: string },
): string {
  // Browsers read a backslash as a slash and leave control characters out: what looks like a path may be a host.
  if (asked === undefined || !asked.startsWith('/') || /[\\\p{C}]/u.test(asked)) return area
  if (!URL.canParse(asked, publicUrl)) return area
  const { origin, pathname, search } = new URL(asked, publicUrl)
  const isInside = pathname === area || pathname.startsWith(`${area}/`)
  const isElsewhere = /\/\/|\/(sign-in|sign-out|signed-out|callback)(\/|$)/.test(pathname)
  return origin === new URL(publicUrl).origin && isInside && !isElsewhere ? `${pathname}${search}` : area
}

import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ManagementError } from '../../management/management-api.ts'
import { messagesFor } from '../../messages/messages.ts'
import type { Session } from '../../sign-in/sessions.ts'
import { FORM_TOKEN } from '../form-token.ts'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { AdminDeps, Administration } from './admin-deps.ts'
import type { AdminEnv } from './admin-env.ts'
import { findCaller } from './find-caller.ts'
import { KeptFormAgain, readKeptForm } from './frame/kept-form.tsx'
import { AdminNotice, NoPermissionPage } from './frame/notice-pages.tsx'
import { showUnreachable } from './frame/unreachable.tsx'
import { type AdminArea, toNavigation } from './navigation.ts'

/** The header that scripts send with requests. */
const FORM_TOKEN_HEADER = 'X-Form-Token'
const FORM = /^application\/x-www-form-urlencoded\b/i

/**
 * Lets through who is signed in and still allowed something; handlers find them in `admin`. Whatever changes something
 * has to come from a page of the same session.
 */
export function createAdminGuard(
  deps: AdminDeps,
  administration: Administration,
  areas: readonly AdminArea[],
): MiddlewareHandler<AdminEnv> {
  const { cookie, sessions } = administration
  return createMiddleware<AdminEnv>(async (c, next) => {
    const hadCookie = cookie.isThere(c)
    const session = await cookie.read(c)
    if (!session) return showEnded(c, deps, hadCookie)
    const found = await findCaller(deps, session)
    if (found.outcome === 'unknown') return showUnchecked(c, deps, found.cause)
    if (found.outcome === 'withdrawn') return endWithdrawn(c, deps, administration, session)
    const changesNothing = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!changesNothing && !(await sessions.isFormToken(session, await readToken(c))))
      return showFormTooOld(c, deps, await sessions.makeFormToken(session))
    const { caller } = found
    // Switching the language keeps what a table shows.
    const site = siteFor(c, deps, { keeps: Object.keys(c.req.query()).filter(name => name !== 'lang') })
    c.set('admin', {
      session,
      caller,
      site,
      loginOrigin: deps.loginOrigin,
      formToken: await sessions.makeFormToken(session),
      navigation: toNavigation(areas, caller, messagesFor(site.locale).adminFrame),
    })
    return (await next()) ?? undefined
  })
}

/** The tenant cannot be asked: what was sent waits on the page for another try. */
async function showUnchecked(c: Context, deps: AdminDeps, { code }: ManagementError) {
  deps.log.warn('administrator_unchecked', { code })
  return showUnreachable(c, deps)
}

async function endWithdrawn(
  c: Context,
  deps: AdminDeps,
  { cookie, signIn }: Administration,
  session: Session,
) {
  await cookie.end(c, session)
  deps.log.info('administrator_withdrawn', { user: session.userId })
  const logoutUrl = signIn.logoutUrl(`${deps.publicUrl}/admin/signed-out`)
  const who = session.email ?? session.name ?? session.userId
  const page = <NoPermissionPage site={siteFor(c, deps)} who={who} logoutUrl={logoutUrl} />
  return renderPage(c, page, { status: 403 })
}

/** Somebody has signed in again since, in another tab: one press more sends what they have typed. */
async function showFormTooOld(c: Context, deps: AdminDeps, token: string) {
  const site = siteFor(c, deps)
  const { back, again } = messagesFor(site.locale).adminFrame.formTooOld
  const kept = await readKeptForm(c)
  const actions = [{ label: back, href: '/admin', isMain: !kept }]
  const form = kept && <KeptFormAgain kept={kept} label={again} token={token} />
  const page = <AdminNotice site={site} notice="formTooOld" actions={actions} form={form} />
  return renderPage(c, page, { status: 403, formTargets: [] })
}

/**
 * Redirects to the sign-in page, which leads back here. A form that was sent stays where it is: signing in happens in
 * another tab.
 */
async function showEnded(c: Context, deps: AdminDeps, isEnded: boolean) {
  const kept = await readKeptForm(c)
  if (!kept || kept.action === '/admin/sign-out') return c.redirect(toSignIn(c, isEnded), 303)
  const site = siteFor(c, deps)
  const { signIn, again } = messagesFor(site.locale).adminFrame.sessionEnded
  const form = (
    <>
      <p>
        <a class="button button-quiet" href="/admin/sign-in" target="_blank" rel="noopener">
          {signIn}
        </a>
      </p>
      <KeptFormAgain kept={kept} label={again} />
    </>
  )
  const page = <AdminNotice site={site} notice="sessionEnded" form={form} />
  return renderPage(c, page, { status: 403, formTargets: [] })
}

/** Returns the sign-in page, which leads back to the page that was asked for. */
function toSignIn(c: Context, isEnded: boolean): string {
  const { pathname, search } = new URL(c.req.url)
  const query = new URLSearchParams({
    ...(c.req.method === 'GET' && { to: `${pathname}${search}` }),
    ...(isEnded && { ended: '1' }),
  })
  return `/admin/sign-in${query.size > 0 ? `?${query}` : ''}`
}

/** A form that carries a file is read by whoever wants it, as it comes: its token stands in its address. */
async function readToken(c: Context): Promise<string | undefined> {
  if (!FORM.test(c.req.header('Content-Type') ?? ''))
    return c.req.header(FORM_TOKEN_HEADER) ?? c.req.query(FORM_TOKEN)
  const token = (await c.req.parseBody())[FORM_TOKEN]
  return typeof token === 'string' ? token : undefined
}

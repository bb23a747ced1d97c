import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { InvitationError } from '../../invitations/model/invitation-error.ts'
import { ManagementError } from '../../management/management-api.ts'
import { messagesFor } from '../../messages/messages.ts'
import { serveAssets } from '../assets/asset.ts'
import type { HttpEnv } from '../http-env.ts'
import { isMultipart, limitForm } from '../limit-body.ts'
import { createLanguageMemory } from '../pages/language.ts'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { createSameOrigin } from '../same-origin.ts'
import type { AdminDeps } from './admin-deps.ts'
import type { AdminEnv } from './admin-env.ts'
import { createAdminGuard } from './admin-guard.tsx'
import { adminAssets } from './frame/assets.ts'
import { AdminNotice } from './frame/notice-pages.tsx'
import { NotAllowedPage, NotFoundPage } from './frame/refusal-pages.tsx'
import { renderAdminPage } from './frame/render-admin-page.ts'
import { showUnreachable } from './frame/unreachable.tsx'
import { type AdminArea, isOpenTo } from './navigation.ts'
import { createSignInRoutes } from './sign-in-routes.tsx'

/** A form of ours may hold a list of a few thousand addresses, or a box for each row of a table. */
const FORM_LIMITS = { maxSize: 512 * 1024, maxFields: 1_000 }
/** Takes files, whose reader has limits of its own. */
const UPLOAD_PATH = '/admin/imports'

/** Administrators' pages: the way in, and every area behind the guard. */
export function createAdminRoutes(deps: AdminDeps, areas: readonly AdminArea[]): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>().route('/', serveAssets(adminAssets))
  const { administration } = deps
  const limit = limitForm(FORM_LIMITS)
  routes.use('/admin/*', createLanguageMemory(deps), createSameOrigin(deps), (c, next) =>
    c.req.path === UPLOAD_PATH && isMultipart(c) ? next() : limit(c, next),
  )
  if (!administration) return routes.all('/admin/*', c => showNotSetUp(c, deps))
  const behind = new Hono<AdminEnv>()
    .use(createAdminGuard(deps, administration, areas))
    .use(frameNotFound)
    .get('/', c => {
      const [first] = c.get('admin').navigation
      return first ? c.redirect(first.href, 303) : c.notFound()
    })
    .post('/sign-out', async c => {
      await administration.cookie.end(c, c.get('admin').session)
      return c.redirect(administration.signIn.logoutUrl(`${deps.publicUrl}/admin/signed-out`), 303)
    })
  // What is further below goes first: `/invitations/new` is not the invitation "new".
  for (const area of areas.toSorted((a, b) => b.path.length - a.path.length))
    behind.route(area.path, new Hono<AdminEnv>().use(allow(area)).route('/', area.createRoutes(deps)))
  behind.all('*', c => c.notFound())
  behind.onError((error, c) => answerError(error, c, deps))
  return routes.route('/', createSignInRoutes(deps, administration)).route('/admin', behind)
}

/** What is not there is said in the frame, whoever says so. */
const frameNotFound = createMiddleware<AdminEnv>(async (c, next) => {
  c.notFound = () => renderAdminPage(c, <NotFoundPage admin={c.get('admin')} />, { status: 404 })
  await next()
})

/** An area is open to those who have all of its permissions. */
function allow(area: AdminArea) {
  return createMiddleware<AdminEnv>(async (c, next) => {
    const { caller } = c.get('admin')
    if (isOpenTo(caller, area)) return next()
    const missing = area.permissions.find(permission => !caller.permissions.has(permission))
    return renderAdminPage(c, <NotAllowedPage admin={c.get('admin')} permission={missing ?? ''} />, {
      status: 403,
    })
  })
}

/** What handlers leave to the frame: "not yours" is "not there", and a tenant that does not answer. */
function answerError(error: Error, c: Context<AdminEnv>, deps: AdminDeps) {
  if (error instanceof InvitationError && error.code === 'not_found')
    return renderAdminPage(c, <NotFoundPage admin={c.get('admin')} />, { status: 404 })
  if (!(error instanceof ManagementError)) throw error
  deps.log.warn('administrator_page_failed', { code: error.code })
  return showUnreachable(c, deps)
}

function showNotSetUp(c: Context, deps: AdminDeps) {
  const site = siteFor(c, deps)
  const page = (
    <AdminNotice site={site} notice="notSetUp" tone="broken">
      <p class="note">{messagesFor(site.locale).adminFrame.notSetUp.how}</p>
    </AdminNotice>
  )
  return renderPage(c, page, { status: 503 })
}

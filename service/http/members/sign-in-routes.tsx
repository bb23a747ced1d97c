import { type Context, Hono } from 'hono'
import { ManagementError } from '../../management/management-api.ts'
import { findMember } from '../../members/find-member.ts'
import { messagesFor } from '../../messages/messages.ts'
import { SignInError } from '../../sign-in/sign-in-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { renderPage } from '../pages/parts/render-page.tsx'
import { RepeatForm } from '../pages/parts/repeat-form.tsx'
import { siteFor } from '../pages/site.ts'
import { createSignInCookie, type SignInCookie } from '../sign-in-cookie.ts'
import { MemberNotice } from './member-notice.tsx'
import type { MembersDeps } from './members-deps.ts'
import type { UnsavedForm } from './unsaved-form.ts'

/** `GET /account/sign-in` and where the tenant sends people back to. */
export function createMemberSignInRoutes(deps: MembersDeps): Hono<HttpEnv> {
  const begun = createSignInCookie({ ...deps, name: 'account' })
  return new Hono<HttpEnv>()
    .get('/account/sign-in', async c => {
      const { url, checks } = await deps.membership.signIn.begin({ locale: siteFor(c, deps).locale })
      await begun.write(c, { ...checks, returnTo: '/account' })
      return c.redirect(url.href, 303)
    })
    .get('/account/callback', c => finishMemberSignIn(c, deps, begun))
    .onError((error, c) => {
      const isPassing = error instanceof SignInError && error.code === 'unreachable'
      if (!isPassing && !(error instanceof ManagementError)) throw error
      deps.log.warn('member_sign_in_failed', { code: error.code })
      return showUnreachable(c, deps)
    })
}

/** Reads who came back. Whoever the gate does not let in gets no session. Throws SignInError and ManagementError. */
async function finishMemberSignIn(c: Context, deps: MembersDeps, begun: SignInCookie) {
  const { signIn, cookie } = deps.membership
  const query = new URL(c.req.url).searchParams
  const checks = await begun.read(c)
  // Another browser, or this one again: nothing is asked of the tenant.
  if (!checks || query.get('state') !== checks.state) return showStopped(c, deps, 400)
  try {
    const person = await signIn.finish(query, checks)
    begun.clear(c)
    const before = await cookie.read(c)
    if (before) await cookie.end(c, before)
    if (!(await findMember(deps, person.userId))) return showNotIn(c, deps)
    await cookie.begin(c, { ...person, permissions: [] })
    return c.redirect(`${deps.publicUrl}/account`, 303)
  } catch (error) {
    if (!(error instanceof SignInError) || error.code === 'unreachable') throw error
    deps.log.info('member_sign_in_failed', { code: error.code })
    begun.clear(c)
    return error.code === 'denied' ? showNotIn(c, deps) : showStopped(c, deps, 400)
  }
}

/** Shown to a person whom the tenant knows or has refused: their session there would bring that account back. */
export function showNotIn(c: Context, deps: MembersDeps) {
  const site = siteFor(c, deps)
  const href = deps.membership.signIn.logoutUrl(`${deps.publicUrl}/account`)
  const actions = [{ label: messagesFor(site.locale).members.notIn.another, href, isMain: true }]
  const page = <MemberNotice site={site} notice="notIn" tone="closed" actions={actions} />
  return renderPage(c, page, { status: 403 })
}

/**
 * The tenant does not answer: nothing is known about anybody right now. `unsaved` is a form that it has kept from being
 * looked at; the page sends it again.
 */
export function showUnreachable(c: Context, deps: MembersDeps, unsaved?: UnsavedForm) {
  const site = siteFor(c, deps)
  const { unreachable, formTooOld } = messagesFor(site.locale).members
  const actions = unsaved
    ? [{ label: formTooOld.back, href: '/account' }]
    : [{ label: unreachable.again, href: '/account', isMain: true }]
  const form = unsaved && <RepeatForm action="/account" fields={unsaved} label={unreachable.again} />
  const page = <MemberNotice site={site} actions={actions} form={form} notice="unreachable" tone="late" />
  return renderPage(c, page, { status: 503, ...(unsaved && { formTargets: [] }) })
}

function showStopped(c: Context, deps: MembersDeps, status: 400) {
  const site = siteFor(c, deps)
  const actions = [
    { label: messagesFor(site.locale).members.stopped.again, href: '/account/sign-in', isMain: true },
  ]
  return renderPage(c, <MemberNotice site={site} notice="stopped" actions={actions} />, { status })
}

import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { TenantUser } from '../../management/management-api.ts'
import { findMember } from '../../members/find-member.ts'
import { messagesFor } from '../../messages/messages.ts'
import type { Session } from '../../sign-in/sessions.ts'
import { FORM_TOKEN } from '../form-token.ts'
import type { HttpEnv } from '../http-env.ts'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { MemberNotice, MemberSignInPage } from './member-notice.tsx'
import type { MembersDeps } from './members-deps.ts'
import { showNotIn } from './sign-in-routes.tsx'

/** Somebody who is signed in, as the tenant has them at this moment. */
export interface Member {
  readonly session: Session
  readonly user: TenantUser
}

export interface SessionEnv {
  Variables: HttpEnv['Variables'] & { session: Session }
}

export interface MemberEnv {
  Variables: SessionEnv['Variables'] & { member: Member }
}

/**
 * Lets through who has a session; handlers find it in `session`. A form has to come from a page of the same session.
 * Nothing is asked of the tenant.
 */
export function createSessionGuard(deps: MembersDeps): MiddlewareHandler<SessionEnv> {
  const { cookie, sessions } = deps.membership
  return createMiddleware<SessionEnv>(async (c, next) => {
    const hadCookie = cookie.isThere(c)
    const session = await cookie.read(c)
    if (!session) {
      const page = <MemberSignInPage site={siteFor(c, deps)} isEnded={hadCookie} />
      return renderPage(c, page, { status: c.req.method === 'GET' && c.req.path === '/account' ? 200 : 401 })
    }
    if (c.req.method !== 'GET' && !(await sessions.isFormToken(session, await readToken(c))))
      return showFormTooOld(c, deps)
    c.set('session', session)
    return (await next()) ?? undefined
  })
}

/** Lets through whom the gate still lets in; handlers find them in `member`. Throws ManagementError. */
export function createMemberGuard(deps: MembersDeps): MiddlewareHandler<MemberEnv> {
  return createMiddleware<MemberEnv>(async (c, next) => {
    const session = c.get('session')
    const user = await findMember(deps, session.userId)
    if (!user) {
      await deps.membership.cookie.end(c, session)
      deps.log.info('member_shut_out', { user: session.userId })
      return showNotIn(c, deps)
    }
    c.set('member', { session, user })
    return (await next()) ?? undefined
  })
}

async function readToken(c: Context): Promise<string | undefined> {
  const token = (await c.req.parseBody())[FORM_TOKEN]
  return typeof token === 'string' ? token : undefined
}

function showFormTooOld(c: Context, deps: MembersDeps) {
  const site = siteFor(c, deps)
  const actions = [
    { label: messagesFor(site.locale).members.formTooOld.back, href: '/account', isMain: true },
  ]
  return renderPage(c, <MemberNotice site={site} notice="formTooOld" actions={actions} />, { status: 403 })
}

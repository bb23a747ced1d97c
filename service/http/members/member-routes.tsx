import { Hono } from 'hono'
import { ManagementError } from '../../management/management-api.ts'
import type { HttpEnv } from '../http-env.ts'
import { limitForm } from '../limit-body.ts'
import { createLanguageMemory } from '../pages/language.ts'
import { createSameOrigin } from '../same-origin.ts'
import { createAccountRoutes } from './account-routes.tsx'
import { createDataRoutes } from './data-routes.ts'
import { createMemberGuard, createSessionGuard, type MemberEnv } from './member-guard.tsx'
import type { MembersDeps } from './members-deps.ts'
import { createMemberSignInRoutes, showUnreachable } from './sign-in-routes.tsx'
import { readUnsavedForm } from './unsaved-form.ts'

/** Every field that can be configured, as long as it may be. */
const FORM_LIMITS = { maxSize: 256 * 1024, maxFields: 200 }

/** Members' pages: `/account`, and the two addresses that people try first. */
export function createMemberRoutes(deps: MembersDeps): Hono<HttpEnv> {
  const toAccount = `${deps.publicUrl}/account`
  const { cookie, signIn } = deps.membership
  const behind = new Hono<MemberEnv>()
    .use(createSessionGuard(deps))
    // The tenant is not asked first, because signing out need not wait for its answer.
    .post('/sign-out', async c => {
      await cookie.end(c, c.get('session'))
      return c.redirect(signIn.logoutUrl(toAccount), 303)
    })
    .use(createMemberGuard(deps))
    .route('/', createAccountRoutes(deps))
    .route('/', createDataRoutes(deps))
    .onError(async (error, c) => {
      if (!(error instanceof ManagementError)) throw error
      deps.log.warn('member_page_failed', { code: error.code })
      return showUnreachable(c, deps, await readUnsavedForm(c, deps))
    })
  return (
    new Hono<HttpEnv>()
      .get('/', c => c.redirect(toAccount, 302))
      .get('/my-account', c => c.redirect(toAccount, 302))
      // Also for `/account` itself, and once: what has been read cannot be read again.
      .use('/account/*', createLanguageMemory(deps), createSameOrigin(deps), limitForm(FORM_LIMITS))
      .route('/', createMemberSignInRoutes(deps))
      .route('/account', behind)
  )
}

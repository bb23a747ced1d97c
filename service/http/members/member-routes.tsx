import { Hono } from 'hono'
import { ManagementError } from '../../management/management-api.ts'
import type { HttpEnv } from '../http-env.ts'
import { limitBody } from '../limit-body.ts'
import { createLanguageMemory } from '../pages/language.ts'
import { createSameOrigin } from '../same-origin.ts'
import { createAccountRoutes } from './account-routes.tsx'
import { createMemberGuard, type MemberEnv } from './member-guard.tsx'
import type { MembersDeps } from './members-deps.ts'
import { createMemberSignInRoutes, showUnreachable } from './sign-in-routes.tsx'

/** Every field that can be configured, as long as it may be. */
const MAX_FORM_BYTES = 256 * 1024

/** Members' pages: `/account`, and the two addresses that people try first. */
export function createMemberRoutes(deps: MembersDeps): Hono<HttpEnv> {
  const toAccount = `${deps.publicUrl}/account`
  const behind = new Hono<MemberEnv>()
    .use(createMemberGuard(deps))
    .route('/', createAccountRoutes(deps))
    .onError((error, c) => {
      if (!(error instanceof ManagementError)) throw error
      deps.log.warn('member_page_failed', { code: error.code })
      return showUnreachable(c, deps)
    })
  return new Hono<HttpEnv>()
    .get('/', c => c.redirect(toAccount, 302))
    .get('/my-account', c => c.redirect(toAccount, 302))
    .use(
      '/account',
      createLanguageMemory(deps),
      createSameOrigin(deps),
      limitBody({ maxSize: MAX_FORM_BYTES }),
    )
    .use(
      '/account/*',
      createLanguageMemory(deps),
      createSameOrigin(deps),
      limitBody({ maxSize: MAX_FORM_BYTES }),
    )
    .route('/', createMemberSignInRoutes(deps))
    .route('/account', behind)
}

import { Hono } from 'hono'
import type { Invitation } from '../../invitations/invitation.ts'
import { SignInError } from '../../sign-in/sign-in-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { NothingOpenPage, TenantUnreachablePage } from '../pages/notices.tsx'
import { renderPage } from '../pages/render-page.tsx'
import { formSeal } from './browser-seals.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { showInvitation } from './open-routes.tsx'
import { backToInvitation } from './ways-on.ts'

/** A person waits for this answer; after it the sign-up form is a good guess. */
const ACCOUNT_LOOKUP_TIMEOUT_MS = 1_000

const DEFAULT_LOCALE = 'en'

/** `POST /i/accept`: the one press that begins a log-in for an invitation. */
export function createAcceptRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .post('/i/accept', async c => {
      const { invitation: handle } = await c.req.parseBody()
      const key = await deps.sealer.open(formSeal, typeof handle === 'string' ? handle : undefined)
      if (!key) return renderPage(c, <NothingOpenPage site={deps.site} />, { status: 400 })
      const accepted = await deps.invitations.accept(key)
      if (accepted.outcome === 'refused') {
        deps.log.info('accept_refused', { invitation: key.invitationId, code: accepted.code })
        return showInvitation(c, deps, key)
      }
      const { handoff, invitation } = accepted
      const { url, checks } = await deps.signIn.begin({
        state: handoff.state,
        handoff: handoff.token,
        screenHint: await guessScreen(deps, invitation),
        loginHint: invitation.inviteeEmail ?? undefined,
        connection: invitation.connection ?? undefined,
        locale: invitation.locale ?? DEFAULT_LOCALE,
      })
      await deps.cookies.writeAcceptance(c, { ...checks, handoffRef: handoff.ref })
      return c.redirect(url.href, 303)
    })
    .onError((error, c) => {
      if (!(error instanceof SignInError)) throw error
      deps.log.warn('sign_in_failed', { code: error.code })
      const actions = [backToInvitation('Back to the invitation')]
      return renderPage(c, <TenantUnreachablePage site={deps.site} actions={actions} />, { status: 503 })
    })
}

/**
 * Log-in for somebody who has an account, sign-up otherwise. Only the mailbox's owner is told: to a person who was
 * merely shown the link, the difference would say who has an account.
 */
async function guessScreen(deps: InviteeDeps, invitation: Invitation): Promise<'signup' | 'login'> {
  const { inviteeEmail, delivery } = invitation
  if (!inviteeEmail || delivery !== 'delivered') return 'signup'
  const options = { urgency: 'waiting', timeoutMs: ACCOUNT_LOOKUP_TIMEOUT_MS } as const
  const accounts = await deps.management.findUsersByEmail(inviteeEmail, options).catch(() => [])
  return accounts.length > 0 ? 'login' : 'signup'
}

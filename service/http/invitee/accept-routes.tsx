import { type Context, Hono } from 'hono'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import { connectionOf } from '../../invitations/model/seen-link.ts'
import { type Messages, messagesFor } from '../../messages/messages.ts'
import { SignInError } from '../../sign-in/sign-in-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { TenantUnreachablePage } from '../pages/log-in-notices.tsx'
import type { PageAction } from '../pages/message-page.tsx'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { RefusalPage } from '../pages/refusal-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { readJoiningStep } from './joining-step.tsx'
import { limitPresses } from './limit-presses.tsx'
import { findLoginRoute, toLoginAddress } from './login-route.ts'
import { readForm } from './read-form.ts'
import { showInvitation } from './show-invitation.tsx'
import { backToInvitation } from './ways-on.ts'

/** `POST /i/accept`: the one press that begins a log-in for an invitation. */
export function createAcceptRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .post('/i/accept', limitPresses(deps), async c => {
      const form = await readForm(c, deps)
      const { key } = form
      if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
      const opened = await deps.invitations.open(key)
      if (opened.state !== 'live' || opened.invitation.kind !== 'personal')
        return showInvitation(c, deps, key)
      const step = await readJoiningStep(c, deps, { form, invitation: opened.invitation })
      if ('page' in step) return step.page
      const route = await findLoginRoute(deps, opened.invitation)
      const press = { application: route?.clientId, answers: step.answers }
      const accepted = await deps.invitations.accept(key, press)
      if (accepted.outcome === 'refused') {
        deps.log.info('accept_refused', { invitation: key.invitationId, code: accepted.code })
        return showNotAccepted(c, deps, opened.invitation, accepted.code)
      }
      const { handoff, invitation } = accepted
      const { screen, blockedBy } = await deps.invitations.lookUpAccounts(invitation, handoff.ref)
      if (blockedBy) {
        deps.log.info('accept_obstructed', { invitation: invitation.id, code: blockedBy })
        return showNotAccepted(c, deps, invitation, blockedBy)
      }
      const { locale } = siteFor(c, deps, { wish: invitation.locale })
      const request = {
        state: handoff.state,
        handoff: handoff.token,
        screenHint: screen,
        loginHint: toLoginHint(invitation),
        connection: connectionOf(invitation),
        locale,
      }
      // The application continues the log-in: only the Actions' calls come back to the service.
      if (route) return c.redirect(toLoginAddress(route, request), 303)
      const { url, checks } = await deps.signIn.begin(request)
      await deps.cookies.writeAcceptance(c, { ...checks, handoffRef: handoff.ref, locale })
      return c.redirect(url.href, 303)
    })
    .onError((error, c) => {
      if (!(error instanceof SignInError)) throw error
      deps.log.warn('sign_in_failed', { code: error.code })
      const site = siteFor(c, deps)
      const actions = [backToInvitation(messagesFor(site.locale).notices.ways.toInvitation)]
      return renderPage(c, <TenantUnreachablePage site={site} actions={actions} />, { status: 503 })
    })
}

const isNotAboutTheInvitation: readonly RefusalCode[] = [
  'inviter_not_allowed',
  'service_unavailable',
  'account_unproven',
  'account_needs_person',
]

/** Why the press of the button came to nothing: the invitation has changed, or it is not the invitation's fault. */
async function showNotAccepted(c: Context, deps: InviteeDeps, invitation: Invitation, code: RefusalCode) {
  const key = { invitationId: invitation.id, generation: invitation.generation }
  if (!isNotAboutTheInvitation.includes(code)) return showInvitation(c, deps, key)
  const site = siteFor(c, deps, { wish: invitation.locale })
  const actions = findBack(code, messagesFor(site.locale).notices.ways)
  const page = (
    <RefusalPage
      site={site}
      code={code}
      loginAddress={undefined}
      invitedAddress={undefined}
      actions={actions}
    />
  )
  return renderPage(c, page, { status: code === 'service_unavailable' ? 503 : 403 })
}

/** Back to the invitation, where it can be accepted later: in a minute, or with a new password. */
function findBack(code: RefusalCode, ways: Messages['notices']['ways']): PageAction[] {
  if (code === 'service_unavailable') return [backToInvitation(ways.toInvitation)]
  return code === 'account_unproven' ? [backToInvitation(ways.openAgain)] : []
}

/** The tenant shows the hint in its form, and sends its code to a number that stands there. */
function toLoginHint({ inviteeEmail, inviteePhoneNumber }: Invitation): string | undefined {
  return inviteeEmail ?? inviteePhoneNumber ?? undefined
}

import { type Context, Hono } from 'hono'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import { messagesFor } from '../../messages/messages.ts'
import { findClientNetwork } from '../client-network.ts'
import type { HttpEnv } from '../http-env.ts'
import { BusyPage, NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { MessageSentPage } from '../pages/seen-link-page.tsx'
import { siteFor } from '../pages/site.ts'
import { formSeal, viewSeal } from './browser-seals.ts'
import { showTooManyTries } from './code-routes.tsx'
import { enterInvitation } from './enter-invitation.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { limitPresses } from './limit-presses.tsx'
import { toMaskedAddress } from './mask-address.ts'
import { readForm } from './read-form.ts'
import { showInvitation } from './show-invitation.tsx'

/**
 * `POST /i/send` and `POST /i/send/code`: what can be done with a link that somebody was shown. The answer to the first
 * is the same whatever comes of it, which is decided after it; the second goes on with the code of that message.
 */
export function createSeenLinkRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .post('/i/send', limitPresses(deps), async c => {
      const { key } = await readForm(c, deps)
      if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
      const opened = await deps.invitations.open(key)
      if (opened.state !== 'handed_out') return showInvitation(c, deps, key)
      const network = findClientNetwork(c, deps.proxyHops)
      const send = async () => {
        const outcome = await deps.invitations.deliver(key, { ip: network })
        deps.log.info('delivery_asked', { invitation: key.invitationId, ...outcome })
      }
      const isTaken = deps.backgroundTasks.begin('delivery', send, key.invitationId)
      if (isTaken) return showSent(c, deps, { key, invitation: opened.invitation })
      const site = siteFor(c, deps, { wish: opened.invitation.locale })
      return renderPage(c, <BusyPage site={site} />, { status: 503 })
    })
    .post('/i/send/code', limitPresses(deps), async c => {
      const { key, text } = await readForm(c, deps)
      if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
      const opened = await deps.invitations.open(key)
      if (opened.state !== 'handed_out') return showInvitation(c, deps, key)
      const { invitation } = opened
      const code = text('code')
      const network = findClientNetwork(c, deps.proxyHops)
      const entered = await deps.invitations.enterCodeOfMessage(key, { code, network })
      if (entered.outcome === 'opened') return enterInvitation(c, deps, entered.key)
      deps.log.info('code_refused', { code: entered.outcome })
      if (entered.outcome === 'too_many') return showTooManyTries(c, deps, entered.retryAfterSeconds)
      return showSent(c, deps, { key, invitation, wrong: { code } })
    })
}

interface Sent {
  /** The invitation of the link that this browser holds. */
  key: InvitationKey
  invitation: Invitation
  wrong?: { code: string }
}

async function showSent(c: Context, deps: InviteeDeps, { key, invitation, wrong }: Sent) {
  const site = siteFor(c, deps, { wish: invitation.locale })
  const back = `/i?view=${await deps.sealer.seal(viewSeal, key)}`
  const page = (
    <MessageSentPage
      site={site}
      address={toMaskedAddress(invitation)}
      handle={await deps.sealer.seal(formSeal, key)}
      actions={[{ label: messagesFor(site.locale).notices.ways.toInvitation, href: back }]}
      wrong={wrong}
    />
  )
  return renderPage(c, page, { status: wrong ? 422 : 200, formTargets: [] })
}

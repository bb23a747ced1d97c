import { type Context, Hono } from 'hono'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import { toDisplayName } from '../../mail/display-name.ts'
import type { HttpEnv } from '../http-env.ts'
import { DECLINE_STEP, DeclinePage } from '../pages/decline-page.tsx'
import { DeclinedPage } from '../pages/declined-page.tsx'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { formSeal, viewSeal } from './browser-seals.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { limitPresses } from './limit-presses.tsx'
import { readForm } from './read-form.ts'
import { showInvitation } from './show-invitation.tsx'

/** `POST /i/decline`: the other button, and its question. It closes the invitation for everybody who holds its link. */
export function createDeclineRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/i/decline', limitPresses(deps), async c => {
    const { key, text } = await readForm(c, deps)
    if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
    if (text(DECLINE_STEP) === '') return askFirst(c, deps, key)
    const declined = await deps.invitations.decline(key)
    if (declined.outcome === 'refused') {
      deps.log.info('decline_refused', { invitation: key.invitationId, code: declined.code })
      return showInvitation(c, deps, key)
    }
    const site = siteFor(c, deps, { wish: declined.invitation.locale })
    const inviterName = toDisplayName(declined.invitation.inviterName)
    return renderPage(c, <DeclinedPage site={site} inviterName={inviterName} />)
  })
}

/** Changes nothing. Whoever cannot decline (any more) sees the invitation as it is. */
async function askFirst(c: Context, deps: InviteeDeps, key: InvitationKey) {
  const opened = await deps.invitations.open(key)
  if (opened.state !== 'live' || opened.invitation.kind !== 'personal') return showInvitation(c, deps, key)
  const { locale, inviterName } = opened.invitation
  const page = (
    <DeclinePage
      site={siteFor(c, deps, { wish: locale })}
      inviterName={toDisplayName(inviterName)}
      handle={await deps.sealer.seal(formSeal, key)}
      back={`/i?view=${await deps.sealer.seal(viewSeal, key)}`}
    />
  )
  return renderPage(c, page, { formTargets: [] })
}

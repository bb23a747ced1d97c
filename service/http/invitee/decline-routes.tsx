import { Hono } from 'hono'
import { toDisplayName } from '../../mail/display-name.ts'
import type { HttpEnv } from '../http-env.ts'
import { DeclinedPage } from '../pages/declined-page.tsx'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { readForm } from './read-form.ts'
import { showInvitation } from './show-invitation.tsx'

/** `POST /i/decline`: the other button. It closes the invitation for everybody who holds its link. */
export function createDeclineRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/i/decline', async c => {
    const { key } = await readForm(c, deps)
    if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
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

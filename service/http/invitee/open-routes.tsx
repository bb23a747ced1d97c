import { Hono } from 'hono'
import { TokenError } from '../../../contract/token-error.ts'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import type { HttpEnv } from '../http-env.ts'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { viewSeal } from './browser-seals.ts'
import { enterInvitation } from './enter-invitation.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { showInvitation } from './show-invitation.tsx'

/**
 * `GET /i/:token` and `GET /i`: the invitation, as often as anybody likes. Both only read: mail scanners and previews
 * fetch links before people do.
 */
export function createOpenRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  const { cookies, publicUrl, sealer } = deps
  return new Hono<HttpEnv>()
    .get('/i/:token', async c => {
      const key = await readLink(deps, c.req.param('token'))
      if (!key) return showInvitation(c, deps, undefined)
      // The link leaves the address bar before the browser asks for anything else.
      return enterInvitation(c, deps, key)
    })
    .get('/i', async c => {
      const view = c.req.query('view')
      const [viewed, opened] = await Promise.all([sealer.open(viewSeal, view), cookies.readInvitation(c)])
      if (view !== undefined && opened && (!viewed || areSame(viewed, opened)))
        return c.redirect(`${publicUrl}/i`, 303)
      const key = viewed ?? opened
      return key
        ? showInvitation(c, deps, key)
        : renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 404 })
    })
}

async function readLink(deps: InviteeDeps, token: string): Promise<InvitationKey | undefined> {
  try {
    const { invitationId, generation } = await deps.verifyLink(token)
    return { invitationId, generation }
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    deps.log.info('link_refused', { code: error.code })
    return undefined
  }
}

function areSame(one: InvitationKey, other: InvitationKey): boolean {
  return one.invitationId === other.invitationId && one.generation === other.generation
}

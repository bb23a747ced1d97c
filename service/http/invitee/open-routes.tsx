import { type Context, Hono } from 'hono'
import { TokenError } from '../../../contract/token-error.ts'
import type { InvitationKey, OpenedInvitation } from '../../invitations/open-invitation.ts'
import { toDisplayName } from '../../mail/display-name.ts'
import type { HttpEnv } from '../http-env.ts'
import { ClosedInvitationPage, toStatus } from '../pages/closed-invitation-page.tsx'
import { InvitationPage } from '../pages/invitation-page.tsx'
import { NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/render-page.tsx'
import { formSeal, viewSeal } from './browser-seals.ts'
import { findTarget, type InviteeDeps } from './invitee-deps.ts'

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
      await cookies.writeInvitation(c, key)
      return c.redirect(`${publicUrl}/i?view=${await sealer.seal(viewSeal, key)}`, 303)
    })
    .get('/i', async c => {
      const view = c.req.query('view')
      const [viewed, opened] = await Promise.all([sealer.open(viewSeal, view), cookies.readInvitation(c)])
      if (view !== undefined && opened && (!viewed || areSame(viewed, opened)))
        return c.redirect(`${publicUrl}/i`, 303)
      const key = viewed ?? opened
      return key
        ? showInvitation(c, deps, key)
        : renderPage(c, <NothingOpenPage site={deps.site} />, { status: 404 })
    })
}

/** Shows one generation of an invitation as it is now; `undefined` is a link that nobody made. */
export async function showInvitation(c: Context, deps: InviteeDeps, key: InvitationKey | undefined) {
  const opened: OpenedInvitation = key ? await deps.invitations.open(key) : { state: 'unknown' }
  const invitation = 'invitation' in opened ? opened.invitation : undefined
  const inviterName = toDisplayName(invitation?.inviterName)
  const { applicationName, destination } = await findTarget(deps, invitation)
  if (opened.state !== 'live' || !key) {
    const state = opened.state === 'live' ? 'unknown' : opened.state
    const page = <ClosedInvitationPage {...{ site: deps.site, state, inviterName, destination }} />
    return renderPage(c, page, { status: toStatus(state) })
  }
  const page = (
    <InvitationPage
      site={deps.site}
      inviterName={inviterName}
      applicationName={applicationName}
      address={opened.invitation.inviteeEmail ?? ''}
      roles={opened.invitation.roles}
      expiresAt={opened.invitation.expiresAt}
      handle={await deps.sealer.seal(formSeal, key)}
    />
  )
  // A named connection makes the tenant redirect on to its identity provider, which may be anywhere.
  const formTargets = [deps.loginOrigin, ...(opened.invitation.connection ? ['https:'] : [])]
  return renderPage(c, page, { formTargets })
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

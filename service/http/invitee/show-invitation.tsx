import type { Context } from 'hono'
import type { InvitationKey, OpenedInvitation } from '../../invitations/accept/open-invitation.ts'
import type { Invitation } from '../../invitations/model/invitation.ts'
import { toDisplayName } from '../../mail/display-name.ts'
import { toPersonalMessage } from '../../mail/personal-message.ts'
import { ClosedInvitationPage, toStatus } from '../pages/closed-invitation-page.tsx'
import type { InvitationFacts } from '../pages/invitation-card.tsx'
import { InvitationPage } from '../pages/invitation-page.tsx'
import { LinkPage, type WrongAddress } from '../pages/link-page.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { SeenLinkPage } from '../pages/seen-link-page.tsx'
import { type Site, siteFor } from '../pages/site.ts'
import { formSeal } from './browser-seals.ts'
import { findFormTargets } from './form-targets.ts'
import { findTarget, type InviteeDeps } from './invitee-deps.ts'
import { toMaskedAddress } from './mask-address.ts'

/** Shows one generation of an invitation as it is now; `undefined` is a link that nobody made. */
export async function showInvitation(
  c: Context,
  deps: InviteeDeps,
  key: InvitationKey | undefined,
  wrong?: WrongAddress,
) {
  const opened: OpenedInvitation = key ? await deps.invitations.open(key) : { state: 'unknown' }
  if (key && opened.state === 'handed_out') return showSeenLink(c, deps, key, opened.invitation)
  if (opened.state !== 'live') return showClosed(c, deps, key, opened)
  const { invitation } = opened
  const facts = await findFacts(deps, invitation)
  const handle = await deps.sealer.seal(formSeal, toKey(invitation))
  if (invitation.kind !== 'personal') {
    const page = (
      <LinkPage
        site={toSite(c, deps, invitation)}
        facts={facts}
        handle={handle}
        wrong={wrong}
        domain={invitation.domain}
      />
    )
    return renderPage(c, page, { status: wrong ? 422 : 200, formTargets: [] })
  }
  const page = (
    <InvitationPage
      site={toSite(c, deps, invitation)}
      facts={facts}
      handle={handle}
      address={toShownAddress(invitation)}
      isMasked={invitation.delivery === 'handed_out'}
    />
  )
  return renderPage(c, page, { formTargets: await findFormTargets(deps, invitation) })
}

async function showSeenLink(c: Context, deps: InviteeDeps, key: InvitationKey, invitation: Invitation) {
  const page = (
    <SeenLinkPage
      site={toSite(c, deps, invitation)}
      facts={await findFacts(deps, invitation)}
      address={toMaskedAddress(invitation)}
      // fail closed: of this very link, never of the one that the mailbox may have got by now.
      handle={await deps.sealer.seal(formSeal, key)}
    />
  )
  return renderPage(c, page, { formTargets: [] })
}

async function showClosed(
  c: Context,
  deps: InviteeDeps,
  key: InvitationKey | undefined,
  opened: OpenedInvitation,
) {
  const state = opened.state === 'live' || opened.state === 'handed_out' ? 'unknown' : opened.state
  const invitation = 'invitation' in opened ? opened.invitation : undefined
  const isRenewable =
    state === 'expired' && invitation?.kind === 'personal' && invitation.inviteeEmail !== null
  const page = (
    <ClosedInvitationPage
      site={toSite(c, deps, 'locale' in opened ? opened : invitation)}
      state={state}
      inviterName={toDisplayName(invitation?.inviterName)}
      {...(await findTarget(deps, invitation))}
      renewalHandle={isRenewable && key ? await deps.sealer.seal(formSeal, key) : undefined}
    />
  )
  return renderPage(c, page, { status: toStatus(state), ...(isRenewable && { formTargets: [] }) })
}

async function findFacts(deps: InviteeDeps, invitation: Invitation): Promise<InvitationFacts> {
  return {
    inviterName: toDisplayName(invitation.inviterName),
    applicationName: (await findTarget(deps, invitation)).applicationName,
    message: toPersonalMessage(invitation.message),
    roles: invitation.roles,
    expiresAt: invitation.expiresAt,
    now: deps.now(),
  }
}

/** Shows the address in full only where the link proves the mailbox. */
function toShownAddress(invitation: Invitation): string {
  const { delivery, inviteeEmail } = invitation
  return delivery === 'delivered' && inviteeEmail !== null ? inviteeEmail : toMaskedAddress(invitation)
}

function toSite(c: Context, deps: InviteeDeps, invitation: { locale?: string | null } | undefined): Site {
  return siteFor(c, deps, { wish: invitation?.locale, keeps: ['view'] })
}

function toKey({ id, generation }: Invitation): InvitationKey {
  return { invitationId: id, generation }
}

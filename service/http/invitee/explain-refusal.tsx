import type { Context } from 'hono'
import { isRefusalCode } from '../../../contract/refusal.ts'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import type { InvitationRow, RefusalRow } from '../../ledger/schema/schema.ts'
import { type Messages, messagesFor } from '../../messages/messages.ts'
import type { PageAction } from '../pages/message-page.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { RefusalPage } from '../pages/refusal-page.tsx'
import { siteFor } from '../pages/site.ts'
import { findWaysOn } from './find-ways-on.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { maskAddress } from './mask-address.ts'

/** What a page about a refusal is made of. */
export type Explained = Pick<RefusalRow, 'code' | 'hostname' | 'invitation_id' | 'login_address'>

/** Explains a refused login: what happened, which account is which, and the ways on. */
export async function explainRefusal(
  c: Context,
  deps: InviteeDeps,
  refusal: Explained,
  findFurther: (ways: Messages['notices']['ways']) => readonly PageAction[] = () => [],
) {
  const code = isRefusalCode(refusal.code) ? refusal.code : 'invitation_required'
  const opened = await deps.cookies.readInvitation(c)
  const row = refusal.invitation_id ? await deps.ledger.findInvitation(refusal.invitation_id) : undefined
  const keeps = ['refusal', 'state', 'code', 'hostname']
  const site = siteFor(c, deps, { wish: row?.locale, keeps })
  const { hostname } = refusal
  const waysOn = await findWaysOn(deps, { code, hostname, opened, locale: site.locale })
  const page = (
    <RefusalPage
      site={site}
      code={code}
      loginAddress={refusal.login_address ?? undefined}
      invitedAddress={findInvitedAddress(refusal, row, opened)}
      actions={[...waysOn, ...findFurther(messagesFor(site.locale).notices.ways)]}
    />
  )
  return renderPage(c, page, { status: 403 })
}

/** The invited address in full for a browser that opened the message's own link, masked for any other. */
function findInvitedAddress(
  refusal: Explained,
  row: InvitationRow | undefined,
  opened: InvitationKey | undefined,
): string | undefined {
  if (refusal.code !== 'address_mismatch' || !row?.invitee_email) return undefined
  const holdsLink = opened?.invitationId === row.id && opened.generation === row.generation
  return holdsLink && row.delivery === 'delivered' ? row.invitee_email : maskAddress(row.invitee_email)
}

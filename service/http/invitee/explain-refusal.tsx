import type { Context } from 'hono'
import { isRefusalCode, type RefusalCode } from '../../../contract/refusal.ts'
import type { InvitationKey } from '../../invitations/open-invitation.ts'
import type { RefusalRow } from '../../ledger/schema.ts'
import type { PageAction } from '../pages/message-page.tsx'
import { RefusalPage } from '../pages/refusal-page.tsx'
import { renderPage } from '../pages/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { maskAddress } from './mask-address.ts'
import { backToInvitation, toAnotherAccount } from './ways-on.ts'

/** Codes for which opening the invitation again is enough; for the others the account has to be another one. */
const isAboutTheWay: readonly RefusalCode[] = ['handoff_expired', 'connection_mismatch']

/** Explains a refused login by its row in the ledger: what happened, which account is which, and the ways on. */
export async function explainRefusal(
  c: Context,
  deps: InviteeDeps,
  refusal: RefusalRow,
  furtherActions: PageAction[] = [],
) {
  const code = isRefusalCode(refusal.code) ? refusal.code : 'invitation_required'
  const opened = await deps.cookies.readInvitation(c)
  const wayOn =
    opened && isAboutTheWay.includes(code)
      ? backToInvitation('Open the invitation again')
      : toAnotherAccount(deps, { holdsInvitation: opened !== undefined, hostname: refusal.hostname })
  const page = (
    <RefusalPage
      site={siteFor(c, deps, { keeps: ['refusal', 'state'] })}
      code={code}
      loginAddress={refusal.login_address ?? undefined}
      invitedAddress={await findInvitedAddress(deps, refusal, opened)}
      actions={[wayOn, ...furtherActions]}
    />
  )
  return renderPage(c, page, { status: 403 })
}

/** The invited address in full for a browser that opened the message's own link, masked for any other. */
async function findInvitedAddress(
  deps: InviteeDeps,
  refusal: RefusalRow,
  opened: InvitationKey | undefined,
): Promise<string | undefined> {
  if (refusal.code !== 'address_mismatch' || !refusal.invitation_id) return undefined
  const row = await deps.ledger.findInvitation(refusal.invitation_id)
  if (!row?.invitee_email) return undefined
  const holdsLink = opened?.invitationId === row.id && opened.generation === row.generation
  return holdsLink && row.delivery === 'delivered' ? row.invitee_email : maskAddress(row.invitee_email)
}

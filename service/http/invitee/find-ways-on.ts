import type { Locale } from '../../../contract/locale.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import { messagesFor } from '../../messages/messages.ts'
import { toCodePage } from '../pages/code-page.tsx'
import type { PageAction } from '../pages/message-page.tsx'
import { decideWaysOn, type HeldInvitation, type WayOn } from './decide-ways-on.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { backToInvitation, toAnotherAccount } from './ways-on.ts'

interface Refused {
  code: RefusalCode
  /** Domain of the tenant that the login was at. */
  hostname: string | null
  /** What this browser has opened. */
  opened: InvitationKey | undefined
  locale: Locale
}

/** The ways on from a refusal for this browser; the first one is the button. */
export async function findWaysOn(deps: InviteeDeps, refused: Refused): Promise<PageAction[]> {
  const held = await findHeldInvitation(deps, refused.opened)
  return decideWaysOn(refused.code, held).map((way, index) => ({
    ...toAction(deps, refused, way),
    isMain: index === 0,
  }))
}

async function findHeldInvitation(
  { invitations }: InviteeDeps,
  opened: InvitationKey | undefined,
): Promise<HeldInvitation> {
  if (!opened) return 'nothing'
  const { state } = await invitations.open(opened)
  return state === 'live' || state === 'handed_out' ? 'live' : 'over'
}

function toAction(deps: InviteeDeps, { opened, hostname, locale }: Refused, way: WayOn): PageAction {
  const { ways } = messagesFor(locale).notices
  const session = { holdsInvitation: opened !== undefined, hostname }
  switch (way) {
    case 'open_again':
      return backToInvitation(ways.openAgain)
    case 'enter_code':
      return toCodePage(locale)
    case 'sign_up_again':
      return toAnotherAccount(ways.signUpAgain, deps, session)
    case 'log_in_again':
      return toAnotherAccount(ways.logInAgain, deps, session)
    case 'another_account':
      return toAnotherAccount(ways.anotherAccount, deps, session)
  }
}

import { type RefusalCode, sentenceFor } from '../../../contract/refusal.ts'
import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { MessagePage, type PageAction } from './message-page.tsx'
import type { Site } from './site.ts'

interface RefusalPageProps {
  site: Site
  code: RefusalCode
  /** The account that was used. */
  loginAddress: string | undefined
  /** The account that was invited; masked unless this browser holds the invitation. */
  invitedAddress: string | undefined
  actions: PageAction[]
}

/** Reasons that lie in this one log-in: the same invitation works with another. */
const isWorthAnotherTry: readonly RefusalCode[] = [
  'address_mismatch',
  'account_unproven',
  'connection_mismatch',
  'handoff_expired',
  'fresh_login_required',
]

/** Nobody has done anything wrong who only has to wait. */
function toneOf(code: RefusalCode) {
  return code === 'account_check_pending' ? 'late' : 'caution'
}

/** Why a login did not get what it came for, which account is which, and the ways on. */
export function RefusalPage({ site, code, loginAddress, invitedAddress, actions }: RefusalPageProps) {
  const { refusal: messages } = messagesFor(site.locale).notices
  const sentence = sentenceFor(code, site.locale)
  const addresses = { login_address: loginAddress, invited_address: invitedAddress }
  const own = templateOverrideOf('refusal', { code, sentence, ...addresses, actions })
  return (
    <MessagePage site={site} own={own} actions={actions} title={messages.titles[code]} tone={toneOf(code)}>
      <p>{sentence}</p>
      {(loginAddress || invitedAddress) && (
        <dl class="facts">
          {loginAddress && <dt>{messages.signedInAs}</dt>}
          {loginAddress && <dd>{loginAddress}</dd>}
          {invitedAddress && <dt>{messages.isFor}</dt>}
          {invitedAddress && <dd>{invitedAddress}</dd>}
        </dl>
      )}
      {isWorthAnotherTry.includes(code) && <p class="note">{messages.nothingUsedUp}</p>}
    </MessagePage>
  )
}

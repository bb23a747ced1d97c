import { type RefusalCode, sentenceFor } from '../../../contract/refusal.ts'
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

const titles: Record<RefusalCode, string> = {
  invitation_required: 'Joining is by invitation',
  open_invitation: 'Please open your invitation',
  address_mismatch: 'You are using another account',
  address_unproven: 'We could not confirm your address',
  account_unproven: 'Please confirm your address first',
  account_removed: 'Please sign up again',
  account_needs_person: 'Somebody has to look at your account',
  login_outdated: 'Please log in again',
  connection_mismatch: 'Please log in another way',
  handoff_expired: 'That took a little too long',
  invitation_replaced: 'There is a newer invitation',
  invitation_expired: 'This invitation has expired',
  invitation_revoked: 'This invitation is no longer valid',
  invitation_declined: 'This invitation was declined',
  invitation_used: 'This invitation has been used',
  inviter_not_allowed: 'This invitation does not count any more',
  account_exists: 'You already have an account',
  service_unavailable: 'Please try again in a few minutes',
  gate_misconfigured: 'Please try again in a few minutes',
}

/** Reasons that lie in this one log-in: the same invitation works with another. */
const isWorthAnotherTry: readonly RefusalCode[] = [
  'address_mismatch',
  'address_unproven',
  'account_unproven',
  'connection_mismatch',
  'handoff_expired',
]

/** Why a login did not get what it came for, which account is which, and the ways on. */
export function RefusalPage({ site, code, loginAddress, invitedAddress, actions }: RefusalPageProps) {
  return (
    <MessagePage site={site} title={titles[code]} tone="caution" actions={actions}>
      <p>{sentenceFor(code)}</p>
      {(loginAddress || invitedAddress) && (
        <dl class="facts">
          {loginAddress && <dt>You are signed in as</dt>}
          {loginAddress && <dd>{loginAddress}</dd>}
          {invitedAddress && <dt>The invitation is for</dt>}
          {invitedAddress && <dd>{invitedAddress}</dd>}
        </dl>
      )}
      {isWorthAnotherTry.includes(code) && (
        <p class="note">Nothing has been used up: your invitation can still be accepted.</p>
      )}
    </MessagePage>
  )
}

import type { RefusalCode } from '../../../contract/refusal.ts'

/** Where a refused person can go on from the page that explains it. */
export type WayOn = 'open_again' | 'enter_code' | 'sign_up_again' | 'log_in_again' | 'another_account'

/** The invitation that a browser has opened: one that can be accepted, one that is over, or none. */
export type HeldInvitation = 'live' | 'over' | 'nothing'

/** The ways on from a refusal, the one that helps most people first. */
export function decideWaysOn(code: RefusalCode, held: HeldInvitation): readonly [WayOn, ...WayOn[]] {
  switch (code) {
    // The person and the invitation are right, the way was not: the same invitation leads on.
    case 'open_invitation':
    case 'handoff_expired':
    case 'connection_mismatch':
    case 'account_unproven':
    case 'account_check_pending':
    case 'service_unavailable':
    case 'gate_misconfigured':
    case 'event_unreadable':
      return [held === 'live' ? 'open_again' : 'enter_code', 'another_account']
    // Accept asks for the password again, unless an application takes its log-in in hand and leaves that out.
    case 'fresh_login_required':
      return [held === 'live' ? 'open_again' : 'enter_code', 'log_in_again']
    // The latest message has the link that counts, and a code.
    case 'invitation_replaced':
      return ['enter_code', 'another_account']
    // Its page can ask for a new one.
    case 'invitation_expired':
      return held === 'nothing' ? ['another_account'] : ['open_again', 'another_account']
    case 'invitation_required':
      return held === 'live' ? ['another_account'] : ['another_account', 'enter_code']
    // Its session would bring back an account that is being removed.
    case 'account_removed':
      return ['sign_up_again']
    case 'login_outdated':
      return ['log_in_again']
    case 'address_mismatch':
    case 'account_needs_person':
    case 'account_exists':
    case 'invitation_used':
    case 'invitation_revoked':
    case 'invitation_declined':
    case 'inviter_not_allowed':
      return ['another_account']
  }
}

import type { RefusalCode } from '../../../contract/refusal.ts'
import type { OpenedInvitation } from './open-invitation.ts'

/** Why nothing can be done with an invitation in this state. */
export function codeOfState(state: Exclude<OpenedInvitation['state'], 'live'>): RefusalCode {
  switch (state) {
    case 'expired':
      return 'invitation_expired'
    case 'accepted':
    case 'used_up':
      return 'invitation_used'
    case 'revoked':
      return 'invitation_revoked'
    case 'declined':
      return 'invitation_declined'
    case 'replaced':
      return 'invitation_replaced'
    // A handed-out link alone proves no invitation.
    case 'handed_out':
    case 'unknown':
      return 'invitation_required'
  }
}

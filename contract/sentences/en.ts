import type { Sentences } from '../refusal.ts'

export const en: Sentences = {
  invitation_required: 'You need an invitation to join. If you have one, open the link in it.',
  open_invitation:
    'You have been invited. Open the link in your invitation. If you cannot find it, look for our latest message.',
  address_mismatch: 'This invitation is for another address. Continue with the invited address.',
  account_unproven:
    'There is already an account with this address that was never confirmed. We sent you a message: choose a new password there, then open your invitation again.',
  account_removed:
    'There was an account with this address that was never confirmed. We are removing it. Open your invitation again in a minute and sign up.',
  account_needs_person:
    'There is already an account with this address that needs to be checked first. Ask the person who invited you to have someone look at it.',
  login_outdated: 'This sign-in is from before your account was secured. Sign in again.',
  fresh_login_required: 'Please open your invitation again and sign in once more.',
  account_check_pending:
    'Almost there. We are still checking your account: open your invitation again in a minute.',
  connection_mismatch: 'This invitation needs another way to sign in. Open it again and follow it.',
  handoff_expired: 'That took too long. Open your invitation again.',
  invitation_replaced: 'A newer invitation was sent. Open the link in the latest message.',
  invitation_expired: 'This invitation has expired. Ask for a new one.',
  invitation_revoked: 'This invitation is no longer valid. Contact the person who invited you.',
  invitation_declined: 'This invitation was declined. Ask the person who invited you for a new one.',
  invitation_used: 'This invitation has already been used.',
  inviter_not_allowed:
    'The person who sent this invitation can no longer invite you to this. Ask them, or someone else there.',
  account_exists:
    'This invitation is for new people, and you already have an account. Just sign in as usual.',
  service_unavailable: 'We cannot check invitations right now. Try again in a few minutes.',
}

import type { Sentences } from '../refusal.ts'

export const en: Sentences = {
  invitation_required:
    'Joining is by invitation only. If you have been invited, please open the link in your invitation.',
  open_invitation:
    'You have been invited. Please open the link in your invitation; if you cannot find it, look for our latest message.',
  address_mismatch:
    'This invitation is for another address. Please continue with the address that was invited.',
  account_unproven:
    'An account with this address exists that was never confirmed. We have sent you a message: choose a new password there, then open your invitation again.',
  account_removed:
    'An account with this address existed that was never confirmed. We are removing it: please open your invitation again in a minute and sign up.',
  account_needs_person:
    'An account with this address exists that we cannot simply give to you. Please ask whoever invited you to have it looked at.',
  login_outdated: 'This login is from before your account was secured. Please log in again.',
  fresh_login_required: 'Please open your invitation again and sign in once more.',
  account_check_pending:
    "Almost there. We're still checking your account: open your invitation again in a minute.",
  connection_mismatch: 'This invitation asks for another way to log in. Please open it again and follow it.',
  handoff_expired: 'This took longer than we can wait. Please open your invitation again.',
  invitation_replaced: 'A newer invitation was sent. Please open the link in the latest message.',
  invitation_expired: 'This invitation has expired. Please ask for a new one.',
  invitation_revoked: 'This invitation is no longer valid. Please ask whoever invited you.',
  invitation_declined: 'This invitation was declined. Please ask whoever invited you for a new one.',
  invitation_used: 'This invitation has already been used.',
  inviter_not_allowed:
    'Whoever sent this invitation may no longer invite you to this. Please ask them, or somebody else there.',
  account_exists:
    'This invitation is for people who are new here, and this account is not. Please log in as you always do.',
  service_unavailable: 'We cannot check invitations right now. Please try again in a few minutes.',
}

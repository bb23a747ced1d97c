import type { NoticeWords } from './words.ts'

const toMinutes = (minutes: number) => (minutes === 1 ? 'a minute' : `${minutes} minutes`)

export const en: NoticeWords = {
  ways: {
    tryAgain: 'Try again',
    toInvitation: 'Back to the invitation',
    openAgain: 'Open the invitation again',
    anotherAccount: 'Use another account',
    toApplication: 'Back to the app',
    withoutInvitation: 'Continue without the invitation',
    anotherAddress: 'Use another address',
    signUpAgain: 'Sign up again',
    logInAgain: 'Sign in again',
  },
  refusal: {
    titles: {
      invitation_required: 'Invitation required',
      open_invitation: 'Open your invitation',
      address_mismatch: 'You’re using another account',
      account_unproven: 'Confirm your address first',
      account_removed: 'Sign up again',
      account_needs_person: 'Your account needs to be checked first',
      login_outdated: 'Sign in again',
      fresh_login_required: 'Please sign in again',
      account_check_pending: 'Almost there',
      connection_mismatch: 'Sign in another way',
      handoff_expired: 'That took a little too long',
      invitation_replaced: 'There’s a newer invitation',
      invitation_expired: 'This invitation has expired',
      invitation_revoked: 'This invitation is no longer valid',
      invitation_declined: 'This invitation was declined',
      invitation_used: 'This invitation has been used',
      inviter_not_allowed: 'This invitation can no longer be used',
      account_exists: 'You already have an account',
      service_unavailable: 'Try again in a few minutes',
      gate_misconfigured: 'Try again in a few minutes',
      event_unreadable: 'Try again in a few minutes',
    },
    signedInAs: 'You’re signed in as',
    isFor: 'The invitation is for',
    nothingUsedUp: 'Your invitation hasn’t been used. You can still accept it, now or later.',
  },
  notFound: {
    title: 'Page not found',
    text: 'Invited? Open the link in your invitation again.',
  },
  failure: {
    title: 'Something went wrong',
    text: 'This is our fault, and your invitation hasn’t been used. Try again in a few minutes.',
    number: requestId => `If you ask for help, give this number: ${requestId}`,
  },
  foreignForm: {
    title: 'This didn’t come from our page',
    text: 'To accept an invitation, open the link in your message and press the button on the page.',
  },
  nothingOpen: {
    title: 'Open your invitation again',
    text: 'This page only shows an invitation you opened recently.',
    next: 'Open the link in your message again. You can open it as often as you like.',
  },
  unreachable: {
    title: 'Try again in a few minutes',
    text: 'We can’t reach the sign-in page right now. Your invitation hasn’t been used.',
  },
  elsewhere: {
    title: 'We couldn’t continue',
    text: 'This sign-in was started in another browser or window, or it’s already finished.',
    next: 'Already joined? Just continue. If not, open your invitation again in the browser you want to use.',
  },
  stopped: {
    title: 'You weren’t signed in',
    text: 'The sign-in was stopped before it was finished.',
  },
  notJoined: {
    title: 'Your invitation wasn’t used',
    text: 'You’re signed in, but your invitation wasn’t accepted with this sign-in.',
    next: 'Open your invitation and accept it again.',
  },
  signedOut: {
    title: 'You’re signed out',
    text: 'Invited? Open the link in your invitation to continue with the right account.',
  },
  unexplained: {
    title: 'You couldn’t be let in',
    text: 'The reason is no longer available.',
    next: 'Invited? Open the link in your invitation again.',
  },
  addressTaken: {
    title: 'Check your inbox',
    text: address => `If this link works for ${address}, a personal invitation is on its way there.`,
    next: 'Open the link in that message within one hour, or enter the code in it.',
    note: 'Didn’t get it? Check your spam folder and the address.',
  },
  renewalAsked: {
    title: 'Check your inbox',
    text: 'If this invitation can be renewed, a new message is on its way to the invited address.',
    note: 'You can ask for a new one once a day. Didn’t get it? Check your spam folder, or ask the person who invited you.',
  },
  tooMany: {
    title: 'Too many attempts',
    text: minutes =>
      `Please try again in ${toMinutes(minutes)}. The link in your message works all the time.`,
  },
  tooOften: {
    title: 'Please wait a little',
    text: minutes =>
      `This button has been pressed very often. Wait ${toMinutes(minutes)}, then open your invitation and press it once. Nothing has been used up.`,
  },
  busy: {
    title: 'Try again in a few minutes',
    text: 'A lot of people are asking for this right now. Nothing was sent, and your link still works.',
  },
}

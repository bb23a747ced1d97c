import type { NoticeWords } from './words.ts'

const toMinutes = (minutes: number) => (minutes === 1 ? 'a minute' : `${minutes} minutes`)

export const en: NoticeWords = {
  ways: {
    tryAgain: 'Try again',
    toInvitation: 'Back to the invitation',
    openAgain: 'Open the invitation again',
    anotherAccount: 'Use another account',
    toApplication: 'Back to the application',
    withoutInvitation: 'Continue without the invitation',
    anotherAddress: 'Use another address',
    signUpAgain: 'Sign up again',
    logInAgain: 'Log in again',
  },
  refusal: {
    titles: {
      invitation_required: 'Joining is by invitation',
      open_invitation: 'Please open your invitation',
      address_mismatch: 'You are using another account',
      account_unproven: 'Please confirm your address first',
      account_removed: 'Please sign up again',
      account_needs_person: 'Your account has to be checked first',
      login_outdated: 'Please log in again',
      fresh_login_required: 'Please sign in again',
      account_check_pending: 'Almost there',
      connection_mismatch: 'Please log in another way',
      handoff_expired: 'That took a little too long',
      invitation_replaced: 'There is a newer invitation',
      invitation_expired: 'This invitation has expired',
      invitation_revoked: 'This invitation is no longer valid',
      invitation_declined: 'This invitation was declined',
      invitation_used: 'This invitation has been used',
      inviter_not_allowed: 'This invitation can no longer be used',
      account_exists: 'You already have an account',
      service_unavailable: 'Please try again in a few minutes',
      gate_misconfigured: 'Please try again in a few minutes',
      event_unreadable: 'Please try again in a few minutes',
    },
    signedInAs: 'You are signed in as',
    isFor: 'The invitation is for',
    nothingUsedUp: 'Nothing has been used up: your invitation can still be accepted, now or later.',
  },
  notFound: {
    title: 'There is no such page',
    text: 'Have you been invited? Please open the link in your invitation again.',
  },
  failure: {
    title: 'Something went wrong',
    text: 'This is our fault, and nothing has been used up. Please try again in a few minutes.',
    number: requestId => `If you ask for help, this number says what happened: ${requestId}`,
  },
  foreignForm: {
    title: 'This did not come from our page',
    text: 'To accept an invitation, open the link in your message and press the button on the page.',
  },
  nothingOpen: {
    title: 'Please open your invitation again',
    text: 'This page only shows an invitation that was opened a short while ago.',
    next: 'Please open the link in your message again. It can be opened as often as you like.',
  },
  unreachable: {
    title: 'Please try again in a few minutes',
    text: 'We cannot reach the log-in right now. Nothing has been used up.',
  },
  elsewhere: {
    title: 'This page cannot go on from here',
    text: 'It finishes a log-in that was begun in another browser or window, or that is finished already.',
    next: 'If you have joined already, simply go on. If not, please open the link in your invitation in the browser that you want to use.',
  },
  stopped: {
    title: 'You were not logged in',
    text: 'The log-in was stopped before it was finished.',
  },
  notJoined: {
    title: 'Your invitation was not used',
    text: 'You are logged in, but your invitation has not been accepted with this log-in.',
    next: 'Please open your invitation again and accept it once more.',
  },
  signedOut: {
    title: 'You are logged out',
    text: 'Have you been invited? Open the link in your invitation to go on with the account it is for.',
  },
  unexplained: {
    title: 'You were not let in',
    text: 'We no longer know the reason.',
    next: 'Have you been invited? Please open the link in your invitation again.',
  },
  addressTaken: {
    title: 'Check your inbox',
    text: address => `If this link is good for ${address}, a personal invitation is on its way there.`,
    next: 'Open the link in that message within one hour, or enter the code that is in it.',
    note: 'Nothing there after some minutes? Look into your spam folder, and check the address.',
  },
  renewalAsked: {
    title: 'Check your inbox',
    text: 'If this invitation can be renewed, a new message is on its way to the address that was invited.',
    note: 'A new one can be asked for once a day. Nothing there after some minutes? Look into your spam folder, or ask whoever invited you.',
  },
  tooMany: {
    title: 'Too many tries',
    text: minutes =>
      `Please try again in ${toMinutes(minutes)}. The link in your message works all the time.`,
  },
  tooOften: {
    title: 'Please wait a little',
    text: minutes =>
      `This button has been pressed very often. Wait ${toMinutes(minutes)}, then open your invitation and press it once. Nothing has been used up.`,
  },
  busy: {
    title: 'Please try again in a few minutes',
    text: 'Very many people are asking for the same thing right now. Nothing has been sent, and your link is as good as before.',
  },
}

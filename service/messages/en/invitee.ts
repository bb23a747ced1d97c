const SOMEONE = 'the person who invited you'
const toMinutes = (minutes: number) => (minutes === 1 ? 'a minute' : `${minutes} minutes`)

/** The pages of an invitation. */
export const invitee = {
  /** Small, above the heading. */
  eyebrow: 'Invitation',
  invitation: {
    title: (organization: string) => `Join ${organization}`,
    lead: ({
      inviter,
      organization,
      application,
    }: {
      inviter: string | undefined
      organization: string
      application: string | undefined
    }) => {
      const who = inviter ? `${inviter} has invited you` : 'You’ve been invited'
      return `${who} to join ${application ? `${application} at ` : ''}${organization}.`
    },
    writtenBy: (inviter: string | undefined) => `Written by ${inviter ?? SOMEONE}`,
    recipient: 'For',
    roles: 'Your roles',
    openUntil: 'Expires',
    accept: 'Accept invitation',
    decline: 'Decline',
    /** What comes after Accept; without an address, for a telephone number that a code goes to. */
    next: (address: string | undefined) =>
      address
        ? `Next, sign up or log in as ${address}.`
        : 'Next, sign in with a code that is sent to the invited number by text message.',
    unexpected: 'Not expecting this? Just close the page. Nothing will happen.',
  },
  link: {
    /** For whom it is; `domain` where only its addresses may join. */
    recipient: (domain: string | null) =>
      domain ? `Anyone with an address at ${domain}` : 'Anyone with this link',
    address: 'Your email address',
    rule: (domain: string) => `Only addresses at ${domain}`,
    otherDomain: (domain: string) =>
      `Only addresses at ${domain} can join with this link. Enter one of those.`,
    noAddress: (example: string) => `That doesn’t look like an email address. Enter one like ${example}.`,
    submit: 'Send me my invitation',
    note: 'We’ll send a personal invitation to this address. It works once, for one hour, and only for this address.',
  },
  seen: {
    /** The one button; the address is masked. */
    send: (address: string) => `Send the invitation to ${address}`,
    note: 'This link alone doesn’t let anyone join. The invited address gets a message, and only the link or the code in it leads on.',
    code: {
      label: 'Code from that message',
      submit: 'Continue with this code',
      wrong: 'That code doesn’t open this invitation. Check that it’s from the latest message.',
    },
    /** After the button, the same whatever became of it. */
    sent: {
      title: 'Check your inbox',
      text: (address: string) =>
        `If this invitation can still be sent, a message is on its way to ${address}.`,
      next: 'Open the link in it, or enter its code here to go on in this window.',
      note: 'Didn’t get it? Check your spam folder, or wait a few minutes, go back and send it again.',
    },
  },
  code: {
    /** A link to this page. */
    goThere: 'Enter the code from the message',
    title: 'Enter your code',
    intro: 'Link not working? Use the code below it in the message: ten letters and digits.',
    address: 'Your email address',
    addressHint: 'The address the message was sent to',
    label: 'Code',
    hint: (example: string) => `Ten letters and digits, like ${example}`,
    submit: 'Open the invitation',
    wrong: 'That email and code don’t match. Check both, and use the code from the latest message.',
    note: 'After five wrong attempts the code stops working. The link in the message still works, and a new message brings a new code.',
  },
  decline: {
    title: 'Decline this invitation?',
    text: (inviter: string | undefined) =>
      `No one will be able to join with it after that. ${inviter ?? 'The person who invited you'} can see that you declined.`,
    submit: 'Yes, decline',
  },
  closed: {
    accepted: {
      title: 'You’ve already joined',
      text: 'This invitation has been accepted. Just log in.',
      notYou: (inviter: string | undefined) => `Wasn’t you? Let ${inviter ?? SOMEONE} know.`,
    },
    expired: {
      title: 'This invitation has expired',
      text: 'This invitation expired before it was accepted.',
      next: (inviter: string | undefined) => `Ask ${inviter ?? SOMEONE} for a new one.`,
      orRenew: 'Or get a new one sent to the invited address:',
      renew: 'Send me a new one',
    },
    usedUp: {
      title: 'This link is full',
      text: 'All its spots have been used.',
      next: (inviter: string | undefined) => `Ask ${inviter ?? SOMEONE} for a personal invitation.`,
    },
    replaced: {
      title: 'There’s a newer invitation',
      text: 'This link has been replaced. Open the link in the latest message you received.',
      next: (inviter: string | undefined) => `Can’t find it? Ask ${inviter ?? SOMEONE} to send it again.`,
    },
    revoked: {
      title: 'This invitation is no longer valid',
      text: 'It was withdrawn before it was accepted.',
      next: (inviter: string | undefined) => `Think this is a mistake? Contact ${inviter ?? SOMEONE}.`,
    },
    declined: {
      title: 'This invitation was declined',
      text: 'No one can join with it anymore.',
      next: (inviter: string | undefined) =>
        `Changed your mind? Ask ${inviter ?? SOMEONE} to send a new one.`,
    },
    unknown: {
      title: 'This link doesn’t work',
      text: 'It may have been cut off.',
      next: 'Open the link in your message again, or copy all of it into the address bar.',
    },
  },
  joined: {
    waitingTitle: 'Almost there',
    waiting: (organization: string) => `You’ve joined ${organization}. We’re setting up your access.`,
    title: 'You’re in',
    granted: (organization: string, application: string | undefined) =>
      `Welcome to ${organization}. Taking you ${application ? `to ${application}` : 'there'}…`,
    late: (organization: string) =>
      `Welcome to ${organization}. Your access is almost ready. You can close this page.`,
    goOn: (application: string | undefined) => (application ? `Continue to ${application}` : 'Continue'),
    declinedTitle: 'You declined',
    declined: 'The invitation is closed. No one can join with it anymore.',
    declinedNext: (inviter: string | undefined) =>
      `${inviter ?? 'The person who invited you'} can see that you declined, and can invite you again if you change your mind.`,
  },
}

/** The step between Accept and the login, where something is asked. */
export const joining = {
  eyebrow: 'Invitation',
  title: 'Before you join',
  intro: (organization: string) => `${organization} needs this before you get an account. It takes a minute.`,
  terms: {
    heading: 'Terms',
    read: (version: string) => `Read the terms (version ${version})`,
    /** After the link, for those who cannot see where it opens. */
    newTab: 'opens in a new tab',
    agree: (organization: string) => `I’ve read and agree to the terms of ${organization}.`,
    missing: 'To join, agree to the terms.',
  },
  submit: 'Continue',
  back: 'Back to the invitation',
  /** Where the answers go. */
  note: 'What you enter here becomes part of your profile once you’ve joined. Until then, it isn’t used.',
}

/** Pages on which something came to an end: errors, refusals, answers that are the same for everybody. */
export const notices = {
  /** Links that lead on from such a page. */
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
    /** The invitation is as good as before, now or later. */
    nothingUsedUp: 'Your invitation hasn’t been used. You can still accept it, now or later.',
  },
  notFound: {
    title: 'Page not found',
    text: 'Invited? Open the link in your invitation again.',
  },
  /** Our fault. */
  failure: {
    title: 'Something went wrong',
    text: 'This is our fault, and your invitation hasn’t been used. Try again in a few minutes.',
    number: (requestId: string) => `If you ask for help, give this number: ${requestId}`,
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
    text: (address: string) =>
      `If this link works for ${address}, a personal invitation is on its way there.`,
    next: 'Open the link in that message within one hour, or enter the code in it.',
    note: 'Didn’t get it? Check your spam folder and the address.',
  },
  renewalAsked: {
    title: 'Check your inbox',
    text: 'If this invitation can be renewed, a new message is on its way to the invited address.',
    note: 'You can ask for a new one once a day. Didn’t get it? Check your spam folder, or ask the person who invited you.',
  },
  /** `minutes`: until it can be tried again, 1 at least. */
  tooMany: {
    title: 'Too many attempts',
    text: (minutes: number) => `Try again in ${toMinutes(minutes)}. The link in your message still works.`,
  },
  tooOften: {
    title: 'Please wait a little',
    text: (minutes: number) =>
      `This button has been pressed very often. Wait ${toMinutes(minutes)}, then open your invitation and press it once. Nothing has been used up.`,
  },
  busy: {
    title: 'Try again in a few minutes',
    text: 'A lot of people are asking for this right now. Nothing was sent, and your link still works.',
  },
}

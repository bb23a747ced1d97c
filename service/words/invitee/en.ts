import type { InviteeWords } from './words.ts'

const SOMEBODY = 'whoever invited you'

export const en: InviteeWords = {
  eyebrow: 'Invitation',
  invitation: {
    title: organization => `Join ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} invites you` : 'You have been invited'
      return `${who} to join ${organization}${application ? ` and use ${application}` : ''}.`
    },
    writtenBy: inviter => `Written by ${inviter ?? SOMEBODY}`,
    recipient: 'For',
    roles: 'Your roles',
    openUntil: 'Open until',
    accept: 'Accept invitation',
    decline: 'Decline',
    next: address =>
      address
        ? `Next you sign up or log in with ${address}.`
        : 'Next, sign in with a code that is sent to the invited number by text message.',
    unexpected: 'Not expecting this? Close the page; nothing will happen.',
  },
  link: {
    recipient: domain => (domain ? `Everybody with an address at ${domain}` : 'Everybody who has this link'),
    address: 'Your email address',
    rule: domain => `Only addresses at ${domain}`,
    otherDomain: domain => `Only addresses at ${domain} can join with this link. Please enter one of those.`,
    noAddress: example => `This does not look like an email address. Please enter one such as ${example}.`,
    submit: 'Send me my invitation',
    note: 'We send a personal invitation to this address. It works once, for one hour, and for this address only.',
  },
  seen: {
    send: address => `Send the invitation to ${address}`,
    note: 'This link alone doesn’t let anyone join. The invited address gets a message, and only the link or the code in it leads on.',
    code: {
      label: 'Code from that message',
      submit: 'Continue with this code',
      wrong: 'That code doesn’t open this invitation. Check that it’s from the latest message.',
    },
    sent: {
      title: 'Check your inbox',
      text: address => `If this invitation can still be sent, a message is on its way to ${address}.`,
      next: 'Open the link in it, or enter its code here to go on in this window.',
      note: 'Didn’t get it? Check your spam folder, or wait a few minutes, go back and send it again.',
    },
  },
  code: {
    goThere: 'Enter the code from the message',
    title: 'Enter your code',
    intro: 'Does the link in your message not work? There is a code of ten letters and digits below it.',
    address: 'Your email address',
    addressHint: 'The address that the message came to',
    label: 'Code',
    hint: example => `Ten letters and digits, such as ${example}`,
    submit: 'Open the invitation',
    wrong:
      'This address and this code do not open an invitation together. Please check both, and that it is the latest message.',
    note: 'After five wrong tries a code opens nothing any more. The link in the message still does, and a new message brings a new code.',
  },
  decline: {
    title: 'Decline this invitation?',
    text: inviter =>
      `Nobody can join with it any more after that. ${inviter ?? 'Whoever invited you'} can see that you declined.`,
    submit: 'Yes, decline',
  },
  closed: {
    accepted: {
      title: 'You already joined',
      text: 'This invitation has been accepted. You do not need it any more: just log in.',
      notYou: inviter => `Was it not you? Please tell ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'This invitation has expired',
      text: 'Its time has passed, and nobody has used it.',
      next: inviter => `What to do next: ask ${inviter ?? SOMEBODY} for a new one.`,
      orRenew: 'Or we send one to the address that was invited, and to no other:',
      renew: 'Send me a new one',
    },
    usedUp: {
      title: 'All places are taken',
      text: 'As many people as this link was made for have joined with it.',
      next: inviter => `What to do next: ask ${inviter ?? SOMEBODY} for an invitation of your own.`,
    },
    replaced: {
      title: 'There is a newer invitation',
      text: 'This link has been replaced. Please open the link in the latest message that you received.',
      next: inviter => `You cannot find it? Ask ${inviter ?? SOMEBODY} to send it once more.`,
    },
    revoked: {
      title: 'This invitation is no longer valid',
      text: 'It was withdrawn before it was accepted.',
      next: inviter => `You think that this is a mistake? Please ask ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'This invitation was declined',
      text: 'Nobody can join with it any more.',
      next: inviter =>
        `You have changed your mind, or it was not you? Ask ${inviter ?? SOMEBODY} to invite you again.`,
    },
    unknown: {
      title: 'This link does not work',
      text: 'It may have been cut off on its way.',
      next: 'Please open the link in your message again, or copy the whole of it into the address bar.',
    },
  },
  joined: {
    waitingTitle: 'Almost there',
    waiting: organization => `You have joined ${organization}. We are setting up your access.`,
    title: 'You are in',
    granted: organization => `Welcome to ${organization}. We are taking you on.`,
    late: organization =>
      `Welcome to ${organization}. Your access will be there shortly; you need not wait here.`,
    goOn: application => (application ? `Continue to ${application}` : 'Continue'),
    declinedTitle: 'You declined',
    declined: 'The invitation is closed: nobody can join with it any more.',
    declinedNext: inviter =>
      `${inviter ?? 'Whoever invited you'} can see that you declined, and can invite you again if you change your mind.`,
  },
}

import type { InviteeWords } from './words.ts'

const SOMEONE = 'the person who invited you'

export const en: InviteeWords = {
  eyebrow: 'Invitation',
  invitation: {
    title: organization => `Join ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} has invited you` : 'You’ve been invited'
      return `${who} to join ${application ? `${application} at ` : ''}${organization}.`
    },
    writtenBy: inviter => `Written by ${inviter ?? SOMEONE}`,
    recipient: 'For',
    roles: 'Your roles',
    openUntil: 'Expires',
    accept: 'Accept invitation',
    decline: 'Decline',
    next: address =>
      address
        ? `Next, sign up or log in as ${address}.`
        : 'Next, sign in with a code that is sent to the invited number by text message.',
    unexpected: 'Not expecting this? Just close the page. Nothing will happen.',
  },
  link: {
    recipient: domain => (domain ? `Anyone with an address at ${domain}` : 'Anyone with this link'),
    address: 'Your email address',
    rule: domain => `Only addresses at ${domain}`,
    otherDomain: domain => `Only addresses at ${domain} can join with this link. Enter one of those.`,
    noAddress: example => `That doesn’t look like an email address. Enter one like ${example}.`,
    submit: 'Send me my invitation',
    note: 'We’ll send a personal invitation to this address. It works once, for one hour, and only for this address.',
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
    intro: 'Link not working? Use the code below it in the message: ten letters and digits.',
    address: 'Your email address',
    addressHint: 'The address the message was sent to',
    label: 'Code',
    hint: example => `Ten letters and digits, like ${example}`,
    submit: 'Open the invitation',
    wrong: 'That email and code don’t match. Check both, and use the code from the latest message.',
    note: 'After five wrong attempts the code stops working. The link in the message still works, and a new message brings a new code.',
  },
  decline: {
    title: 'Decline this invitation?',
    text: inviter =>
      `No one will be able to join with it after that. ${inviter ?? 'The person who invited you'} can see that you declined.`,
    submit: 'Yes, decline',
  },
  closed: {
    accepted: {
      title: 'You’ve already joined',
      text: 'This invitation has been accepted. Just log in.',
      notYou: inviter => `Wasn’t you? Let ${inviter ?? SOMEONE} know.`,
    },
    expired: {
      title: 'This invitation has expired',
      text: 'This invitation expired before it was accepted.',
      next: inviter => `Ask ${inviter ?? SOMEONE} for a new one.`,
      orRenew: 'Or get a new one sent to the invited address:',
      renew: 'Send me a new one',
    },
    usedUp: {
      title: 'This link is full',
      text: 'All its spots have been used.',
      next: inviter => `Ask ${inviter ?? SOMEONE} for a personal invitation.`,
    },
    replaced: {
      title: 'There’s a newer invitation',
      text: 'This link has been replaced. Open the link in the latest message you received.',
      next: inviter => `Can’t find it? Ask ${inviter ?? SOMEONE} to send it again.`,
    },
    revoked: {
      title: 'This invitation is no longer valid',
      text: 'It was withdrawn before it was accepted.',
      next: inviter => `Think this is a mistake? Contact ${inviter ?? SOMEONE}.`,
    },
    declined: {
      title: 'This invitation was declined',
      text: 'No one can join with it anymore.',
      next: inviter => `Changed your mind? Ask ${inviter ?? SOMEONE} to send a new one.`,
    },
    unknown: {
      title: 'This link doesn’t work',
      text: 'It may have been cut off.',
      next: 'Open the link in your message again, or copy all of it into the address bar.',
    },
  },
  joined: {
    waitingTitle: 'Almost there',
    waiting: organization => `You’ve joined ${organization}. We’re setting up your access.`,
    title: 'You’re in',
    granted: (organization, application) =>
      `Welcome to ${organization}. Taking you ${application ? `to ${application}` : 'there'}…`,
    late: organization => `Welcome to ${organization}. Your access is almost ready. You can close this page.`,
    goOn: application => (application ? `Continue to ${application}` : 'Continue'),
    declinedTitle: 'You declined',
    declined: 'The invitation is closed. No one can join with it anymore.',
    declinedNext: inviter =>
      `${inviter ?? 'The person who invited you'} can see that you declined, and can invite you again if you change your mind.`,
  },
}

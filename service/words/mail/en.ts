import type { MailWords } from './words.ts'

export const en: MailWords = {
  greeting: 'Hello,',
  linkInstead: 'If the button does not work, open this link:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} invites you to ${target}` : `Your invitation to ${target}`,
    invitation: ({ inviter, invitee, target }) =>
      inviter
        ? `${inviter} invites you (${invitee}) to join ${target}.`
        : `You (${invitee}) are invited to join ${target}.`,
    writes: inviter => (inviter ? `${inviter} writes:` : 'With this message:'),
    open: 'Open the invitation',
    code: ({ page, invitee, code }) =>
      `If the link does not open, go to ${page} and enter ${invitee} and this code: ${code}`,
    validUntil: date => `The invitation is valid until ${date}.`,
    personal: invitee => `It is for ${invitee} only. Please do not forward this message.`,
    unexpected:
      'If you did not expect this, please ignore it: nothing happens unless you accept, and the invitation expires by itself.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} has joined ${target}`,
    joined: ({ invitee, target, date }) => `${invitee} accepted your invitation to ${target} on ${date}.`,
    reason: 'You get this message because you asked to be told when you sent the invitation.',
  },
  password: {
    subject: organization => `Your account at ${organization}`,
    reason: ({ invitee, organization }) =>
      `You have accepted an invitation to ${organization}. An account with your address (${invitee}) exists already, but nobody has ever confirmed that the address is theirs. If you choose a new password now, the account is yours alone: every other way into it ends.`,
    choose: 'Choose a new password',
    next: date => `This works until ${date}. Then open your invitation again.`,
    unexpected: 'If you have not accepted an invitation, please ignore this message: nothing changes.',
  },
}

import type { MailWords } from './words.ts'

export const en: MailWords = {
  greeting: 'Hi,',
  target: ({ application, organization }) => `${application} at ${organization}`,
  linkInstead: 'If the button doesn’t work, open this link:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} invited you to ${target}` : `Your invitation to ${target}`,
    invitation: ({ inviter, target }) =>
      inviter ? `${inviter} has invited you to join ${target}.` : `You’ve been invited to join ${target}.`,
    writes: inviter => (inviter ? `${inviter} writes:` : 'With this message:'),
    open: 'Open the invitation',
    code: ({ page, invitee, code }) =>
      `Link not working? Go to ${page} and enter ${invitee} and this code: ${code}`,
    validUntil: date => `This invitation expires on ${date}.`,
    personal: invitee => `It’s for ${invitee} only. Please don’t forward this message.`,
    unexpected: 'If you weren’t expecting this, you can safely ignore this email.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} has joined ${target}`,
    joined: ({ invitee, target, date }) => `${invitee} accepted your invitation to ${target} on ${date}.`,
    reason: 'You’re receiving this because you asked to be notified.',
  },
  password: {
    subject: organization => `Your account at ${organization}`,
    reason: ({ invitee, organization }) =>
      `You accepted an invitation to ${organization}. There’s already an account with your address (${invitee}), but no one ever confirmed that the address is theirs. Choose a new password now and the account is yours alone: every other way into it stops working.`,
    choose: 'Choose a new password',
    next: date => `This link works until ${date}. After that, open your invitation again.`,
    unexpected: 'If you didn’t accept an invitation, you can safely ignore this email. Nothing will change.',
  },
}

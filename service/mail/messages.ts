/** The sentences of a message in one language. Values are safe to show as text; the message escapes them for HTML. */
export interface InvitationMessages {
  /** How dates are written (BCP 47). */
  dateLocale: string
  subject(parts: { inviter: string | undefined; place: string }): string
  greeting: string
  invitation(parts: { inviter: string | undefined; invitee: string; place: string }): string
  /** Stands before what the inviter wrote. */
  message(parts: { inviter: string | undefined }): string
  accept: string
  linkInstead: string
  /** The way in for mailboxes whose scanners break links. */
  code(parts: { page: string; invitee: string; code: string }): string
  validUntil(date: string): string
  personal(invitee: string): string
  unexpected: string
}

/** The languages that invitations are written in. */
export const invitationMessages = {
  en: {
    dateLocale: 'en-GB',
    subject: ({ inviter, place }) =>
      inviter ? `${inviter} invites you to ${place}` : `Your invitation to ${place}`,
    greeting: 'Hello,',
    invitation: ({ inviter, invitee, place }) =>
      inviter
        ? `${inviter} invites you (${invitee}) to join ${place}.`
        : `You (${invitee}) are invited to join ${place}.`,
    message: ({ inviter }) => (inviter ? `${inviter} writes:` : 'With this message:'),
    accept: 'Open the invitation',
    linkInstead: 'If the button does not work, open this link:',
    code: ({ page, invitee, code }) =>
      `If the link does not open, go to ${page} and enter ${invitee} and this code: ${code}`,
    validUntil: date => `The invitation is valid until ${date}.`,
    personal: invitee => `It is for ${invitee} only. Please do not forward this message.`,
    unexpected:
      'If you did not expect this, please ignore it: nothing happens unless you accept, and the invitation expires by itself.',
  },
} as const satisfies Record<string, InvitationMessages>

/** The sentences that an inviter is told that somebody has joined with. */
export interface InviterMessages {
  dateLocale: string
  subject(parts: { invitee: string; place: string }): string
  greeting: string
  joined(parts: { invitee: string; place: string; date: string }): string
  reason: string
}

/** The languages that inviters are written to in. */
export const inviterMessages = {
  en: {
    dateLocale: 'en-GB',
    subject: ({ invitee, place }) => `${invitee} has joined ${place}`,
    greeting: 'Hello,',
    joined: ({ invitee, place, date }) => `${invitee} accepted your invitation to ${place} on ${date}.`,
    reason: 'You get this message because you asked to be told when you sent the invitation.',
  },
} as const satisfies Record<string, InviterMessages>

/** The sentences with which the owner of an address is offered an account that was registered with it. */
export interface PasswordMessages {
  dateLocale: string
  subject(parts: { organization: string }): string
  greeting: string
  reason(parts: { invitee: string; organization: string }): string
  choose: string
  next(parts: { date: string }): string
  linkInstead: string
  unexpected: string
}

/** The languages that this is written in. */
export const passwordMessages = {
  en: {
    dateLocale: 'en-GB',
    subject: ({ organization }) => `Your account at ${organization}`,
    greeting: 'Hello,',
    reason: ({ invitee, organization }) =>
      `you have accepted an invitation to ${organization}. An account with your address (${invitee}) exists already, but nobody has ever confirmed that the address is theirs. If you choose a new password now, the account is yours alone: every other way into it ends.`,
    choose: 'Choose a new password',
    next: ({ date }) => `This works until ${date}. Then open your invitation again.`,
    linkInstead: 'If the button does not work, open this link:',
    unexpected: 'If you have not accepted an invitation, please ignore this message: nothing changes.',
  },
} as const satisfies Record<string, PasswordMessages>

/** What people are invited to: the application, where there is one, of the organization. */
export function toPlace(parts: { application: string | undefined; organization: string }): string {
  const { application, organization } = parts
  return application && application !== organization ? `${application} (${organization})` : organization
}

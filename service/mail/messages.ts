/** The sentences of a message in one language. Values are safe to show as text; the message escapes them for HTML. */
export interface InvitationMessages {
  /** How dates are written (BCP 47). */
  dateLocale: string
  place(parts: { application: string | undefined; organization: string }): string
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
    place: ({ application, organization }) =>
      application && application !== organization ? `${application} (${organization})` : organization,
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

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

/** What people are invited to: the application, where there is one, of the organization. */
export function toPlace(parts: { application: string | undefined; organization: string }): string {
  const { application, organization } = parts
  return application && application !== organization ? `${application} (${organization})` : organization
}

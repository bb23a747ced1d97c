import * as admin from './admin.ts'
import * as adminInvitations from './admin-invitations.ts'
import * as invitee from './invitee.ts'
import * as members from './members.ts'

/** Of a field of a profile. */
const fields = {
  labels: {
    given_name: 'First name',
    family_name: 'Last name',
    name: 'Full name',
    nickname: 'Nickname',
    picture: 'Picture',
    phone_number: 'Phone number',
  },
  /** Below the label, where a value has to have a form. */
  hints: {
    phone: 'With the country code, such as +44 20 7946 0000',
    picture: 'The web address of a picture, starting with https://',
  },
  faults: {
    missing: 'Fill this in.',
    cannot_be_emptied: 'Required. Enter something else instead.',
    too_long: 'Too long. Shorten it.',
    invisible: 'This contains invisible characters. Type it again.',
    looks_like_address: 'This looks like a web address. Put a space after each dot.',
    not_a_phone_number: 'Enter a phone number with a country code: + and 7 to 15 digits.',
    not_a_picture: 'Enter the web address of a picture, starting with https://',
  },
  /** Beside the label of a field that may be left empty. */
  optional: 'optional',
}

/** Around every page. */
const frame = {
  /** What dates and numbers are written in (BCP 47). */
  formats: 'en-GB',
  /** Names the list of languages. */
  languages: 'Language',
  /** Names the list of ways on from a page. */
  nextSteps: 'What to do next',
  /** Before the title of a page whose form has to be filled in again. */
  errorTitle: (title: string) => `Error: ${title}`,
  /** Above the list of all that is wrong with a form. */
  toCheck: 'Check what you entered',
  /** One of them: what the field is called, and what is wrong with it. */
  toCheckOne: (label: string, text: string) => `${label}: ${text}`,
  /** Less than two minutes are left. */
  verySoon: 'in less than two minutes',
}

/** What mails say. Values are safe to show as text; the mail escapes them for HTML. */
const mail = {
  greeting: 'Hi,',
  /** What people are invited to: an application of the organization. */
  target: ({ application, organization }: { application: string; organization: string }) =>
    `${application} at ${organization}`,
  /** Above a link in full, for mail programs that show no buttons. */
  linkInstead: 'If the button doesn’t work, open this link:',
  invitation: {
    subject: ({ inviter, target }: { inviter: string | undefined; target: string }) =>
      inviter ? `${inviter} invited you to ${target}` : `Your invitation to ${target}`,
    invitation: ({ inviter, target }: { inviter: string | undefined; target: string }) =>
      inviter ? `${inviter} has invited you to join ${target}.` : `You’ve been invited to join ${target}.`,
    /** Stands before what the inviter wrote. */
    writes: (inviter: string | undefined) => (inviter ? `${inviter} writes:` : 'With this message:'),
    open: 'Open the invitation',
    /** The way in for mailboxes whose scanners break links. */
    code: ({ page, invitee, code }: { page: string; invitee: string; code: string }) =>
      `Link not working? Go to ${page} and enter ${invitee} and this code: ${code}`,
    validUntil: (date: string) => `This invitation expires on ${date}.`,
    personal: (invitee: string) => `It’s for ${invitee} only. Please don’t forward this message.`,
    unexpected: 'If you weren’t expecting this, you can safely ignore this email.',
  },
  joined: {
    subject: ({ invitee, target }: { invitee: string; target: string }) => `${invitee} has joined ${target}`,
    joined: ({ invitee, target, date }: { invitee: string; target: string; date: string }) =>
      `${invitee} accepted your invitation to ${target} on ${date}.`,
    reason: 'You’re receiving this because you asked to be notified.',
  },
  password: {
    subject: (organization: string) => `Your account at ${organization}`,
    reason: ({ invitee, organization }: { invitee: string; organization: string }) =>
      `You accepted an invitation to ${organization}. There’s already an account with your address (${invitee}), but no one ever confirmed that the address is theirs. Choose a new password now and the account is yours alone: every other way into it stops working.`,
    choose: 'Choose a new password',
    next: (date: string) => `This link works until ${date}. After that, open your invitation again.`,
    unexpected: 'If you didn’t accept an invitation, you can safely ignore this email. Nothing will change.',
  },
}

/** Everything that pages and mails say in English, which is what every other language translates. */
export const en = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }

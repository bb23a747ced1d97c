/** The pages of members at /account. */
export const members = {
  title: 'Your account',
  skip: 'Skip to the content',
  signOut: 'Sign out',
  signIn: {
    intro: (organization: string) => `Sign in to see and change what ${organization} knows about you.`,
    submit: 'Sign in',
    /** Somebody was here, but too long ago. */
    ended: 'You’ve been signed out after a while without activity.',
  },
  profile: {
    heading: 'Your profile',
    save: 'Save',
    saved: 'Changes saved.',
    unchanged: 'Nothing to save.',
    nothing: 'There’s nothing to fill in here.',
    /** Beside what another provider brings. */
    ofProvider: (provider: string) => `This comes from ${provider} each time you sign in. Change it there.`,
    ofLogin: 'You sign in with this. It can’t be changed here.',
    alwaysKept: 'Required',
    emptyPicture: 'Leave empty for a placeholder',
    /** A value that has become another one since the page was shown. */
    changedElsewhere: (now: string) =>
      now === ''
        ? 'This was cleared elsewhere in the meantime.'
        : `This was changed elsewhere in the meantime. It now says: ${now}`,
    conflict:
      'Nothing has been saved yet. Some of this was changed elsewhere while the page was open. Save again to keep what you entered.',
  },
  /** Why a change did not come to be, or may not have. */
  failures: {
    busy: 'Nothing was saved because we’re busy right now. Try again in a minute.',
    unknown: 'We couldn’t tell whether your changes were saved. Open this page again in a minute to check.',
    refused: 'Nothing was saved because the change was refused. Ask an administrator.',
  },
  password: {
    heading: 'Password',
    intro: (address: string) => `We’ll send a link to ${address} to choose a new password.`,
    submit: 'Send me the link',
    sent: (address: string) =>
      `A link to choose a new password is on its way to ${address}. It works for one hour.`,
    tooMany: 'You’ve already asked for several links. Use the latest one, or try again in an hour.',
    failed: 'The link couldn’t be sent. Try again in a few minutes.',
    /** Whose password it is, where it is not Auth0's. */
    ofProvider: (provider: string) => `You sign in with ${provider}. Change your password there.`,
    none: 'You sign in with codes, so there’s no password to change.',
    noAddress: 'Your account has no email address to send a link to. Ask an administrator.',
  },
  joined: {
    heading: 'How you joined',
    by: (inviter: string | undefined, date: string) =>
      inviter ? `Invited by ${inviter}, joined on ${date}` : `Joined on ${date}`,
    roles: 'Roles you were given',
    noRoles: 'No roles',
    underWay: 'Some of this is still being set up.',
    terms: (version: string, date: string) => `You agreed to version ${version} of the terms on ${date}.`,
    nothing: 'You didn’t join through an invitation.',
  },
  data: {
    heading: 'Your data',
    intro:
      'A file with what this page shows: your account, your profile, the invitations you accepted, their roles, and the terms you agreed to.',
    download: 'Download your data',
  },
  unreachable: {
    title: 'We can’t reach your account right now',
    text: 'The system that keeps accounts isn’t responding. Nothing was changed. Try again in a few minutes.',
    again: 'Try again',
  },
  notIn: {
    title: 'This account hasn’t joined',
    text: 'You’re signed in with an account that has no access. If you were invited at another address, use that one.',
    another: 'Use another account',
  },
  stopped: {
    title: 'You’re not signed in',
    text: 'The sign-in wasn’t completed, or it was started in another browser.',
    again: 'Sign in again',
  },
  formTooOld: {
    title: 'This page was too old',
    text: 'Nothing was changed. Open your account again.',
    back: 'Open your account',
  },
  mail: {
    subject: (organization: string) => `A new password for ${organization}`,
    intro: (organization: string) =>
      `You asked for a new password for your account at ${organization}. Choose one here:`,
    button: 'Choose a new password',
    until: (date: string) => `The link works once, until ${date}.`,
    unexpected: 'If you didn’t ask for this, you can safely ignore this email. Your password stays the same.',
  },
}

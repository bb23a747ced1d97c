import type { MemberWords } from './words.ts'

export const en: MemberWords = {
  title: 'Your account',
  skip: 'Skip to the content',
  signOut: 'Sign out',
  signIn: {
    intro: organization => `Sign in to see and change what ${organization} knows about you.`,
    submit: 'Sign in',
    ended: 'You were signed out because nothing happened for a while.',
  },
  profile: {
    heading: 'Your profile',
    save: 'Save',
    saved: 'Your changes are saved.',
    unchanged: 'There was nothing to save.',
    nothing: 'There is nothing here for you to fill in.',
    ofProvider: provider => `This comes from ${provider} each time you log in. Please change it there.`,
    ofLogin: 'You log in with this. It cannot be changed here.',
    alwaysKept: 'You can change this, but not leave it empty',
    emptyPicture: 'Without one, a placeholder is used',
    changedElsewhere: now =>
      now === ''
        ? 'This has been emptied elsewhere in the meantime.'
        : `This has been changed elsewhere in the meantime. It now says: ${now}`,
    conflict:
      'Nothing has been saved yet: some of it was changed elsewhere while this page was open. Save again to keep what you have entered.',
  },
  failures: {
    busy: 'Nothing has been saved: too much is going on right now. Please try again in a minute.',
    unknown:
      'We could not find out whether your changes were saved. Please open this page again in a minute and look.',
    refused: 'Nothing has been saved: the change was refused. Please ask an administrator.',
  },
  password: {
    heading: 'Password',
    intro: address => `We send a link to ${address} with which you choose a new password.`,
    submit: 'Send me the link',
    sent: address => `A link to a new password is on its way to ${address}. It works for one hour.`,
    tooMany: 'You have asked for several links already. Please use the latest one, or try again in an hour.',
    failed: 'The link could not be sent. Please try again in a few minutes.',
    ofProvider: provider => `You log in with ${provider}. Please change your password there.`,
    none: 'You log in with codes, so there is no password to change.',
    noAddress:
      'Your account has no email address to which we could send a link. Please ask an administrator.',
  },
  joined: {
    heading: 'How you joined',
    by: (inviter, date) => (inviter ? `Invited by ${inviter}, joined on ${date}` : `Joined on ${date}`),
    roles: 'Roles you were given',
    noRoles: 'No roles were given with it.',
    underWay: 'Some of it is still being set up.',
    terms: (version, date) => `You agreed to version ${version} of the terms on ${date}.`,
    nothing: 'No invitation of ours has brought you here.',
  },
  data: {
    heading: 'Your data',
    intro:
      'A file with what this page shows: your account, your profile, the invitations that brought you here, their roles, and the terms you agreed to.',
    download: 'Download what Guestlist knows about you',
  },
  unreachable: {
    title: 'We cannot reach your account right now',
    text: 'The system that keeps accounts does not answer. Nothing has been changed. Please try again in a few minutes.',
    again: 'Try again',
  },
  notIn: {
    title: 'This account has not joined',
    text: 'You are logged in with an account that has no access. If you were invited with another address, use that one.',
    another: 'Use another account',
  },
  stopped: {
    title: 'You are not signed in',
    text: 'The sign-in was not completed, or it was begun in another browser.',
    again: 'Sign in again',
  },
  formTooOld: {
    title: 'This page was too old',
    text: 'Nothing has been changed. Please open your account again.',
    back: 'Open your account',
  },
  mail: {
    subject: organization => `A new password for ${organization}`,
    intro: organization =>
      `You asked for a new password for your account at ${organization}. Choose it with this link:`,
    button: 'Choose a new password',
    until: date => `The link works once, until ${date}.`,
    unexpected: 'Did you not ask for this? Then ignore this message: your password stays as it is.',
  },
}

import type { AdminFrameWords } from './words.ts'

export const en: AdminFrameWords = {
  skip: 'Skip to the content',
  navigation: 'Administration',
  areas: {
    overview: 'Overview',
    invitations: 'Invitations',
    invite: 'Invite people',
    imports: 'Import',
    gate: 'Gate',
    policy: 'Policy',
    webhooks: 'Webhooks',
    audit: 'Audit log',
  },
  signOut: 'Sign out',
  account: 'Signed in as',
  signIn: {
    title: 'Sign in',
    intro: organization => `Invite people to ${organization}, and look after invitations.`,
    submit: 'Continue to sign in',
    ended: 'Your session has ended. Nothing was changed.',
  },
  signedOut: {
    title: 'You are signed out',
    text: 'Your session has ended here and at the log-in.',
    again: 'Sign in again',
  },
  noPermission: {
    title: 'You may not see these pages',
    signedInAs: who => `You are signed in as ${who}, and this account may not invite people.`,
    ask: 'Ask whoever administers your Auth0 tenant for the role “Inviter” or “Invitation Administrator”, then sign in again.',
    another: 'Use another account',
  },
  notSetUp: {
    title: 'Administration is not set up',
    text: 'The service does not know an application that administrators can sign in with.',
    how: 'Deploy the tenant’s files, which have the application “Guestlist administration”, set AUTH0_ADMIN_CLIENT_ID and AUTH0_ADMIN_CLIENT_SECRET to its credentials, and start the service again.',
  },
  unreachable: {
    title: 'Please try again in a few minutes',
    text: 'The tenant does not answer, so nobody can tell who you are and what you may do. Nothing was changed.',
    again: 'Try again',
  },
  elsewhere: {
    title: 'Please sign in again',
    text: 'This log-in was begun in another browser or window, or a while ago, or it is finished already.',
  },
  stopped: {
    title: 'You were not signed in',
    text: 'The log-in was stopped before it was finished.',
  },
  notFound: {
    title: 'There is no such page',
    text: 'It does not exist, or it is not yours to see.',
  },
  sessionEnded: {
    title: 'Your session has ended',
    text: 'Nothing is lost, and nothing was changed: sign in in another tab, come back here, and send it again.',
    signIn: 'Sign in in another tab',
    again: 'Send again',
  },
  formTooOld: {
    title: 'Please send the form again',
    text: 'It came from a page of an earlier session, or not from a page of ours. Nothing was changed.',
    back: 'Back to the page',
    again: 'Send again',
  },
  notAllowed: {
    title: 'You may not do this',
    text: permission =>
      `Your account lacks the permission ${permission}. Ask whoever administers your Auth0 tenant.`,
  },
}

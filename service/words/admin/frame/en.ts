import type { AdminFrameWords } from './words.ts'

export const en: AdminFrameWords = {
  skip: 'Skip to content',
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
    intro: organization => `Invite people to ${organization} and manage invitations.`,
    submit: 'Continue to sign in',
    ended: 'You’ve been signed out. Nothing was changed.',
  },
  signedOut: {
    title: 'You’re signed out',
    text: 'You’ve been signed out.',
    again: 'Sign in again',
  },
  noPermission: {
    title: 'You don’t have access to these pages',
    signedInAs: who => `You’re signed in as ${who}, and this account can’t invite people.`,
    ask: 'Ask the administrator of your Auth0 tenant for the role “Inviter” or “Invitation Administrator”, then sign in again.',
    another: 'Use another account',
  },
  notSetUp: {
    title: 'Administration isn’t set up',
    text: 'The service doesn’t know an application that administrators can sign in with.',
    how: 'Deploy the tenant’s files, which include the application “Guestlist administration”, set AUTH0_ADMIN_CLIENT_ID and AUTH0_ADMIN_CLIENT_SECRET to its credentials, and restart the service.',
  },
  unreachable: {
    title: 'Try again in a few minutes',
    text: 'The tenant isn’t responding, so we can’t check who you are and what you can do. Nothing was changed.',
    again: 'Try again',
  },
  elsewhere: {
    title: 'Sign in again',
    text: 'This sign-in was started in another browser or window, or a while ago, or it’s already finished.',
  },
  stopped: {
    title: 'You weren’t signed in',
    text: 'The sign-in was stopped before it was finished.',
  },
  notFound: {
    title: 'Page not found',
    text: 'It doesn’t exist, or you don’t have access to it.',
  },
  sessionEnded: {
    title: 'Your session has ended',
    text: 'Nothing is lost and nothing was changed. Sign in in another tab, come back here, and send it again.',
    signIn: 'Sign in in another tab',
    again: 'Send again',
  },
  formTooOld: {
    title: 'Send the form again',
    text: 'It came from an earlier session, or not from one of our pages. Nothing was changed.',
    back: 'Back to the page',
    again: 'Send again',
  },
  notAllowed: {
    title: 'You can’t do this',
    text: permission =>
      `Your account doesn’t have the permission ${permission}. Ask the administrator of your Auth0 tenant.`,
  },
}

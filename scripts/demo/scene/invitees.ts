import { firstInvitee } from '../guide.ts'

/** People whom the demo invites when it starts; their invitations are in the mailbox. */
export const invitees = [
  {
    email: firstInvitee,
    state: 'pending',
    invitation: { roles: ['Editor'], app_metadata: { team: 'Compilers' } },
    about: 'Grace has not answered yet: accept, sign up with any password, and see the role in the Portal.',
  },
  {
    email: 'linus@gmail.com',
    state: 'pending, Google',
    invitation: { roles: ['Viewer'], message: 'Good to have you on the review team. Unclear? Just ask me.' },
    about: 'Accept, then “Continue with Google” with this very address; another one loses nothing.',
  },
  {
    email: 'heinz@nixdorf.example',
    state: 'pending, in German',
    invitation: {
      roles: ['Editor'],
      locale: 'de',
      message: 'Schön, dass Sie dabei sind!\nBis Montag um zehn.',
    },
    about: 'Mail and pages in the language of the invitation, whatever the browser says.',
  },
  {
    email: 'yukihiro@ruby.example',
    state: 'pending, in Japanese',
    invitation: { roles: ['Viewer'], locale: 'ja', message: '参加を楽しみにしています。' },
    about: 'The same in Japanese; the page offers four more languages.',
  },
  {
    email: 'katherine@orbit.example',
    state: 'by code',
    invitation: { roles: ['Viewer'] },
    about:
      'For mailboxes whose scanners break links: the address and the code of the mail open the invitation.',
  },
] as const

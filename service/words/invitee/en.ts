import type { InviteeWords } from './words.ts'

export const en: InviteeWords = {
  eyebrow: 'Invitation',
  code: {
    goThere: 'Enter the code from the message',
    title: 'Enter your code',
    intro: 'Does the link in your message not work? There is a code of ten letters and digits below it.',
    address: 'Your email address',
    addressHint: 'The address that the message came to',
    label: 'Code',
    hint: example => `Ten letters and digits, such as ${example}`,
    submit: 'Open the invitation',
    wrong:
      'This address and this code do not open an invitation together. Please check both, and that it is the latest message.',
    note: 'After five wrong tries a code opens nothing any more. The link in the message still does, and a new message brings a new code.',
  },
}

import { date, text, texts, type ValuesOf, type Variables } from './variable.ts'

const organization = text('The name of your organization (ORGANIZATION_NAME)')
const application = text(
  'The name of the application that the invitation leads to; empty where there is none',
)
const target = text('The application of the organization, or the organization alone')
const lang = text('The language of the message: en, es, fr, de, pt or ja')

/** Every message that an operator can replace, and what its templates are given besides `mailPartVariables`. */
export const mailTemplates = {
  'mail-invitation': {
    about: 'An invitation',
    variables: {
      lang,
      organization,
      application,
      target,
      inviter: text('The name of whoever invites; empty where it is not known'),
      invitee: text('The invited address'),
      message: texts('What the inviter wrote, line by line'),
      link: text('The link to the invitation: a secret'),
      code: text('The code that can be entered instead of the link'),
      code_page: text('The address of the page that asks for the code'),
      expires: text('Until when it is open, in UTC'),
      expires_at: date('Until when it is open'),
    },
    needs: ['link', 'content'],
  },
  'mail-joined': {
    about: 'To an inviter, when somebody has joined',
    variables: {
      lang,
      organization,
      application,
      target,
      invitee: text('Who has joined'),
      joined: text('When, in UTC'),
      joined_at: date('When'),
    },
  },
  'mail-password': {
    about: 'To the owner of an address with whom somebody has registered',
    variables: {
      lang,
      organization,
      invitee: text('The address'),
      link: text('The link to a new password: a secret'),
      expires: text('Until when it works, in UTC'),
      expires_at: date('Until when it works'),
    },
    needs: ['link', 'content'],
  },
  'mail-new-password': {
    about: 'To a member who has asked for a new password',
    variables: {
      lang,
      organization,
      link: text('The link to a new password: a secret'),
      expires: text('Until when it works, in UTC'),
      expires_at: date('Until when it works'),
    },
    needs: ['link', 'content'],
  },
} as const satisfies Record<
  string,
  { readonly about: string; readonly variables: Variables; readonly needs?: readonly string[] }
>

export type MailTemplate = keyof typeof mailTemplates

/** What the templates of a message's parts, `subject`, `html` and `text`, are given as well. */
export const mailPartVariables = {
  subject: text('Our own subject'),
  content: text('Our own message: all of the HTML page, or all of the plain text'),
} as const satisfies Variables

/** What is known when a message is written. */
export type MailValues<Name extends MailTemplate> = ValuesOf<(typeof mailTemplates)[Name]['variables']>

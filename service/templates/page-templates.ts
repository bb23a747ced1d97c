import { signedInTemplates } from './signed-in-templates.ts'
import { actions, date, flag, html, text, texts, type ValuesOf, type Variables } from './variable.ts'

interface Template {
  readonly about: string
  readonly variables: Variables
  /** A page without one of these would leave people stuck. */
  readonly needs?: readonly string[]
}

const inviter = text('The name of whoever invites; empty where it is not known')
const application = text(
  'The name of the application that the invitation leads to; empty where there is none',
)
const message = texts('What the inviter wrote, line by line')
const roles = texts('The names of the roles that the invitation gives')
const expires = html('Until when it is open, in the reader’s time zone, and how long that is')
const expiresAt = date('Until when it is open')
const ways = actions('The ways on from here')
const destination = text('Where the invitation leads')

const notice = <const More extends Variables = Record<never, never>>(about: string, more?: More) => ({
  about,
  variables: { actions: ways, ...(more as More) },
})
const closed = (about: string) => ({ about, variables: { inviter } }) as const

/** Every page for people that an operator can replace, and what its template is given besides `commonVariables`. */
export const pageTemplates = {
  invitation: {
    about: 'An invitation for one person',
    variables: {
      inviter,
      application,
      message,
      recipient: text('The invited address; masked where the link does not prove who holds it'),
      is_masked: flag('Whether the address is masked'),
      roles,
      expires,
      expires_at: expiresAt,
      form: html('The buttons Accept and Decline, with all that they send'),
    },
    needs: ['form'],
  },
  link: {
    about: 'A link for many, which asks for an address',
    variables: {
      inviter,
      application,
      message,
      recipient: text('For whom it is, in words'),
      domain: text('The one domain whose addresses may join; empty where any may'),
      roles,
      expires,
      expires_at: expiresAt,
      form: html('The field for the address and its button'),
    },
    needs: ['form'],
  },
  'seen-link': {
    about: 'An invitation behind a link that somebody was shown: its message leads on',
    variables: {
      inviter,
      application,
      message,
      recipient: text('The invited address; masked'),
      roles,
      expires,
      expires_at: expiresAt,
      form: html('The button that sends the message, and the field for its code'),
    },
    needs: ['form'],
  },
  'message-sent': {
    about: 'After the button that sends the message',
    variables: {
      address: text('The invited address; masked'),
      is_wrong: flag('Whether what was sent is not the code of the message'),
      form: html('The field for the code, what is wrong with it, and the button'),
      actions: ways,
    },
    needs: ['form'],
  },
  code: {
    about: 'Asks for the address and the code of a message',
    variables: {
      is_wrong: flag('Whether what was sent opens nothing'),
      form: html('The two fields, what is wrong with them, and the button'),
    },
    needs: ['form'],
  },
  joining: {
    about: 'Between Accept and the log-in: terms, and what is required of a profile',
    variables: {
      is_wrong: flag('Whether the form has to be filled in again'),
      fields: texts('The names of the fields that are asked for'),
      terms_url: text('The address of the terms; empty where none are asked for'),
      terms_version: text('Their version'),
      form: html('The fields, the terms, what is wrong with them, and the button'),
      actions: ways,
    },
    needs: ['form'],
  },
  'closed-accepted': {
    about: 'An invitation that was accepted before',
    variables: { inviter, destination },
  },
  'closed-expired': {
    about: 'An expired invitation',
    variables: { inviter, form: html('“Send me a new one”; empty where that cannot be asked for') },
  },
  'closed-used-up': closed('A link that as many have used as may'),
  'closed-replaced': {
    about: 'A link of which there is a newer one',
    variables: { inviter, actions: ways },
  },
  'closed-revoked': closed('An invitation that was withdrawn'),
  'closed-declined': closed('An invitation that was declined before'),
  'closed-unknown': { about: 'A link that nobody made', variables: {} },
  decline: {
    about: 'Asks once more after Decline',
    variables: { inviter, form: html('The button that declines'), actions: ways },
    needs: ['form'],
  },
  declined: { about: 'After Decline', variables: { inviter } },
  joined: {
    about: 'After joining: waits, says “you are in”, leads on',
    variables: {
      progress: text('`waiting`, `granted` or `late`'),
      application,
      destination,
      actions: ways,
    },
  },
  refusal: {
    about: 'A log-in that was refused: why, which account is which, and the ways on',
    variables: {
      code: text('The reason, such as `address_mismatch`'),
      sentence: text('The reason in words'),
      login_address: text('The account that was used'),
      invited_address: text('The account that was invited; masked unless this browser holds the invitation'),
      actions: ways,
    },
    needs: ['actions'],
  },
  'not-found': notice('There is no such page'),
  failure: notice('Something went wrong on our side', {
    request_id: text('What to quote when asking for help'),
  }),
  'foreign-form': notice('A form that did not come from a page of ours'),
  'nothing-open': notice('A browser that has not opened an invitation, or too long ago'),
  unreachable: notice('The log-in cannot be reached'),
  elsewhere: notice('The return from a log-in that was begun elsewhere, or is finished'),
  stopped: notice('A log-in that the tenant ended', { sentence: text('Why, where that is known') }),
  'not-joined': notice('A log-in that went well without using the invitation'),
  'signed-out': notice('After logging out'),
  unexplained: notice('A refusal whose explanation is gone'),
  'address-taken': notice('After an address was given to a link for many', {
    address: text('The address that was given'),
  }),
  'renewal-asked': notice('After “Send me a new one”'),
  'too-many': notice('More tries, or presses of a button, than people make', {
    minutes: text('In how many minutes it can be tried again'),
  }),
  busy: notice('More is asked for than can be done'),
  ...signedInTemplates,
} as const satisfies Record<string, Template>

export type PageTemplate = keyof typeof pageTemplates

/** What every page's template is given. */
export const commonVariables = {
  template: text('The name of this template'),
  lang: text('The language of the page: en, es, fr, de, pt or ja'),
  title: text('The title of the page, which is also its heading'),
  organization: text('The name of your organization (ORGANIZATION_NAME)'),
  logo: text('The path of your logo (BRAND_LOGO_FILE); empty without one'),
  content: html('Everything that our own page shows, heading and all'),
} as const satisfies Variables

/** A page that says which template may replace its content, and with what. */
export interface OwnPage {
  readonly name: PageTemplate
  readonly values: Readonly<Record<string, unknown>>
}

/** Names the template that may replace what a page shows, and fills in what it is given. */
export function templateOverrideOf<Name extends PageTemplate>(
  name: Name,
  values: ValuesOf<(typeof pageTemplates)[Name]['variables']>,
): OwnPage {
  return { name, values }
}

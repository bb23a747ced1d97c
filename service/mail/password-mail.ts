import { html } from 'hono/html'
import { chooseLocale } from '../../contract/locale.ts'
import { messagesFor } from '../messages/messages.ts'
import { noTemplates, type Templates } from '../templates/templates.ts'
import type { RenderedMail } from './invitation-mail.ts'
import { formatMailDate, mailStyles, renderMailPage, toButtonStyle } from './mail-page.ts'
import { replaceMail } from './replace-mail.ts'

/** What the owner of an address is told with whom somebody has registered. */
export interface PasswordMailFacts {
  organization: string
  /** The invitation's, in any form; English where it says none. */
  locale?: string | null | undefined
  /** The address, normalised. */
  invitee: string
  /** Auth0's own link to a new password: a secret. */
  link: string
  expiresAt: Date
}

/** Writes the message that lets the owner of an address take over an account that was registered with it. */
export function renderPasswordMail(
  facts: PasswordMailFacts,
  templates: Templates = noTemplates,
): RenderedMail {
  const locale = chooseLocale(facts.locale)
  const { greeting, linkInstead, password: messages } = messagesFor(locale).mail
  const { invitee, organization, link } = facts
  const subject = messages.subject(organization)
  const reason = messages.reason({ invitee, organization })
  const next = messages.next(formatMailDate(facts.expiresAt, locale))
  const ours = {
    subject,
    html: renderMailPage(
      subject,
      html`<p>${greeting}</p>
<p>${reason}</p>
<p><a href="${link}" style="${toButtonStyle(templates)}">${messages.choose}</a></p>
<p>${next}</p>
<p style="${mailStyles.small}">${linkInstead}</p>
<p style="${mailStyles.link}">${link}</p>
<p style="${mailStyles.small}">${messages.unexpected}</p>`,
      locale,
    ),
    text: [`${greeting}\n${reason}`, `${messages.choose}:\n\n${link}`, next, messages.unexpected, ''].join(
      '\n\n',
    ),
  }
  const expires = formatMailDate(facts.expiresAt, locale)
  const values = { lang: locale, organization, invitee, link, expires, expires_at: facts.expiresAt }
  return replaceMail(templates, { name: 'mail-password', locale, values }, ours)
}

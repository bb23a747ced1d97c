import { html } from 'hono/html'
import type { Locale } from '../../contract/locale.ts'
import { messagesFor } from '../messages/messages.ts'
import { noTemplates, type Templates } from '../templates/templates.ts'
import type { RenderedMail } from './invitation-mail.ts'
import { formatMailDate, mailStyles, renderMailPage, toButtonStyle } from './mail-page.ts'
import { replaceMail } from './replace-mail.ts'

export interface NewPasswordMailFacts {
  organization: string
  locale: Locale
  /** Auth0's own link to a new password: a secret. */
  link: string
  expiresAt: Date
}

/** Writes the message to somebody who has asked for a new password on the page of their account. */
export function renderNewPasswordMail(
  { organization, locale, link, expiresAt }: NewPasswordMailFacts,
  templates: Templates = noTemplates,
): RenderedMail {
  const messages = messagesFor(locale).members.mail
  const subject = messages.subject(organization)
  const expires = formatMailDate(expiresAt, locale)
  const until = messages.until(expires)
  const ours = {
    subject,
    html: renderMailPage(
      subject,
      html`<p>${messages.intro(organization)}</p>
<p><a href="${link}" style="${toButtonStyle(templates)}">${messages.button}</a></p>
<p>${until}</p>
<p style="${mailStyles.small}">${messages.unexpected}</p>`,
      locale,
    ),
    text: [
      messages.intro(organization),
      `${messages.button}:\n\n${link}`,
      until,
      messages.unexpected,
      '',
    ].join('\n\n'),
  }
  const values = { lang: locale, organization, link, expires, expires_at: expiresAt }
  return replaceMail(templates, { name: 'mail-new-password', locale, values }, ours)
}

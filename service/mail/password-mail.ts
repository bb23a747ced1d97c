import { html } from 'hono/html'
import type { RenderedMail } from './invitation-mail.ts'
import { formatMailDate, mailStyles, renderMailPage } from './mail-page.ts'
import { type PasswordMessages, passwordMessages } from './messages.ts'

/** What the owner of an address is told with whom somebody has registered. */
export interface PasswordMailFacts {
  organization: string
  /** The address, normalised. */
  invitee: string
  /** Auth0's own link to a new password: a secret. */
  link: string
  expiresAt: Date
}

/** Writes the message that lets the owner of an address take over an account that was registered with it. */
export function renderPasswordMail(facts: PasswordMailFacts): RenderedMail {
  const messages: PasswordMessages = passwordMessages.en
  const { invitee, organization, link } = facts
  const subject = messages.subject({ organization })
  const reason = messages.reason({ invitee, organization })
  const next = messages.next({ date: formatMailDate(facts.expiresAt, messages.dateLocale) })
  return {
    subject,
    html: renderMailPage(
      subject,
      html`<p>${messages.greeting}</p>
<p>${reason}</p>
<p><a href="${link}" style="${mailStyles.button}">${messages.choose}</a></p>
<p>${next}</p>
<p style="${mailStyles.small}">${messages.linkInstead}</p>
<p style="${mailStyles.link}">${link}</p>
<p style="${mailStyles.small}">${messages.unexpected}</p>`,
    ),
    text: [
      `${messages.greeting}\n${reason}`,
      `${messages.choose}:\n\n${link}`,
      next,
      messages.unexpected,
      '',
    ].join('\n\n'),
  }
}

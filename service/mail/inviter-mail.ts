import { html } from 'hono/html'
import { chooseLocale } from '../../contract/locale.ts'
import { messagesFor } from '../messages/messages.ts'
import { noTemplates, type Templates } from '../templates/templates.ts'
import { toDisplayName } from './display-name.ts'
import type { RenderedMail } from './invitation-mail.ts'
import { formatMailDate, renderMailPage } from './mail-page.ts'
import { replaceMail } from './replace-mail.ts'
import { toTarget } from './target.ts'

/** What an inviter is told when somebody has joined. */
export interface InviterMailFacts {
  organization: string
  /** The invitation's, in any form; English where it says none. */
  locale?: string | null | undefined
  application: string | undefined
  /** The address or telephone number that was invited, normalised. */
  invitee: string
  joinedAt: Date
}

/** Writes the notice to an inviter. There is nothing to press in it. */
export function renderInviterMail(facts: InviterMailFacts, templates: Templates = noTemplates): RenderedMail {
  const locale = chooseLocale(facts.locale)
  const { greeting, joined: messages, target: toTargetText } = messagesFor(locale).mail
  const { invitee, organization } = facts
  const target = toTarget(toTargetText, { application: toDisplayName(facts.application), organization })
  const subject = messages.subject({ invitee, target })
  const date = formatMailDate(facts.joinedAt, locale)
  const paragraphs = [greeting, messages.joined({ invitee, target, date }), messages.reason]
  const ours = {
    subject,
    html: renderMailPage(subject, html`${paragraphs.map(paragraph => html`<p>${paragraph}</p>`)}`, locale),
    text: [...paragraphs, ''].join('\n\n'),
  }
  const application = toDisplayName(facts.application)
  const values = {
    lang: locale,
    organization,
    application,
    target,
    invitee,
    joined: date,
    joined_at: facts.joinedAt,
  }
  return replaceMail(templates, { name: 'mail-joined', locale, values }, ours)
}

import { html } from 'hono/html'
import { toDisplayName } from './display-name.ts'
import type { RenderedMail } from './invitation-mail.ts'
import { formatMailDate, renderMailPage } from './mail-page.ts'
import { type InviterMessages, inviterMessages, toPlace } from './messages.ts'

/** What an inviter is told when somebody has joined. */
export interface InviterMailFacts {
  organization: string
  application: string | undefined
  /** The address or telephone number that was invited, normalised. */
  invitee: string
  joinedAt: Date
}

/** Writes the notice to an inviter. There is nothing to press in it. */
export function renderInviterMail(facts: InviterMailFacts): RenderedMail {
  const messages: InviterMessages = inviterMessages.en
  const { invitee, organization } = facts
  const place = toPlace({ application: toDisplayName(facts.application), organization })
  const subject = messages.subject({ invitee, place })
  const date = formatMailDate(facts.joinedAt, messages.dateLocale)
  const paragraphs = [messages.greeting, messages.joined({ invitee, place, date }), messages.reason]
  return {
    subject,
    html: renderMailPage(subject, html`${paragraphs.map(paragraph => html`<p>${paragraph}</p>`)}`),
    text: [...paragraphs, ''].join('\n\n'),
  }
}

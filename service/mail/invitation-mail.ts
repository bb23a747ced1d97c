import { html, raw } from 'hono/html'
import { toDisplayName } from './display-name.ts'
import { formatMailDate, renderMailPage, mailStyles as styles } from './mail-page.ts'
import { type InvitationMessages, invitationMessages, toPlace } from './messages.ts'
import { toPersonalMessage } from './personal-message.ts'

/** What an invitation says. Only `organization` is the operator's own word; names and message are other people's. */
export interface InvitationMailFacts {
  organization: string
  inviter: string | null | undefined
  /** What the inviter wrote, as they wrote it. */
  message?: string | null | undefined
  application: string | undefined
  invitee: string
  link: string
  /** Instead of the link, on a page of its own. */
  code?: { code: string; page: string } | undefined
  expiresAt: Date
}

/** The parts of a message that a mailer sends. */
export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/** Writes an invitation. Whatever the names hold, it has one link, and the subject is one line. */
export function renderInvitationMail(facts: InvitationMailFacts): RenderedMail {
  const messages: InvitationMessages = invitationMessages.en
  const organization = toOneLine(facts.organization)
  const inviter = toDisplayName(facts.inviter)
  const place = toPlace({ application: toDisplayName(facts.application), organization })
  const invitee = toOneLine(facts.invitee)
  const sentences = {
    subject: messages.subject({ inviter, place }),
    invitation: messages.invitation({ inviter, invitee, place }),
    validUntil: messages.validUntil(formatMailDate(facts.expiresAt, messages.dateLocale)),
    personal: messages.personal(invitee),
    code: facts.code && messages.code({ ...facts.code, invitee }),
    writes: messages.message({ inviter }),
    message: toPersonalMessage(facts.message),
  }
  return {
    subject: sentences.subject,
    html: renderHtml(messages, sentences, facts.link),
    text: renderText(messages, sentences, facts.link),
  }
}

interface Sentences extends Record<'subject' | 'invitation' | 'validUntil' | 'personal' | 'writes', string> {
  code: string | undefined
  /** Line by line. */
  message: readonly string[]
}

function renderText(messages: InvitationMessages, sentences: Sentences, link: string): string {
  const { message, code } = sentences
  return [
    `${messages.greeting}\n${sentences.invitation}`,
    // Every line is marked as theirs, so that none of it passes for ours.
    ...(message.length > 0 ? [`${sentences.writes}\n${message.map(line => `> ${line}`).join('\n')}`] : []),
    `${messages.accept}:\n\n${link}`,
    ...(code === undefined ? [] : [code]),
    `${sentences.validUntil}\n${sentences.personal}`,
    messages.unexpected,
    '',
  ].join('\n\n')
}

function renderHtml(messages: InvitationMessages, sentences: Sentences, link: string): string {
  const { subject, code } = sentences
  const content = html`<p>${messages.greeting}</p>
<p>${sentences.invitation}</p>${renderMessage(sentences)}
<p><a href="${link}" style="${styles.button}">${messages.accept}</a></p>
<p style="${styles.small}">${sentences.validUntil} ${sentences.personal}</p>
<p style="${styles.small}">${messages.linkInstead}</p>
<p style="${styles.link}">${link}</p>${code && html`\n<p style="${styles.small}">${code}</p>`}
<p style="${styles.small}">${messages.unexpected}</p>`
  return renderMailPage(subject, content)
}

function renderMessage({ writes, message }: Sentences) {
  if (message.length === 0) return ''
  const lines = message.map((line, index) => html`${index > 0 ? raw('<br>') : ''}${line}`)
  return html`\n<p>${writes}</p>\n<blockquote style="${styles.message}">${lines}</blockquote>`
}

function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

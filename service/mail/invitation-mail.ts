import { html, raw } from 'hono/html'
import { chooseLocale, type Locale } from '../../contract/locale.ts'
import { messagesFor } from '../messages/messages.ts'
import { noTemplates, type Templates } from '../templates/templates.ts'
import { toDisplayName } from './display-name.ts'
import { formatMailDate, renderMailPage, mailStyles as styles, toButtonStyle } from './mail-page.ts'
import { toPersonalMessage } from './personal-message.ts'
import { replaceMail } from './replace-mail.ts'
import { toTarget } from './target.ts'

/** What an invitation says. Only `organization` is the operator's own word; names and message are other people's. */
export interface InvitationMailFacts {
  organization: string
  /** The invitation's, in any form; English where it says none. */
  locale?: string | null | undefined
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
export function renderInvitationMail(
  facts: InvitationMailFacts,
  templates: Templates = noTemplates,
): RenderedMail {
  const locale = chooseLocale(facts.locale)
  const { invitation: messages, target: toTargetText } = messagesFor(locale).mail
  const organization = toOneLine(facts.organization)
  const inviter = toDisplayName(facts.inviter)
  const target = toTarget(toTargetText, { application: toDisplayName(facts.application), organization })
  const invitee = toOneLine(facts.invitee)
  const sentences = {
    subject: messages.subject({ inviter, target }),
    invitation: messages.invitation({ inviter, target }),
    validUntil: messages.validUntil(formatMailDate(facts.expiresAt, locale)),
    personal: messages.personal(invitee),
    code: facts.code && messages.code({ ...facts.code, invitee }),
    writes: messages.writes(inviter),
    message: toPersonalMessage(facts.message),
  }
  const ours = {
    subject: sentences.subject,
    html: renderHtml(locale, sentences, { link: facts.link, templates }),
    text: renderText(locale, sentences, facts.link),
  }
  const { message } = sentences
  const expires = formatMailDate(facts.expiresAt, locale)
  const values = {
    lang: locale,
    organization,
    application: toDisplayName(facts.application),
    target,
    inviter,
    invitee,
    message,
    link: facts.link,
    code: facts.code?.code,
    code_page: facts.code?.page,
    expires,
    expires_at: facts.expiresAt,
  }
  return replaceMail(templates, { name: 'mail-invitation', locale, values }, ours)
}

interface Sentences extends Record<'subject' | 'invitation' | 'validUntil' | 'personal' | 'writes', string> {
  code: string | undefined
  /** Line by line. */
  message: readonly string[]
}

function renderText(locale: Locale, sentences: Sentences, link: string): string {
  const { greeting, invitation: messages } = messagesFor(locale).mail
  const { message, code } = sentences
  return [
    `${greeting}\n${sentences.invitation}`,
    // Every line is marked as theirs, so that none of it passes for ours.
    ...(message.length > 0 ? [`${sentences.writes}\n${message.map(line => `> ${line}`).join('\n')}`] : []),
    `${messages.open}:\n\n${link}`,
    ...(code === undefined ? [] : [code]),
    `${sentences.validUntil}\n${sentences.personal}`,
    messages.unexpected,
    '',
  ].join('\n\n')
}

function renderHtml(
  locale: Locale,
  sentences: Sentences,
  { link, templates }: { link: string; templates: Templates },
): string {
  const { greeting, linkInstead, invitation: messages } = messagesFor(locale).mail
  const { subject, code } = sentences
  const content = html`<p>${greeting}</p>
<p>${sentences.invitation}</p>${renderMessage(sentences)}
<p><a href="${link}" style="${toButtonStyle(templates)}">${messages.open}</a></p>
<p style="${styles.small}">${sentences.validUntil} ${sentences.personal}</p>
<p style="${styles.small}">${linkInstead}</p>
<p style="${styles.link}">${link}</p>${code && html`\n<p style="${styles.small}">${code}</p>`}
<p style="${styles.small}">${messages.unexpected}</p>`
  return renderMailPage(subject, content, locale)
}

function renderMessage({ writes, message }: Sentences) {
  if (message.length === 0) return ''
  const lines = message.map((line, index) => html`${index > 0 ? raw('<br>') : ''}${line}`)
  return html`\n<p>${writes}</p>\n<blockquote style="${styles.message}">${lines}</blockquote>`
}

function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

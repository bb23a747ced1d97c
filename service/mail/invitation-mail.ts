import { html, raw } from 'hono/html'
import { toDisplayName } from './display-name.ts'
import { type InvitationMessages, invitationMessages } from './messages.ts'
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
  const place = messages.place({ application: toDisplayName(facts.application), organization })
  const invitee = toOneLine(facts.invitee)
  const sentences = {
    subject: messages.subject({ inviter, place }),
    invitation: messages.invitation({ inviter, invitee, place }),
    validUntil: messages.validUntil(formatDate(facts.expiresAt, messages.dateLocale)),
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

/** No colours but the button's, so that light and dark mail programs both show it as their reader likes it. */
const styles = {
  body: 'margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  column: 'max-width:560px;margin:0 auto',
  button:
    'display:inline-block;padding:12px 24px;border-radius:6px;background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none',
  message: 'margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid',
  small: 'font-size:14px',
  link: 'font-size:14px;word-break:break-all',
}

function renderHtml(messages: InvitationMessages, sentences: Sentences, link: string): string {
  const { code } = sentences
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${sentences.subject}</title>
</head>
<body style="${styles.body}">
<div style="${styles.column}">
<p>${messages.greeting}</p>
<p>${sentences.invitation}</p>${renderMessage(sentences)}
<p><a href="${link}" style="${styles.button}">${messages.accept}</a></p>
<p style="${styles.small}">${sentences.validUntil} ${sentences.personal}</p>
<p style="${styles.small}">${messages.linkInstead}</p>
<p style="${styles.link}">${link}</p>${code && html`\n<p style="${styles.small}">${code}</p>`}
<p style="${styles.small}">${messages.unexpected}</p>
</div>
</body>
</html>
`
  return String(page)
}

function renderMessage({ writes, message }: Sentences) {
  if (message.length === 0) return ''
  const lines = message.map((line, index) => html`${index > 0 ? raw('<br>') : ''}${line}`)
  return html`\n<p>${writes}</p>\n<blockquote style="${styles.message}">${lines}</blockquote>`
}

function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

function formatDate(date: Date, locale: string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat(locale, options).format(date)} UTC`
}

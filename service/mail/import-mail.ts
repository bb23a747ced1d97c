import { html } from 'hono/html'
import type { Locale } from '../../contract/locale.ts'
import { messagesFor } from '../messages/messages.ts'
import { toDisplayName } from './display-name.ts'
import type { RenderedMail } from './invitation-mail.ts'
import { renderMailPage } from './mail-page.ts'

/** What whoever began an import is told in the end. */
export interface ImportMailFacts {
  readonly locale: Locale
  readonly hasFailed: boolean
  readonly fileName: string | null
  readonly created: number
  readonly failed: number
  readonly malformed: number
  /** Its page. */
  readonly page: string
}

/** Writes what became of an import. */
export function renderImportMail({
  locale,
  hasFailed,
  fileName,
  page,
  ...counts
}: ImportMailFacts): RenderedMail {
  const { mail, untitled } = messagesFor(locale).imports
  const file = toDisplayName(fileName) ?? untitled
  const subject = hasFailed ? mail.failed(file) : mail.finished(file)
  const count = (value: number) => value.toLocaleString(locale)
  const { created, failed, malformed } = counts
  const before = [
    mail.greeting,
    mail.counts({ created: count(created), failed: count(failed), malformed: count(malformed) }),
    ...(hasFailed ? [mail.unfinished] : []),
    mail.correct,
  ]
  const content = html`${before.map(text => html`<p>${text}</p>`)}<p><a href="${page}">${page}</a></p><p>${mail.reason}</p>`
  return {
    subject,
    html: renderMailPage(subject, content, locale),
    text: [...before, page, mail.reason, ''].join('\n\n'),
  }
}

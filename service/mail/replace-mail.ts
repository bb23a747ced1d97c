import type { Locale } from '../../contract/locale.ts'
import type { MailTemplate, MailValues } from '../templates/mail-templates.ts'
import { SafeHtml, type Templates } from '../templates/templates.ts'
import type { RenderedMail } from './invitation-mail.ts'

interface Replacement<Name extends MailTemplate> {
  readonly name: Name
  readonly locale: Locale
  readonly values: MailValues<Name>
}

/** Puts the operator's templates in the place of what we would have sent, part by part. */
export function replaceMail<Name extends MailTemplate>(
  templates: Templates,
  { name, locale, values }: Replacement<Name>,
  ours: RenderedMail,
): RenderedMail {
  const dated = Object.fromEntries(
    Object.entries<unknown>(values).map(([key, value]) => [
      key,
      value instanceof Date ? value.toISOString() : value,
    ]),
  )
  const part = (kind: 'subject' | 'html' | 'text', content: unknown) =>
    templates.mail(`${name}.${kind}`, locale, { ...values, ...dated, subject: ours.subject, content })
  const subject = part('subject', ours.subject)
  return {
    // A header is one line, whatever the template has.
    subject: subject === undefined ? ours.subject : subject.replace(/\s+/g, ' ').trim(),
    html: part('html', new SafeHtml(ours.html)) ?? ours.html,
    text: part('text', ours.text) ?? ours.text,
  }
}

import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Locale } from '../../contract/locale.ts'
import { messagesFor } from '../messages/messages.ts'
import type { Templates } from '../templates/templates.ts'

/** No colours but the button's, so that light and dark mail programs both show it as their reader likes it. */
export const mailStyles = {
  body: 'margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  column: 'max-width:560px;margin:0 auto',
  message: 'margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid',
  small: 'font-size:14px',
  link: 'font-size:14px;word-break:break-all',
}

/** The one thing to press, in the operator's colour. */
export function toButtonStyle({ button: { fill, text } }: Pick<Templates, 'button'>): string {
  return `display:inline-block;padding:12px 24px;border-radius:6px;background:${fill};color:${text};font-weight:600;text-decoration:none`
}

/** Puts the content of a message, which is escaped, into the page that all our messages share. */
export function renderMailPage(
  title: string,
  content: HtmlEscapedString | Promise<HtmlEscapedString>,
  locale: Locale,
): string {
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
</head>
<body style="${mailStyles.body}">
<div style="${mailStyles.column}">
${content}
</div>
</body>
</html>
`
  return String(page)
}

/** A date as people write it, in one zone for everybody. */
export function formatMailDate(date: Date, locale: Locale): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat(messagesFor(locale).frame.formats, options).format(date)} UTC`
}

import type { Locale } from '../../../contract/locale.ts'
import { messagesFor } from '../../messages/messages.ts'

/** Writes instants (milliseconds since 1970) in a language, in UTC: "21 Nov 2026, 03:30 UTC". */
export function instantOf(locale: Locale): (at: number) => string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const
  const format = new Intl.DateTimeFormat(messagesFor(locale).frame.formats, options)
  return at => `${format.format(new Date(at))} UTC`
}
